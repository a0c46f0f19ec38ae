"""Audits as one web page that needs nothing else: what is wrong, numbered, and where it stands on pictured pages."""

import base64
import inspect
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from plainleaf.audit import RULES, Audit, Flaw, Question
from plainleaf.audit.verdict import ranges
from plainleaf.findings import Severity
from plainleaf.inspect import picture
from plainleaf.inspect.geometry import Box, joined
from plainleaf.inspect.units import in_points
from plainleaf.layout.profiles import Profile
from plainleaf.report.audit import Audited, against, counted, figure, pages_of

DOTS = 96
"""Dots an inch of a page's picture: text of 9 pt can still be read."""
QUALITY = 78
MOST_PAGES = 40
"""Pictures a file may have: a book of a thousand pages must not make a report nobody can open."""
BADGE, GUTTER = 22.0, 34.0
"""Points: the side of the square that holds a number, and the strip beside the page where it stands."""
NEAR = 18.0
"""Points: what one flaw says of words no further apart gets one box."""
MOST_BADGES = 3
"""Of one flaw on one page: its other boxes bear no number, and can be told by the list."""


@dataclass(frozen=True)
class Numbered:
    """A flaw under the number that its boxes bear."""

    number: int
    flaw: Flaw
    pages: tuple[int, ...]


@dataclass(frozen=True)
class Group:
    """All flaws that one rule found; ``question`` is what the rule asks."""

    check: str
    question: str
    found: tuple[Numbered, ...]


@dataclass(frozen=True)
class Frame:
    """What is drawn round an area, in points from the upper left corner of the page's picture."""

    number: int
    x: float
    y: float
    width: float
    height: float
    is_error: bool


@dataclass(frozen=True)
class Badge:
    """A number beside the page: its upper left corner, and where the line from it meets its frame."""

    number: int
    x: float
    y: float
    to_x: float
    to_y: float
    is_error: bool


@dataclass(frozen=True)
class Pictured:
    """A page with what is wrong on it. ``source`` is a data URI."""

    page: int
    source: str
    width: float
    height: float
    frames: tuple[Frame, ...]
    badges: tuple[Badge, ...]
    found: tuple[Numbered, ...]


@dataclass(frozen=True)
class Measured:
    """A figure and what the profile wants of it, "" where it wants nothing."""

    name: str
    value: str
    wanted: str


@dataclass(frozen=True)
class Report:
    """One file of the report."""

    audit: Audit
    verdict: str
    groups: tuple[Group, ...]
    measured: tuple[Measured, ...]
    pictures: tuple[Pictured, ...]
    left_out: tuple[int, ...]
    """Pages with flaws that have no picture because there are too many."""
    clean: tuple[int, ...]
    asked: Mapping[str, tuple[str, tuple[Question, ...]]]


def audit_page(audited: Audited, pdfs: Sequence[bytes]) -> str:
    """The report as HTML, from the audits and their files in the same order; all texts of the files are escaped."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    reports = [_report(audit, pdf, audited.profile) for audit, pdf in zip(audited.audits, pdfs, strict=True)]
    template = environment.get_template("audit.html.jinja")
    return template.render(
        reports=reports, profile=audited.profile, badge=BADGE, gutter=GUTTER, ranges=ranges
    )


def _report(audit: Audit, pdf: bytes, profile: Profile) -> Report:
    groups = tuple(_groups(audit))
    found = [one for group in groups for one in group.found]
    wrong = sorted({page for one in found for page in one.pages})
    drawn = in_points(pdf) if wrong else pdf
    pictures = tuple(_pictured(drawn, page, found) for page in wrong[:MOST_PAGES])
    asked: dict[str, tuple[str, tuple[Question, ...]]] = {}
    for question in audit.questions:
        title, before = asked.get(question.check, (_question(question.check), ()))
        asked[question.check] = (title, (*before, question))
    return Report(
        audit=audit,
        verdict=counted(audit),
        groups=groups,
        measured=tuple(_measured(audit, profile)),
        pictures=pictures,
        left_out=tuple(wrong[MOST_PAGES:]),
        clean=tuple(page for page in range(1, audit.pages + 1) if page not in wrong),
        asked=asked,
    )


def _groups(audit: Audit) -> Iterator[Group]:
    """Flaws by rule, in the order of the first of each, numbered through."""
    number = 0
    for check in dict.fromkeys(flaw.check for flaw in audit.flaws):
        found = []
        for flaw in audit.flaws:
            if flaw.check == check:
                number += 1
                found.append(Numbered(number, flaw, pages_of(flaw.areas)))
        yield Group(check, _question(check), tuple(found))


def _question(check: str) -> str:
    return inspect.cleandoc(RULES[check]).splitlines()[0] if check in RULES else check


def _measured(audit: Audit, profile: Profile) -> Iterator[Measured]:
    for name, value in audit.figures.items():
        yield Measured(name, figure(value), against(name, value, profile))


def _pictured(pdf: bytes, page: int, found: Sequence[Numbered]) -> Pictured:
    image = picture(pdf, page - 1, DOTS)
    held = io.BytesIO()
    image.save(held, "JPEG", quality=QUALITY, optimize=True)
    source = "data:image/jpeg;base64," + base64.b64encode(held.getvalue()).decode("ascii")
    width, height = image.width * 72 / DOTS, image.height * 72 / DOTS
    here = tuple(one for one in found if page in one.pages)
    frames = tuple(_frames(here, page, width, height))
    return Pictured(page, source, width, height, frames, _badges(frames, width, height), here)


def _frames(found: Sequence[Numbered], page: int, width: float, height: float) -> Iterator[Frame]:
    """Frames a little larger than what they stand round, inside of the page."""
    for one in found:
        areas = [area for area in one.flaw.areas if area.page == page]
        boxes = joined((Box(area.left, area.bottom, area.right, area.top) for area in areas), NEAR)
        for left, bottom, right, top in sorted(boxes, key=lambda box: (-box.top, box.left)):
            x, y = max(2.0, left - 3), max(2.0, height - top - 3)
            across = max(1.0, min(width - 2, right + 3) - x)
            down = max(1.0, min(height - 2, height - bottom + 3) - y)
            yield Frame(one.number, x, y, across, down, one.flaw.severity is Severity.ERROR)


def _badges(frames: Sequence[Frame], width: float, height: float) -> tuple[Badge, ...]:
    """Numbers on the side of the page their frame is nearer to, those of wide frames where there is room."""
    counts: Counter[int] = Counter()
    sides: dict[bool, list[Frame]] = {True: [], False: []}
    for frame in frames:
        counts[frame.number] += 1
        if counts[frame.number] > MOST_BADGES:
            continue
        is_left = frame.x <= width - frame.x - frame.width
        if frame.width > width / 2:
            is_left = len(sides[True]) <= len(sides[False])
        sides[is_left].append(frame)
    return tuple(badge for left, there in sides.items() for badge in _stacked(there, left, width, height))


def _stacked(frames: Sequence[Frame], left: bool, width: float, height: float) -> Iterator[Badge]:
    step = min(BADGE + 2, height / max(1, len(frames)))
    free = 0.0
    for at, frame in enumerate(sorted(frames, key=lambda frame: (frame.y, frame.number))):
        room = height - step * (len(frames) - at)
        y = min(max(frame.y, free), max(free, room))
        free = y + step
        x = -(GUTTER + BADGE) / 2 if left else width + (GUTTER - BADGE) / 2
        to_y = min(max(y + BADGE / 2, frame.y), frame.y + frame.height)
        yield Badge(frame.number, x, y, frame.x if left else frame.x + frame.width, to_y, frame.is_error)

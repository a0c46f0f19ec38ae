"""Every replacement of a part of WeasyPrint, each with the sha256 of the source it was written against."""

import hashlib
import importlib
import inspect
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from math import isinf
from operator import attrgetter
from typing import Any

from plainleaf.findings import UsageFailure
from plainleaf.render.font_codes import coded_font, vector_font_dictionary
from plainleaf.render.lengths import resolve_percentages
from plainleaf.render.sheets import Sheets
from plainleaf.render.styles import anonymous_value, computed_value
from plainleaf.render.text_drawing import draw_first_line
from plainleaf.render.text_layouts import reactivate_once, set_up_once, split_once, strut_once

WANTED = "70.0"


@dataclass(frozen=True)
class Patch:
    """``attribute`` of ``module`` becomes ``make(original)``; ``sha256`` is of the original's source.

    ``everywhere``: also in the other modules of WeasyPrint that imported it by name.
    """

    module: str
    attribute: str
    sha256: str
    make: Callable[[Any], Any]
    everywhere: bool = False


def repair_line_break(upstream: Any) -> Any:
    """Keeps a text on its line when it fits there without its trailing space.

    Upstream measures the text before an inline element with its trailing space; where only that space is too
    much, it takes the text for unbreakable and keeps its first word alone. Given no limit it returns the
    whole text, and the caller, which does discount the space, breaks before the next word.
    """

    def split_first_line(
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> Any:
        def split(text: str, width: float | None) -> Any:
            return upstream(text, style, context, width, justification_spacing, is_line_start, minimum)

        line = split(text, max_width)
        limited = max_width is not None and not isinf(max_width)
        collapses = style["white_space"] in ("normal", "pre-line")
        if line[2] is None or not limited or not collapses or not text.endswith(" "):
            return line
        bare = split(text.rstrip(" "), max_width)
        fits = bare[2] is None and bare[3] <= max_width
        return split(text, None) if fits else line

    return split_first_line


def plain_bytes(upstream: Any) -> Any:
    """Replaces ``pydyf._to_bytes``: the same bytes; most of what is written are numbers, bytes and short words."""

    def to_bytes(item: Any) -> Any:
        kind = type(item)
        if kind is bytes:
            return item
        if kind is float:
            return b"%d" % int(item) if item.is_integer() else (b"%f" % item).rstrip(b"0")
        if kind is int:
            return b"%d" % item
        return item.encode("ascii") if kind is str else upstream(item)

    return to_bytes


def replace_tags(_: Any) -> Any:
    """The whole structure tree is ours: see the tags module, which needs weasyprint to be loaded."""
    return importlib.import_module("plainleaf.render.tags").add_tags


PATCHES = (
    Patch(
        "weasyprint.css",
        "CSS",
        "c9b29e561ebe07eaaa96422fae35ca622fa483ce127f2e32ee9187e16b22bc2d",
        Sheets,
    ),
    Patch(
        "weasyprint.css",
        "ComputedStyle.__missing__",
        "b318d8efc8ac79d716f05cb81cc3abd65a32bd79601e363b218a32559bb3a5fb",
        computed_value,
    ),
    Patch(
        "weasyprint.css",
        "AnonymousStyle.__missing__",
        "d39252707764730654fe9f69638bfc8bb7435365de0dbfa0309708576cae5d63",
        anonymous_value,
    ),
    Patch(
        "weasyprint.layout.percent",
        "resolve_percentages",
        "71673078096fcf8764e6412933288cc79ba956eae0d939deda27beaeac45acad",
        resolve_percentages,
        everywhere=True,
    ),
    Patch(
        "weasyprint.text.line_break",
        "Layout.setup",
        "fb227a55094f41d42fbd57f180d8b7a9a1e741969ec8ddb3fd5cd80920257442",
        set_up_once,
    ),
    Patch(
        "weasyprint.text.line_break",
        "Layout.reactivate",
        "0b89ee097104b71376c179f48a98858708b07169dc0212c393263a1a831607c9",
        reactivate_once,
    ),
    Patch(
        "weasyprint.text.line_break",
        "strut",
        "b57885b70dd08efe92f72a746709e08c576f47b90edb36f02925fefa15bb761a",
        strut_once,
        everywhere=True,
    ),
    Patch(
        "weasyprint.text.line_break",
        "split_first_line",
        "39ad1016863ca34de0bea4c9fcffb46da7e27813c87dd82b7011bfa19fe5504f",
        split_once,
        everywhere=True,
    ),
    Patch(
        "weasyprint.layout.inline",
        "split_first_line",
        "39ad1016863ca34de0bea4c9fcffb46da7e27813c87dd82b7011bfa19fe5504f",
        repair_line_break,
    ),
    Patch(
        "weasyprint.pdf",
        "add_tags",
        "f0e74575b0bafaf36458eaac27874e3b80457fba3694058153da514a68933f22",
        replace_tags,
    ),
    Patch(
        "weasyprint.pdf.stream",
        "Font",
        "1888854798bf87262b5fc822169feea96211da0c7de97cef8e3001c4a5c118a1",
        coded_font,
    ),
    Patch(
        "weasyprint.pdf.fonts",
        "_build_vector_font_dictionary",
        "aa6eea312c6e3375689f3405d48c5059525038a8d73d2f63bf3476de6dc05903",
        vector_font_dictionary,
    ),
    Patch(
        "pydyf",
        "_to_bytes",
        "1cefd02c285d3aee7ad09bf6e5be50b2b7bd6956dec69829790e64f5255e0009",
        plain_bytes,
    ),
    Patch(
        "weasyprint.draw.text",
        "draw_first_line",
        "1bb8eae6d88e71b17096a034656f3be17da8f1f513c78536c1c38d971927638b",
        draw_first_line,
    ),
)


def apply(patches: tuple[Patch, ...] = PATCHES, wanted: str = WANTED) -> None:
    """Puts every patch in place; raises UsageFailure where WeasyPrint is not the one they are for."""
    found = metadata.version("weasyprint")
    hint = f"install it as locked: `pip install weasyprint=={wanted}`"
    if found != wanted:
        raise UsageFailure(f"weasyprint {found} is installed; wanted is {wanted}", hint)
    for patch in patches:
        digest = hashlib.sha256(inspect.getsource(_original(patch)).encode()).hexdigest()
        if digest != patch.sha256:
            name = f"{patch.module}.{patch.attribute}"
            wants = f"the patch wants {patch.sha256[:12]}…"
            message = f"{name} of weasyprint {found} has sha256 {digest[:12]}…; {wants}"
            raise UsageFailure(message, f"{hint} --force-reinstall")
    for patch in patches:
        _put(patch)


def _original(patch: Patch) -> Any:
    return attrgetter(patch.attribute)(importlib.import_module(patch.module))


def _put(patch: Patch) -> None:
    original = _original(patch)
    made = patch.make(original)
    holder, _, name = patch.attribute.rpartition(".")
    module = importlib.import_module(patch.module)
    setattr(attrgetter(holder)(module) if holder else module, name, made)
    if patch.everywhere:
        for other in [held for name, held in sys.modules.items() if name.startswith("weasyprint.")]:
            if vars(other).get(name) is original:
                setattr(other, name, made)

"""Rules over where text stands on a printed page: on what ground, how far from the edge, which way up."""

from collections.abc import Iterator
from operator import itemgetter

from plainleaf.audit.print_strokes import text_strokes
from plainleaf.audit.rule import Rule
from plainleaf.audit.seen import Seen, area, area_of, area_of_words, by_style, shown
from plainleaf.audit.verdict import Area, Figure, Flaw, Question
from plainleaf.inspect.geometry import Box
from plainleaf.inspect.pieces import Line, Page, Style, Word
from plainleaf.values.colours import Colour, contrast

_MM = 72 / 25.4
_EDGE = 5.0
"""Millimetres along a sheet's edge that office printers leave white."""
_SLACK = 0.5
"""Millimetres: letters stand a little over their room."""
_OVERHANG = 0.08
"""Type sizes by which the tail of a j stands out of a line of large type."""
_COVERED = 0.2
"""Of a word: as much over a picture is over it."""
_ROUGH = 6.0
_WHOLE_PAGE = 0.5
_STRAIGHT = 1.0
_ROUNDED = 0.005


def contrast_too_low(seen: Seen) -> Iterator[Flaw | Figure]:
    """Does every text stand out from what is behind it?

    WCAG 2.2, 1.4.6: 7 to 1, for large text too, because print grows pale. What lies behind is seen, not looked up: each
    page is drawn without its text, and the worst colour behind a word counts.
    Bad: `#767676` on white, 4.5 to 1. Good: black on white, 21 to 1.
    """
    ratios: list[float] = []
    found: dict[tuple[Colour, Colour | None], list[tuple[float, Area]]] = {}
    for page in seen.printed.pages:
        for line in page.lines:
            for style, words, behind in _on_grounds(page, line):
                ink, ground = _worst(style, behind)
                ratios.append(contrast(ink, ground))
                if ratios[-1] < seen.profile.contrast - _ROUNDED:
                    key = (ink, ground if len(behind) <= 1 else None)
                    found.setdefault(key, []).append((ratios[-1], area_of_words(page.number, words)))
    if ratios:
        yield Figure("lowest contrast", round(min(ratios), 1))
    for (ink, plain), places in sorted(found.items(), key=lambda item: min(item[1], key=itemgetter(0))[0]):
        on = "an uneven ground" if plain is None else _named(plain)
        yield Flaw(
            "contrast-too-low",
            f"text in {_named(ink)} on {on} has a contrast of {shown(min(ratio for ratio, _ in places), 2)} to 1; "
            f"the least is {shown(seen.profile.contrast)} to 1",
            "print black on white, or darker on lighter",
            areas=tuple(place for _, place in places),
        )


def _on_grounds(page: Page, line: Line) -> Iterator[tuple[Style, list[Word], tuple[Colour, ...]]]:
    """The words of a line by style, with the colours behind them; word by word where a line has several.

    What underlines a text or strikes it through is none of its ground.
    """
    whole = page.ground.behind(*line.box)
    strokes = [(one.box.bottom, one.box.top) for one in text_strokes(page, line)] if len(whole) > 1 else []
    if strokes:
        whole = page.ground.behind(*line.box, without=strokes)
    for style, words in by_style(line):
        if len(whole) <= 1:
            yield style, words, whole
            continue
        for word in words:
            # A dash that is as low as its stroke has no ground left but that of its line.
            yield style, [word], page.ground.behind(*word.box, without=strokes) or whole


def _worst(style: Style, behind: tuple[Colour, ...]) -> tuple[Colour, Colour]:
    pairs = [(_over(style.colour, style.opacity, ground), ground) for ground in behind or ((255, 255, 255),)]
    return min(pairs, key=lambda pair: contrast(*pair))


def _over(ink: Colour, opacity: float, ground: Colour) -> Colour:
    if opacity >= 1:
        return ink
    red, green, blue = (
        round(opacity * one + (1 - opacity) * other) for one, other in zip(ink, ground, strict=True)
    )
    return red, green, blue


def _named(colour: Colour) -> str:
    return "#" + "".join(f"{value:02x}" for value in colour)


def margin_too_narrow(seen: Seen) -> Iterator[Flaw | Figure]:
    """Is there a white margin, and nothing that a printer cuts off?

    ACB: one inch. Running heads and feet may stand in it; that they are some is known by their marks, or because they
    stand in the same place on several pages. Nothing at all stands nearer than 5 mm to the paper's edge, where office
    printers print nothing.
    Bad: a text to the edge of the sheet. Good: 25.4 mm on every side.
    """
    margins: list[float] = []
    narrow: list[Area] = []
    cut: list[Area] = []
    for page in seen.printed.pages:
        boxes = [
            (Box(line.left, line.box.bottom, line.right, line.box.top), line.margin) for line in page.lines
        ]
        boxes += [(box, False) for box in page.pictures if not _is_background(box, page)]
        for box, running in boxes:
            left = min(box.left, box.bottom, page.width - box.right, page.height - box.top) / _MM
            if left < _EDGE - _SLACK:
                cut.append(area(page.number, box))
            elif not running and left < seen.profile.margin - max(
                _SLACK, _OVERHANG * seen.profile.text / _MM
            ):
                narrow.append(area(page.number, box))
            if not running:
                margins.append(left)
    if margins:
        yield Figure("smallest margin, mm", round(min(margins), 1))
    if cut:
        yield Flaw(
            "margin-too-narrow",
            f"something stands nearer than {shown(_EDGE)} mm to the paper's edge, where printers cut",
            "move it inwards",
            areas=tuple(cut),
        )
    if narrow:
        yield Flaw(
            "margin-too-narrow",
            f"something stands {shown(min(_distances(seen, narrow)))} mm from the paper's edge; "
            f"the least is {shown(seen.profile.margin)} mm",
            "give the page wider margins; mark running heads and feet as artifacts",
            areas=tuple(narrow),
        )


def _distances(seen: Seen, areas: list[Area]) -> Iterator[float]:
    for one in areas:
        page = seen.printed.pages[one.page - 1]
        yield min(one.left, one.bottom, page.width - one.right, page.height - one.top) / _MM


def _is_background(box: Box, page: Page) -> bool:
    return box.width * box.height > _WHOLE_PAGE * page.width * page.height


def over_picture(seen: Seen) -> Iterator[Flaw]:
    """Is the ground behind every text plain?

    UKAAF G003: no text over pictures. Letters get lost in what is behind them. A picture in one colour is none; a
    drawing is seen by how its ground changes from one point to the next.
    Bad: a title over a photograph. Good: the title below it.
    """
    over: list[Area] = []
    for page in seen.printed.pages:
        for line in page.lines:
            if len(page.ground.behind(*line.box)) > 1:
                over += [area(page.number, word.box) for word in line.words if _is_over(page, word)]
    if over:
        yield Flaw(
            "over-picture", "text stands over a picture", "put it beside the picture", areas=tuple(over)
        )


def _is_over(page: Page, word: Word) -> bool:
    if len(page.ground.behind(*word.box)) <= 1:
        return False
    size = max(word.box.width * word.box.height, 1e-9)
    covered = sum(word.box.shared(picture) for picture in page.pictures)
    return covered >= _COVERED * size or page.ground.roughness(*word.box) >= _ROUGH


def turned_text(seen: Seen) -> Iterator[Flaw]:
    """Is all text level?

    UKAAF G003: text is horizontal. A reader with a magnifier cannot turn the head with it.
    Bad: a table's head turned by 90 degrees. Good: a level head, in a wider column.
    """
    turned = tuple(
        area_of(line) for line in seen.lines if abs(line.words[0].chars[0].style.angle) > _STRAIGHT
    )
    if turned:
        yield Flaw("turned-text", "text is turned", "print it level", areas=turned)


def text_unseen(seen: Seen) -> Iterator[Question]:
    """Can what a page shows be measured?

    Letters in a picture, or drawn as shapes, are none to a program: their size and contrast are not known.
    Bad: a scan. Good: a page exported as text.
    """
    for page in seen.printed.pages:
        if not page.lines and (page.pictures or page.strokes or not _is_blank(page)):
            yield Question(
                "text-unseen",
                "the page shows something, but no text a program can measure: is it large and clear enough?",
                (Area(page.number, 0, 0, page.width, page.height),),
            )


def _is_blank(page: Page) -> bool:
    return len(page.ground.behind(0, 0, page.width, page.height)) <= 1


RULES: tuple[Rule[Seen], ...] = (
    Rule("contrast-too-low", contrast_too_low),
    Rule("margin-too-narrow", margin_too_narrow),
    Rule("over-picture", over_picture),
    Rule("turned-text", turned_text),
    Rule("text-unseen", text_unseen),
)

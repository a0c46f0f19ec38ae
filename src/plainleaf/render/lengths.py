"""Used lengths of boxes in less time: most are pixels already, and many boxes have the same."""

import functools
import operator
from math import inf
from typing import Any

ACROSS = ("margin_left", "margin_right", "padding_left", "padding_right", "width", "max_width", "min_width")
ALONG = ("margin_top", "margin_bottom", "padding_top", "padding_bottom")
HEIGHTS = ("height", "min_height", "max_height")
BORDERS = ("border_top_width", "border_right_width", "border_bottom_width", "border_left_width")
LENGTHS = (*ACROSS, *ALONG, *HEIGHTS)


def resolve_percentages(upstream: Any) -> Any:  # noqa: ARG001 - it has all of its work
    """Replaces ``weasyprint.layout.percent.resolve_percentages``: the same values, without a call for each."""
    from weasyprint.formatting_structure import boxes  # type: ignore[import-untyped] # noqa: PLC0415 - loads Pango
    from weasyprint.layout import percent  # type: ignore[import-untyped] # noqa: PLC0415 - as above

    read = operator.itemgetter(*LENGTHS)

    def length(style: Any, name: str, whole: Any) -> Any:
        used = percent.percentage(style[name], style, whole)
        return 0 if used == "auto" and name in ("min_width", "min_height") else used

    def related(box: Any, containing_block: Any) -> dict[str, Any]:
        """Lengths of which some are a part of the containing block’s."""
        if isinstance(containing_block, boxes.Box):
            width, height = containing_block.width, containing_block.height
        else:
            width, height = containing_block
        style = box.style
        along = height if isinstance(box, boxes.PageBox) else width
        used = {name: length(style, name, width) for name in ACROSS}
        used |= {name: length(style, name, along) for name in ALONG}
        if height != "auto":
            return used | {name: length(style, name, height) for name in HEIGHTS}
        own = style["height"]
        is_open = own == "auto" or percent.check_math(own) or own.unit == "%"
        used["height"] = "auto" if is_open else own.value
        used["min_height"], used["max_height"] = (
            length(style, "min_height", 0),
            length(style, "max_height", inf),
        )
        return used

    def resolve(box: Any, containing_block: Any) -> None:
        style, used = box.style, vars(box)
        try:
            values = _own(read(style))
        except TypeError:
            values = None  # what holds calc() cannot be a key
        used.update(related(box, containing_block) if values is None else values)
        collapse = style["border_collapse"] == "collapse"
        for name in BORDERS:
            if not (collapse and hasattr(box, name)):
                used[name] = style[name]
        if style["box_sizing"] != "content-box":
            percent.adjust_box_sizing(box, "width")
            percent.adjust_box_sizing(box, "height")

    return resolve


@functools.lru_cache(maxsize=4096)
def _own(computed: tuple[Any, ...]) -> dict[str, Any] | None:
    """The used values of these lengths, in the order of ``LENGTHS``; None where one depends on another box."""
    used: dict[str, Any] = {}
    for name, value in zip(LENGTHS, computed, strict=True):
        if value is None or value == "auto":
            used[name] = 0 if name in ("min_width", "min_height") and value == "auto" else value
        elif getattr(value, "unit", "%") == "%":
            return None
        else:
            used[name] = value.value
    return used

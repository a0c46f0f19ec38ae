"""Used lengths of boxes in less time: most are pixels already."""

from math import inf
from typing import Any

ACROSS = ("margin_left", "margin_right", "padding_left", "padding_right", "width", "max_width")
ALONG = ("margin_top", "margin_bottom", "padding_top", "padding_bottom")
BORDERS = ("border_top_width", "border_right_width", "border_bottom_width", "border_left_width")


def resolve_percentages(upstream: Any) -> Any:  # noqa: ARG001 - it has all of its work
    """Replaces ``weasyprint.layout.percent.resolve_percentages``: the same values, without a call for each."""
    from weasyprint.formatting_structure import boxes  # type: ignore[import-untyped] # noqa: PLC0415 - loads Pango
    from weasyprint.layout import percent  # type: ignore[import-untyped] # noqa: PLC0415 - as above

    def length(style: Any, name: str, whole: Any) -> Any:
        value = style[name]
        if value is None or value == "auto":
            return value
        unit = getattr(value, "unit", None)
        if unit is None:
            return percent.percentage(value, style, whole)
        return whole * value.value / 100 if unit == "%" else value.value

    def resolve(box: Any, containing_block: Any) -> None:
        if isinstance(containing_block, boxes.Box):
            width, height = containing_block.width, containing_block.height
        else:
            width, height = containing_block
        style, used = box.style, vars(box)
        along = height if isinstance(box, boxes.PageBox) else width
        for name in ACROSS:
            used[name] = length(style, name, width)
        for name in ALONG:
            used[name] = length(style, name, along)
        narrowest = length(style, "min_width", width)
        used["min_width"] = 0 if narrowest == "auto" else narrowest
        if height == "auto":
            own = style["height"]
            is_open = own == "auto" or percent.check_math(own) or own.unit == "%"
            used["height"] = "auto" if is_open else own.value
            lowest, used["max_height"] = length(style, "min_height", 0), length(style, "max_height", inf)
        else:
            used["height"] = length(style, "height", height)
            lowest, used["max_height"] = (
                length(style, "min_height", height),
                length(style, "max_height", height),
            )
        used["min_height"] = 0 if lowest == "auto" else lowest
        collapse = style["border_collapse"] == "collapse"
        for name in BORDERS:
            if not (collapse and hasattr(box, name)):
                used[name] = style[name]
        if style["box_sizing"] != "content-box":
            percent.adjust_box_sizing(box, "width")
            percent.adjust_box_sizing(box, "height")

    return resolve

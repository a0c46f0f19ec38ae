"""Texts shaped and broken into lines once a document where they and their style are equal.

What is kept is kept with the document's font configuration, and ends with it.
"""

from operator import itemgetter
from typing import Any, NamedTuple

FEATURES = (
    "font_kerning", "font_variant_ligatures", "font_variant_position", "font_variant_caps", "font_variant_numeric",
    "font_variant_alternates", "font_variant_east_asian", "font_feature_settings",
)  # fmt: skip
"""What ``font_features`` reads, in its order."""

SETUP = (
    *FEATURES, "direction", "font_language_override", "lang", "font_family", "font_style", "font_stretch",
    "font_weight", "font_size", "font_variation_settings", "text_decoration_line",
)  # fmt: skip
"""All properties that ``Layout.setup`` reads."""

BREAKING = (
    *SETUP, "white_space", "word_spacing", "letter_spacing", "overflow_wrap", "tab_size", "hyphens",
    "hyphenate_limit_chars", "hyphenate_limit_zone", "hyphenate_character", "word_break",
)  # fmt: skip
"""All that ``split_first_line`` reads, besides."""


STRUT = (
    "font_family", "font_style", "font_stretch", "font_weight", "font_variant_ligatures", "font_variant_position",
    "font_variant_caps", "font_variant_numeric", "font_variant_alternates", "font_variant_east_asian",
    "font_feature_settings", "font_variation_settings", "font_language_override", "lang", "font_size", "line_height",
)  # fmt: skip
"""What upstream's own key of a strut is written from."""


class _Setup(NamedTuple):
    """What layouts of one style share."""

    context: Any
    description: Any
    values: dict[str, Any]


def split_once(upstream: Any) -> Any:
    """Replaces ``weasyprint.text.line_break.split_first_line``: the same line for the same text, style and width.

    Every caller gets a layout of its own: it is activated and changed when it is drawn.
    """
    read = itemgetter(*BREAKING)

    def split_first_line(
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> Any:
        lines = vars(style.font_config).setdefault("lines", {})
        key = text, max_width, justification_spacing, is_line_start, minimum, read(style)
        try:
            kept = lines.get(key)
        except TypeError:
            return upstream(text, style, context, max_width, justification_spacing, is_line_start, minimum)
        if kept is None:
            kept = upstream(text, style, context, max_width, justification_spacing, is_line_start, minimum)
            lines[key] = kept
        layout, *measures = kept
        return (_copy(layout), *measures)

    return split_first_line


def strut_once(upstream: Any) -> Any:
    """Replaces ``weasyprint.text.line_break.strut``: upstream keeps them too, under a key that takes long to write."""
    read = itemgetter(*STRUT)

    def strut(style: Any) -> Any:
        struts = vars(style.font_config).setdefault("struts", {})
        try:
            found = struts.get(key := read(style))
        except TypeError:
            return upstream(style)
        if found is None:
            found = struts[key] = upstream(style)
        return found

    return strut


def _copy(layout: Any) -> Any:
    copy = object.__new__(type(layout))
    vars(copy).update(vars(layout))
    return copy


def set_up_once(upstream: Any) -> Any:
    """Replaces ``Layout.setup``: layouts of one style share Pango's context and font description.

    Pango copies the description into the layout, and nothing changes the context. Styles with font features are left to
    upstream: their attributes are changed with the text.
    """
    from weasyprint.text.ffi import ffi, gobject, pango  # type: ignore[import-untyped] # noqa: PLC0415 - loads Pango

    read = itemgetter(*SETUP)

    def setup(self: Any, style: Any) -> None:
        setups = vars(style.font_config).setdefault("setups", {})
        try:
            shared = setups[key := read(style)]
        except TypeError:
            shared = None
        except KeyError:
            shared = setups[key] = _setup_of(style)
        if shared is None:
            upstream(self, style)
            return
        vars(self).update(shared.values, style=style, first_line_direction=0)
        self.layout = ffi.gc(pango.pango_layout_new(shared.context), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(self.layout, False)
        pango.pango_layout_set_font_description(self.layout, shared.description)

    return setup


def _setup_of(style: Any) -> _Setup | None:
    """As ``Layout.setup`` makes it; None for a style with font features."""
    from weasyprint.text import ffi as libraries  # type: ignore[import-untyped] # noqa: PLC0415 - loads Pango
    from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION  # type: ignore[import-untyped] # noqa: PLC0415
    from weasyprint.text.fonts import font_features, get_font_description  # type: ignore[import-untyped] # noqa: PLC0415

    if font_features(*(style[name] for name in FEATURES)):
        return None
    ffi, pango, units = libraries.ffi, libraries.pango, libraries.FROM_UNITS
    context = ffi.gc(
        pango.pango_font_map_create_context(style.font_config.font_map), libraries.gobject.g_object_unref
    )
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    override = style["font_language_override"]
    tag = style["lang"] if override == "normal" else LST_TO_ISO.get(override.lower(), override)
    if tag:
        pointer, _alive = libraries.unicode_to_char_p(tag)
        language = pango.pango_language_from_string(pointer)
        pango.pango_context_set_language(context, language)
    else:
        language = pango.pango_language_get_default()
    description = get_font_description(style)
    values = {
        "language": language,
        "ascent": None,
        "underline_position": None,
        "strikethrough_position": None,
    }
    if style["text_decoration_line"] != "none":
        metrics = ffi.gc(
            pango.pango_context_get_metrics(context, description, language), pango.pango_font_metrics_unref
        )
        values |= {
            "ascent": units * pango.pango_font_metrics_get_ascent(metrics),
            "underline_position": units * pango.pango_font_metrics_get_underline_position(metrics),
            "strikethrough_position": units * pango.pango_font_metrics_get_strikethrough_position(metrics),
            "underline_thickness": units * pango.pango_font_metrics_get_underline_thickness(metrics),
            "strikethrough_thickness": units * pango.pango_font_metrics_get_strikethrough_thickness(metrics),
        }
    return _Setup(context, description, values)


def reactivate_once(upstream: Any) -> Any:
    """Replaces ``Layout.reactivate``: a layout that ``keep_for_drawing`` left active is not shaped again."""

    def reactivate(self: Any, style: Any) -> None:
        kept = vars(self).pop("kept", None)
        if kept is None or kept[0] is not style or kept[1:] != (self.text, self.justification_spacing):
            upstream(self, style)

    return reactivate


def keep_for_drawing(layout: Any) -> None:
    """Leaves a reactivated layout active until its text is drawn."""
    layout.kept = layout.style, layout.text, layout.justification_spacing

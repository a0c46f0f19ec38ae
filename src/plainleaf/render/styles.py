"""Computed styles in less time: most properties of most elements are simply inherited or initial."""

import functools
import operator
from collections.abc import Mapping
from typing import Any

SPECIAL = ("position", "float", "display", "page")
"""Computed from one another, or inherited by rules of their own; so is all of ``text-decoration``."""

PLAIN = (str, int, float, type(None))
"""Types of values that hold no ``calc()``."""


ASKED_OF_ALL = ("anchor",)
"""What is asked of every style, also of those of pseudo-elements that there are not."""

TEXT = (
    "lang", "border_collapse", "visibility", "color", "direction", "font_variant_ligatures", "font_variant_position",
    "font_variant_caps", "font_variant_numeric", "font_variant_alternates", "font_variant_east_asian",
    "font_feature_settings", "font_language_override", "font_family", "font_style", "font_stretch", "font_weight",
    "font_size", "font_variation_settings", "line_height", "white_space", "text_indent", "text_transform", "hyphens",
)  # fmt: skip
"""Inherited properties that are asked of the style of nearly every box."""


def computed_value(upstream: Any) -> Any:
    """Replaces ``ComputedStyle.__missing__``: the same value, found at once where nothing says another.

    Left to upstream is what the cascade sets, by its own name or by its logical one; what is special; what holds
    ``calc()``; and the root element's inherited values. Initial values come all together with the first of them.
    """
    from weasyprint.css.computed_values import (  # type: ignore[import-untyped] # noqa: PLC0415 - loads Pango
        COMPUTER_FUNCTIONS,
        PHYSICAL_FUNCTIONS,
    )
    from weasyprint.css.functions import check_math  # type: ignore[import-untyped] # noqa: PLC0415 - as above
    from weasyprint.css.properties import (  # type: ignore[import-untyped] # noqa: PLC0415 - as above
        INHERITED,
        INITIAL_NOT_COMPUTED,
    )

    simple = _simple_values()
    computed = {key: COMPUTER_FUNCTIONS[key] for key in INITIAL_NOT_COMPUTED if key in COMPUTER_FUNCTIONS}
    logical = {
        key: {inline: name(block="ttb", inline=inline) for inline in ("ltr", "rtl")}
        for key, name in PHYSICAL_FUNCTIONS.items()
    }

    @functools.lru_cache(maxsize=1024)
    def initial(cascaded: tuple[str, ...], direction: str) -> dict[str, Any]:
        """All initial values that need no computing, where the cascade sets these properties."""
        return {
            key: value
            for key, value in simple.items()
            if key not in INHERITED
            and key not in computed
            and key not in cascaded
            and (key not in logical or logical[key][direction] not in cascaded)
        }

    def missing(self: Any, key: str) -> Any:
        if key not in simple or key in self.cascaded:
            return upstream(self, key)
        if key in logical and logical[key][self["direction"]] in self.cascaded:
            return upstream(self, key)
        if key not in INHERITED:
            value = simple[key]
            if key in computed:
                value = computed[key](self, key, value)
            elif key not in ASKED_OF_ALL:
                _add(self, initial(tuple(self.cascaded), self["direction"]))
        elif self.parent_style is None:
            return upstream(self, key)
        else:
            value = self.parent_style[key]
            if type(value) not in PLAIN and check_math(value):
                return upstream(self, key)
        self[key] = value
        return value

    return missing


def anonymous_value(upstream: Any) -> Any:
    """Replaces ``AnonymousStyle.__missing__``: the same values, many at once."""
    from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED  # noqa: PLC0415 - loads Pango

    initial = {
        key: value
        for key, value in _simple_values().items()
        if key not in INHERITED and key not in INITIAL_NOT_COMPUTED
    }
    read = operator.itemgetter(*TEXT)

    def missing(self: Any, key: str) -> Any:
        if key in initial:
            _add(self, initial)
        elif key in TEXT:
            _add(self, dict(zip(TEXT, read(self.parent_style), strict=True)))
        else:
            return upstream(self, key)
        return self[key]

    return missing


def _simple_values() -> dict[str, Any]:
    """The initial values of properties that are not special."""
    from weasyprint.css.functions import check_math  # noqa: PLC0415 - loads Pango
    from weasyprint.css.properties import INITIAL_VALUES  # noqa: PLC0415 - as above

    return {
        key: value
        for key, value in INITIAL_VALUES.items()
        if key not in SPECIAL and not key.startswith("text_decoration_") and not check_math(value)
    }


def _add(style: Any, values: Mapping[str, Any]) -> None:
    """What the style already says, stays."""
    held = dict(style)
    style.update(values)
    style.update(held)

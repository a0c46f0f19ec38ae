"""Computed styles in less time: most properties of most elements are simply inherited or initial."""

from typing import Any

SPECIAL = ("position", "float", "display", "page")
"""Computed from one another, or inherited by rules of their own; so is all of ``text-decoration``."""

PLAIN = (str, int, float, type(None))
"""Types of values that hold no ``calc()``."""


def computed_value(upstream: Any) -> Any:
    """Replaces ``ComputedStyle.__missing__``: the same value, found at once where nothing says another.

    Left to upstream is what the cascade sets, by its own name or by its logical one; what is special; what holds
    ``calc()``; and the root element's inherited values.
    """
    from weasyprint.css.computed_values import (  # type: ignore[import-untyped] # noqa: PLC0415 - loads Pango
        COMPUTER_FUNCTIONS,
        PHYSICAL_FUNCTIONS,
    )
    from weasyprint.css.functions import check_math  # type: ignore[import-untyped] # noqa: PLC0415 - as above
    from weasyprint.css.properties import (  # type: ignore[import-untyped] # noqa: PLC0415 - as above
        INHERITED,
        INITIAL_NOT_COMPUTED,
        INITIAL_VALUES,
    )

    simple = {
        key: value
        for key, value in INITIAL_VALUES.items()
        if key not in SPECIAL and not key.startswith("text_decoration_") and not check_math(value)
    }
    computed = {key: COMPUTER_FUNCTIONS[key] for key in INITIAL_NOT_COMPUTED if key in COMPUTER_FUNCTIONS}
    logical = {
        key: {inline: name(block="ttb", inline=inline) for inline in ("ltr", "rtl")}
        for key, name in PHYSICAL_FUNCTIONS.items()
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
        elif self.parent_style is None:
            return upstream(self, key)
        else:
            value = self.parent_style[key]
            if type(value) not in PLAIN and check_math(value):
                return upstream(self, key)
        self[key] = value
        return value

    return missing

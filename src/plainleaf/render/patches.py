"""Every replacement of a part of WeasyPrint, each with the sha256 of the source it was written against."""

import hashlib
import importlib
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from math import isinf
from typing import Any

from plainleaf.findings import UsageFailure
from plainleaf.render.font_codes import coded_font, vector_font_dictionary
from plainleaf.render.text_drawing import draw_first_line

WANTED = "70.0"


@dataclass(frozen=True)
class Patch:
    """``attribute`` of ``module`` becomes ``make(original)``; ``sha256`` is of the original's source."""

    module: str
    attribute: str
    sha256: str
    make: Callable[[Any], Any]


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


def replace_tags(_: Any) -> Any:
    """The whole structure tree is ours: see the tags module, which needs weasyprint to be loaded."""
    return importlib.import_module("plainleaf.render.tags").add_tags


PATCHES = (
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
        original = getattr(importlib.import_module(patch.module), patch.attribute)
        digest = hashlib.sha256(inspect.getsource(original).encode()).hexdigest()
        if digest != patch.sha256:
            name = f"{patch.module}.{patch.attribute}"
            wants = f"the patch wants {patch.sha256[:12]}…"
            message = f"{name} of weasyprint {found} has sha256 {digest[:12]}…; {wants}"
            raise UsageFailure(message, f"{hint} --force-reinstall")
    for patch in patches:
        module = importlib.import_module(patch.module)
        setattr(module, patch.attribute, patch.make(getattr(module, patch.attribute)))

"""Pictures that a clinic brings or asks for: its logo, cleaned, and the code of an address."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from math import isfinite
from xml.etree.ElementTree import Element, ParseError, fromstring, register_namespace, tostring

import segno
from markupsafe import Markup
from PIL import Image

LARGEST_LOGO = 1_000_000
"""Bytes."""
LARGEST_DRAWING = 200_000
"""Bytes of an SVG: it stands in every leaflet as it is."""
MOST_PIXELS = 25_000_000

_SVG = "{http://www.w3.org/2000/svg}"
_DRAWN = frozenset({
    *("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "defs", "use", "symbol"),
    *("linearGradient", "radialGradient", "stop", "clipPath"),
})  # fmt: skip
_NAMED = frozenset({"title", "desc", "metadata"})
"""What says something of a drawing and draws nothing: it is left out, the words of the logo stand in `alt`."""
_TAKEN = frozenset({
    *("id", "d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "width", "height"),
    *("points", "transform", "viewBox", "preserveAspectRatio", "fill", "fill-rule", "fill-opacity", "clip-rule"),
    *("stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray"),
    *("stroke-opacity", "offset", "stop-color", "stop-opacity", "gradientUnits", "gradientTransform", "clip-path"),
    *("spreadMethod", "clipPathUnits", "color"),
})  # fmt: skip
_NEVER_SHOWN = frozenset(
    f"{_SVG}{name}" for name in ("defs", "linearGradient", "radialGradient", "stop", "clipPath")
)
"""What others refer to; whether it is displayed means nothing."""
_UNSEEN = ("hidden", "collapse")
_PLAIN = {"opacity": ("1", "1.0", "100%"), "mask": ("none",), "filter": ("none",)}
"""What would show something else where it is left out, but for these values."""
_IMPORTANT = re.compile(r"\s*!\s*important\s*$", re.IGNORECASE)
_REFERRED = re.compile(r"#([^'\")\s]+)")
_HREFS = frozenset({"href", "{http://www.w3.org/1999/xlink}href"})
_OWN = re.compile(r"url\(\s*['\"]?#([^'\")\\]+)['\"]?\s*\)")
_FETCHES = re.compile(r"url\s*\(|\\|/\*", re.IGNORECASE)
"""Also by an escape or a comment, as style sheets read them."""
_DEEPEST, _MOST, _MOST_USES = 40, 5000, 200
_QUIET = 4
"""Modules left white round a code (ISO/IEC 18004)."""


class BadPicture(ValueError):
    """Why a picture cannot be a logo; ``hint`` says what to do."""

    def __init__(self, said: str, hint: str) -> None:
        super().__init__(said)
        self.hint = hint


def checked_png(picture: bytes) -> bytes:
    """The PNG as it is; raises BadPicture where it is none, or too large."""
    hint = "put a PNG picture of at most a megabyte into clinics/, or delete logo: from the clinic file"
    if len(picture) > LARGEST_LOGO:
        raise BadPicture(f"the logo is larger than {LARGEST_LOGO:,} bytes", hint)
    try:
        Image.open(BytesIO(picture), formats=["PNG"]).verify()
        image = Image.open(BytesIO(picture), formats=["PNG"])
        if image.width * image.height > MOST_PIXELS:
            raise BadPicture(f"the logo has more than {MOST_PIXELS:,} pixels", hint)
        image.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        if isinstance(error, BadPicture):
            raise
        raise BadPicture("the logo is not a PNG picture", hint) from error
    return picture


def cleaned_svg(drawing: bytes) -> str:
    """A drawing of shapes alone, its names its own; raises BadPicture for what could act, fetch or say something."""
    hint = "save it as plain SVG: text as paths, no style sheet, pictures, effects or hidden parts; or save it as PNG"
    if len(drawing) > LARGEST_DRAWING:
        raise BadPicture(f"the drawing is larger than {LARGEST_DRAWING:,} bytes", hint)
    if b"<!DOCTYPE" in drawing or b"<!ENTITY" in drawing or b"\0" in drawing:
        raise BadPicture("the drawing declares a document type", hint)
    try:
        root = fromstring(drawing)  # noqa: S314 - it declares no entities: see above
    except (ParseError, ValueError, LookupError) as error:
        raise BadPicture(f"the logo is not an SVG drawing: {error}", hint) from error
    if root.tag != f"{_SVG}svg":
        raise BadPicture("the logo is not an SVG drawing", hint)
    _held_small(root, hint)
    size = _size(root)
    if size is None:
        raise BadPicture("the drawing has no size", "give its svg element a viewBox")
    prefix = f"logo-{hashlib.sha256(drawing).hexdigest()[:8]}-"
    if _is_hidden(root, hint):
        raise BadPicture("the drawing is hidden", hint)
    named = _names(root)
    kept = list(_kept(root, hint))
    hidden = frozenset(named - _names(root))
    for element in kept:
        _clean(element, prefix, hidden, hint)
    root.attrib.pop("width", None)
    root.attrib.pop("height", None)
    root.set("viewBox", " ".join(f"{side:g}" for side in size))
    register_namespace("", _SVG.strip("{}"))
    return tostring(root, encoding="unicode")


def shape(drawing: str) -> float:
    """Width over height of a cleaned drawing."""
    found = re.search(r'viewBox="[^ "]+ [^ "]+ ([^ "]+) ([^ "]+)"', drawing)
    assert found is not None
    return float(found[1]) / float(found[2])


def qr_code(address: str) -> Markup:
    """The code of an address as a drawing, decoration: the address stands beside it as text. Medium correction, as
    print wears off; four modules of quiet round it (ISO/IEC 18004).
    """
    code = segno.make_qr(address, error="m")
    side = code.symbol_size(border=_QUIET)[0]
    squares = "".join(
        f"M{column + _QUIET} {row + _QUIET}h1v1h-1z"
        for row, modules in enumerate(code.matrix)
        for column, dark in enumerate(modules)
        if dark
    )
    return Markup(
        '<svg class="code" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}" aria-hidden="true">'
        '<path fill="#fff" d="M0 0h{0}v{0}H0z"/><path fill="#000" d="{1}"/></svg>'
    ).format(side, squares)


def _size(root: Element) -> tuple[float, ...] | None:
    """The four numbers of its view box; from its width and height where it has none."""
    said = root.get("viewBox", "").replace(",", " ").split()
    try:
        box = tuple(float(one) for one in said) or (
            0.0,
            0.0,
            *(float((root.get(name) or "").removesuffix("px")) for name in ("width", "height")),
        )
    except ValueError:
        return None
    fits = len(box) == 4 and all(map(isfinite, box)) and min(box[2:]) > 0 and max(map(abs, box)) < 1e6  # noqa: PLR2004
    return box if fits else None


def _held_small(root: Element, hint: str) -> None:
    """Raises BadPicture for a drawing too deep, too large, or with uses of uses: a few lines can ask for millions."""
    waiting, count = [(root, 1)], 0
    while waiting:
        element, depth = waiting.pop()
        count += 1
        if depth > _DEEPEST or count > _MOST:
            raise BadPicture("the drawing has too many parts", hint)
        waiting += [(child, depth + 1) for child in element]
    used = [one.get(name, "")[1:] for one in root.iter(f"{_SVG}use") for name in _HREFS if name in one.attrib]
    again = any(one.get("id") in used and any(one.iter(f"{_SVG}use")) for one in root.iter())
    if again or len(used) > _MOST_USES:
        raise BadPicture("the drawing uses parts of itself again and again", hint)


def _kept(element: Element, hint: str) -> Iterator[Element]:
    """The element and all below it that draw; what only names or is hidden is taken out, all else refused."""
    element.text = None
    yield element
    for child in list(element):
        name = child.tag.removeprefix(_SVG) if isinstance(child.tag, str) else "comment"
        child.tail = None
        if name in _NAMED or (name.startswith("{") and not _acts(child)) or _is_hidden(child, hint):
            element.remove(child)
        elif name in _DRAWN:
            yield from _kept(child, hint)
        else:
            raise BadPicture(f"the drawing holds a “{name.rpartition('}')[2]}” element", hint)


def _acts(element: Element) -> bool:
    """Whether an element of another vocabulary is one that browsers run or show."""
    return any("www.w3.org/1999" in str(one.tag) for one in element.iter())


def _names(root: Element) -> set[str]:
    return {name for one in root.iter() if (name := one.get("id"))}


def _is_hidden(element: Element, hint: str) -> bool:
    """Whether it is there and does not show. Its declarations are left out with it, so it must go as well."""
    given = _given(element, hint)
    if element.tag not in _NEVER_SHOWN and _word(given, "display") == "none":
        return True
    if _word(given, "visibility") not in _UNSEEN:
        return False
    below = (_word(_given(one, hint), "visibility") for one in element.iter() if one is not element)
    if any(word and word not in _UNSEEN for word in below):
        raise BadPicture("a hidden part of the drawing holds one that shows", hint)
    return True


def _word(given: Mapping[str, str], name: str) -> str:
    return given.get(name, "").strip().lower()


def _clean(element: Element, prefix: str, hidden: frozenset[str], hint: str) -> None:
    given = _given(element, hint)
    element.attrib.clear()
    for name, value in given.items():
        if hidden.intersection(_REFERRED.findall(value)):
            raise BadPicture("the drawing uses a hidden part of itself", hint)
        if name in _PLAIN and _word(given, name) not in _PLAIN[name]:
            raise BadPicture(f"the drawing has a “{name}”", hint)
        if name in _HREFS:
            if not value.startswith("#"):
                raise BadPicture("the drawing fetches something from outside", hint)
            element.set("href", f"#{prefix}{value[1:]}")
        elif name.lower().startswith("on"):
            raise BadPicture("the drawing holds a script", hint)
        elif name in _TAKEN:
            own = _OWN.sub(rf"url(#{prefix}\1)", value)
            if _FETCHES.search(_OWN.sub("", value)):
                raise BadPicture("the drawing fetches something from outside", hint)
            element.set(name, prefix + own if name == "id" else own)


def _given(element: Element, hint: str) -> dict[str, str]:
    """Its attributes, and the declarations of its style as such; of two of a name the more important one."""
    style = element.get("style", "")
    if "\\" in style or "/*" in style:
        raise BadPicture("a style of the drawing holds an escape or a comment", hint)
    parts = (one.partition(":") for one in style.split(";"))
    declared = [(name.strip().lower(), *_IMPORTANT.subn("", value)) for name, colon, value in parts if colon]
    declared.sort(key=lambda one: one[2])
    said = {name: value for name, value in element.attrib.items() if name != "style"}
    return said | {name: value.strip() for name, value, _ in declared}

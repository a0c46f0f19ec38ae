"""Text of marked content: what a reader that follows the tags gets out of each numbered piece of a page.

The codes of every text operator are read through the font's own ToUnicode map, in the order in which they stand in the
content stream, as PDF 32000-1 14.8.2 has it. Nothing is guessed from places on the page.
"""

import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

import pikepdf

from plainleaf.inspect.encodings import codec_of, standard_signs

_OPERATORS = "BMC BDC EMC Tf Tj TJ ' \" Do q Q"
_DEEPEST = 40
"""Forms within forms: a file may name itself."""
_MOST_FORMS = 2000
"""Forms that forms draw on a page: where each draws the next several times, a small file asks for milliards."""
_NOT_KNOWN = "\ufffc"
"""A sign that readers know and this module does not: text stands there, and nobody is accused."""

FormId = tuple[int, int]
"""The number of a form in its file, and its generation."""


@dataclass
class Marked:
    """The text of one page. ``numbered``: text by MCID; ``in_forms``: text by form and the MCID that the form itself
    gives it, which is another numbering; ``artifacts``: text that says it is none of the content; ``loose``: text that
    says nothing, so that no reader of tags ever gets it. ``endless``: its forms draw more forms than were followed.
    """

    numbered: dict[int, str] = field(default_factory=dict)
    in_forms: dict[tuple[FormId, int], str] = field(default_factory=dict)
    artifacts: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    endless: bool = False


def marked(document: pikepdf.Pdf) -> list[Marked]:
    """The text of each page by its marks; text in forms counts with its own mark, else the one it is drawn in."""
    fonts: dict[tuple[int, int], _Codes] = {}
    return [_Reader(fonts).read(page) for page in document.pages]


@dataclass
class _Mark:
    tag: str
    number: int | None = None
    form: FormId | None = None
    """The form that numbers it; None for the page."""
    replaced: bool = False
    """Whether an ActualText stands for what is in it."""


class _Reader:
    def __init__(self, fonts: dict[tuple[int, int], "_Codes"]) -> None:
        self._found = Marked()
        self._marks: list[_Mark] = []
        self._fonts = fonts
        self._form: FormId | None = None
        self._forms = 0

    def read(self, page: pikepdf.Page) -> Marked:
        self._follow(page, page.obj.get("/Resources", pikepdf.Dictionary()), 0)
        return self._found

    def _follow(self, stream: Any, resources: Any, depth: int) -> None:
        codes: _Codes | None = None
        kept: list[_Codes | None] = []
        named: dict[str, _Codes | None] = {}
        instructions: Any = pikepdf.parse_content_stream(stream, _OPERATORS)
        for instruction in instructions:
            # By name: to unpack an instruction takes ten times as long.
            match str(instruction.operator):
                case "Tf":
                    name = str(instruction.operands[0])
                    if name not in named:
                        named[name] = self._codes(resources, name)
                    codes = named[name]
                case "Tj" | "'" | '"':
                    self._say(codes, [instruction.operands[-1]])
                case "TJ":
                    self._say(
                        codes, [part for part in instruction.operands[0] if isinstance(part, pikepdf.String)]
                    )
                case "BMC":
                    self._marks.append(_Mark(str(instruction.operands[0])))
                case "BDC":
                    tag, properties = instruction.operands[0], instruction.operands[1]
                    self._open(str(tag), properties, resources)
                case "EMC":
                    if self._marks:
                        self._marks.pop()
                case "q":
                    kept.append(codes)
                case "Q":
                    codes = kept.pop() if kept else None
                case "Do" if depth < _DEEPEST:
                    self._draw(resources, instruction.operands[0], depth)

    def _draw(self, resources: Any, name: Any, depth: int) -> None:
        form = resources.get("/XObject", {}).get(str(name))
        if form is None or form.get("/Subtype") != "/Form":
            return
        self._forms += depth > 0
        if self._forms > _MOST_FORMS:
            self._found.endless = True
            return
        outer, self._form = self._form, form.objgen
        marks = len(self._marks)
        self._follow(form, form.get("/Resources", resources), depth + 1)
        del self._marks[marks:]
        self._form = outer

    def _open(self, tag: str, properties: Any, resources: Any) -> None:
        if isinstance(properties, pikepdf.Name):
            properties = resources.get("/Properties", {}).get(str(properties), pikepdf.Dictionary())
        number = properties.get("/MCID")
        mark = _Mark(tag, number if isinstance(number, int) else None, self._form)
        actual = properties.get("/ActualText")
        if actual is not None:
            self._marks.append(mark)
            self._add(str(actual))
            mark.replaced = True
            return
        self._marks.append(mark)
        if mark.number is not None:
            self._put(mark, "")

    def _say(self, codes: "_Codes | None", strings: list[Any]) -> None:
        if codes is not None and strings and not any(mark.replaced for mark in self._marks):
            self._add("".join([codes.text(bytes(one)) for one in strings]))

    def _add(self, text: str) -> None:
        if any(mark.tag == "/Artifact" for mark in self._marks):
            self._found.artifacts.append(text)
            return
        mark = next((mark for mark in reversed(self._marks) if mark.number is not None), None)
        if mark is None:
            self._found.loose.append(text)
        else:
            self._put(mark, text)

    def _put(self, mark: _Mark, text: str) -> None:
        assert mark.number is not None
        if mark.form is None:
            self._found.numbered[mark.number] = self._found.numbered.get(mark.number, "") + text
        else:
            key = mark.form, mark.number
            self._found.in_forms[key] = self._found.in_forms.get(key, "") + text

    def _codes(self, resources: Any, name: str) -> "_Codes | None":
        font = resources.get("/Font", {}).get(name)
        if font is None or not font.is_indirect:
            return None if font is None else _Codes.of(font)
        if font.objgen not in self._fonts:
            self._fonts[font.objgen] = _Codes.of(font)
        return self._fonts[font.objgen]


@dataclass(frozen=True)
class _Codes:
    """A font's way from codes to text; codes are ``width`` bytes long. ``codec`` reads them where they are a character
    set of their own; "" where it is one that is not known here.
    """

    width: int
    texts: Mapping[int, str]
    codec: str | None = None

    def text(self, string: bytes) -> str:
        if self.codec:
            return string.decode(self.codec, "replace")
        if self.codec == "":
            return _NOT_KNOWN * (len(string) // self.width)
        numbers = string if self.width == 1 else _doubled(string)
        return "".join(map(self.texts.get, numbers, repeat("\ufffd")))

    @classmethod
    def of(cls, font: Any) -> "_Codes":
        width = 2 if font.get("/Subtype") == "/Type0" else 1
        texts = dict(_simple(font)) if width == 1 else {}
        held = font.get("/ToUnicode")
        if isinstance(held, pikepdf.Stream):
            return cls(width, texts | dict(_to_unicode(held.read_bytes())))
        encoding = font.get("/Encoding")
        if width == 2 and isinstance(encoding, pikepdf.Name):  # noqa: PLR2004 - of East Asia
            return cls(width, texts, codec_of(str(encoding).removeprefix("/")))
        return cls(width, texts)


def _doubled(string: bytes) -> tuple[int, ...]:
    """Codes of two bytes each; what is left over is one of its own."""
    count, rest = divmod(len(string), 2)
    return (*struct.unpack_from(f">{count}H", string), *string[len(string) - rest :])


def _simple(font: Any) -> Iterator[tuple[int, str]]:
    """A one-byte font without a map: its encoding, as far as the names of its glyphs tell."""
    encoding = font.get("/Encoding")
    base = "mac_roman" if encoding == "/MacRomanEncoding" else "cp1252"
    signs = dict(standard_signs(str(font.get("/BaseFont", "")).removeprefix("/").split("+")[-1]))
    for code in range(32, 256):
        yield code, signs.get(code, "\ufffd") if signs else bytes([code]).decode(base, "replace")
    if isinstance(encoding, pikepdf.Dictionary):
        code = 0
        for item in encoding.get("/Differences", ()):
            if isinstance(item, pikepdf.Name):
                yield code, _named(str(item).removeprefix("/"), dingbats=bool(signs))
                code += 1
            else:
                code = int(item)


def _named(glyph: str, *, dingbats: bool) -> str:
    """What the name of a glyph stands for."""
    # The list of names takes as long to load as a page to read, and our own files name no glyph.
    from fontTools.agl import toUnicode  # type: ignore[import-untyped] # noqa: PLC0415

    return toUnicode(glyph, isZapfDingbats=dingbats) or "\ufffd"


_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])|([A-Za-z]+)")


def _to_unicode(cmap: bytes) -> Iterator[tuple[int, str]]:
    """Code and text of each entry of a ToUnicode map (Adobe Technical Note 5411)."""
    for body in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        numbers = re.findall(rb"<([0-9A-Fa-f\s]*)>", body)
        for code, text in zip(numbers[::2], numbers[1::2], strict=False):
            yield int(code, 16), _utf16(text)
    for body in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        yield from _ranges(body)


def _ranges(body: bytes) -> Iterator[tuple[int, str]]:
    listed: list[bytes] | None = None
    ends: list[bytes] = []
    for number, opened, closed, _ in _TOKEN.findall(body):
        if opened:
            listed = []
        elif closed and listed is not None:
            first = int(ends[0], 16)
            yield from ((first + index, _utf16(text)) for index, text in enumerate(listed))
            listed, ends = None, []
        elif listed is not None:
            listed.append(number)
        else:
            ends.append(number)
            if len(ends) == 3:  # noqa: PLR2004 - first code, last code, text of the first
                yield from _run(*ends)
                ends = []


def _run(first: bytes, last: bytes, text: bytes) -> Iterator[tuple[int, str]]:
    start, begin = int(first, 16), _utf16(text)
    for code in range(start, min(int(last, 16), start + 0xFFFF) + 1):
        if begin:
            yield code, begin[:-1] + chr(ord(begin[-1]) + code - start)


def _utf16(text: bytes) -> str:
    return bytes.fromhex(text.decode("ascii")).decode("utf-16-be", "replace")

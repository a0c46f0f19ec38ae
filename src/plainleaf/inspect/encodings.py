"""Fonts whose codes need no map of their own: the standard fonts of signs, and predefined maps for East Asia."""

import codecs
import re
from collections.abc import Iterator

_UNICODE = re.compile(r"Uni\w+-(UCS2|UTF16|UTF8|UTF32)-")
_CODECS = {
    "GB-EUC": "gb2312",
    "GBK-EUC": "gbk",
    "GBKp-EUC": "gbk",
    "GBK2K": "gb18030",
    "B5pc": "big5",
    "ETen-B5": "cp950",
    "HKscs-B5": "big5hkscs",
    "90ms-RKSJ": "cp932",
    "90msp-RKSJ": "cp932",
    "EUC": "euc_jp",
    "KSC-EUC": "euc_kr",
    "KSCms-UHC": "cp949",
}
"""Predefined CMaps (ISO 32000-1, table 118) that are a character set which Python has, without the way of writing."""

# Most of Zapf's signs have their Unicode number because they have their code; these had one before.
_ZAPF_KNOWN = {
    **dict(zip((0x25, 0x2A, 0x2B, 0x48, 0x6C, 0x6E), "☎☛☞★●■", strict=True)),
    **dict(zip((0x73, 0x74, 0x75, 0x77), "▲▼◆◗", strict=True)),
    **dict(zip(range(0xA8, 0xAC), "♣♦♥♠", strict=True)),
    **{0xAC + index: chr(0x2460 + index) for index in range(10)},
    **dict(zip((0xD5, 0xD6, 0xD7), "→↔↕", strict=True)),
}
_ZAPF_RUNS = ((0x21, 0x7E, 0x2701), (0xA1, 0xEF, 0x2761), (0xF1, 0xFE, 0x27B1))
_SYMBOL = (
    (0x20, " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"),
    (0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"),
    (0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"),
    (0xF1, "〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"),
)


def standard_signs(font: str) -> Iterator[tuple[int, str]]:
    """Code and character of each sign of Symbol or ZapfDingbats (ISO 32000-1, D.5 and D.6), by name; else none."""
    if font == "Symbol":
        for begin, signs in _SYMBOL:
            yield from enumerate(signs, begin)
    elif font == "ZapfDingbats":
        yield 0x20, " "
        for first, last, unicode in _ZAPF_RUNS:
            for code in range(first, last + 1):
                yield code, _ZAPF_KNOWN.get(code, chr(unicode + code - first))


def codec_of(cmap: str) -> str | None:
    """The codec that reads text under a predefined CMap, "" for one that is known to nobody here.

    None for Identity, whose codes are the numbers of glyphs, and say nothing of characters.
    """
    if cmap.startswith("Identity"):
        return None
    if known := _UNICODE.match(cmap):
        name = {"UCS2": "utf-16-be", "UTF16": "utf-16-be", "UTF8": "utf-8", "UTF32": "utf-32-be"}[known[1]]
    else:
        name = _CODECS.get(cmap.rpartition("-")[0], "")
    return codecs.lookup(name).name if name else ""

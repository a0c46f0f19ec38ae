"""Characters by their names, and those that are never seen. No other room is loaded for them: printing starts here."""

import re
import unicodedata

NO_BREAK_SPACE = "\u00a0"
NARROW_NO_BREAK_SPACE = "\u202f"
WORD_JOINER = "\u2060"
LEFT_TO_RIGHT_ISOLATE, RIGHT_TO_LEFT_ISOLATE = "\u2066", "\u2067"
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
OPENING = LEFT_TO_RIGHT_ISOLATE + RIGHT_TO_LEFT_ISOLATE + FIRST_STRONG_ISOLATE
ISOLATES = OPENING + POP_ISOLATE

_HIDDEN = (
    (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5),
    (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164),
    (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
)  # fmt: skip
"""Default_Ignorable_Code_Point (Unicode 16, DerivedCoreProperties): never seen, so never part of what is read."""

IGNORABLE = {code: None for first, last in _HIDDEN for code in range(first, last + 1)}
IGNORED = re.compile(f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last in _HIDDEN)}]")

_VIRAMA = 9
"""The combining class of what joins a consonant to the next."""


def visible(text: str) -> int:
    """Characters as a reader sees them: without marks on or below others, a cluster of consonants as one."""
    count, joined = 0, False
    for char in text:
        if unicodedata.category(char) not in {"Mn", "Mc", "Me", "Cf"}:
            count += not joined
            joined = False
        elif unicodedata.combining(char) == _VIRAMA:
            joined = True
    return count

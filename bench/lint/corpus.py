"""The corpus the lint is measured with: correct translations, and the same with one mistake each.

A file a language, in two folders: ``read/`` was open while the lint was written, ``held-out/`` was not. Its lines:

    s03 Do not take …           in shared.txt: English that every language translates
    = s03                       a pair; its English stands in shared.txt, or below in a line `< …`
    > No tome más de 8 …        the correct translation
    bound: más de -> menos de   a mistake by hand: its class, what stands once in the translation, its replacement

Mistakes that need no knowledge of a language are made here, by rule and without chance: a digest of the pair's name
decides. ``FROZEN`` holds the sha256 of every file, this one among them. It is test data, and no advice to anybody.
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

HERE = Path(__file__).parent
PARTS = ("read", "held-out")
FROZEN = HERE / "corpus.sha256"
NO_BREAK_SPACE = "\u00a0"
NEIGHBOUR = {  # whose text stands by mistake in this language's file
    "es": "fr", "fr": "es", "pl": "es", "vi": "fr", "so": "es", "ru": "pl", "ar": "ur", "ur": "ar", "hi": "bn",
    "bn": "hi", "am": "ar", "th": "vi", "ko": "zh-Hans", "zh-Hans": "ko",
}  # fmt: skip
STRANGERS = {  # a letter of another script that looks alike, or could be met
    "es": "aеoо", "fr": "aеoо", "pl": "aаoо", "vi": "cсoо", "so": "aаoо", "ru": "аaоo", "ar": "هہيی", "ur": "یيکك",
    "hi": "कক", "bn": "কक", "am": "የи", "th": "กk", "ko": "을ん", "zh-Hans": "的の",
}  # fmt: skip
"""Pairs of letters: the language's own, then the stranger."""

Mistake = Callable[["Pair", int], str | None]


@dataclass(frozen=True)
class Pair:
    """A source text and its correct translation. ``free``: a paraphrase, as translators write them."""

    name: str
    tag: str
    source: str
    target: str

    @property
    def free(self) -> bool:
        return self.name.startswith("f")


@dataclass(frozen=True)
class Mutant:
    """A pair whose translation has one mistake; ``by_hand`` when a person who knows the language wrote it."""

    pair: Pair
    kind: str
    target: str
    by_hand: bool


def languages() -> tuple[str, ...]:
    """The tags that have a file."""
    return tuple(sorted(file.stem for file in (HERE / "read").glob("*.txt") if file.stem != "shared"))


def correct(part: str, tag: str) -> list[Pair]:
    """The correct pairs: as written, and again with placeholders, bold and no-break spaces put into both sides."""
    pairs = [pair for pair, _ in _written(part, tag)]
    return [*pairs, *(variant for pair in pairs for variant in _variants(pair))]


def mutants(part: str, tag: str) -> list[Mutant]:
    """Every mistake: those written by hand, then those made by rule."""
    made = [mutant for _, held in _written(part, tag) for mutant in held]
    neighbours = {pair.name: pair for pair, _ in _written(part, NEIGHBOUR[tag]) if not pair.free}
    for pair in correct(part, tag):
        for kind, mistake in MISTAKES.items():
            chance = _chance(pair, kind)
            if (target := mistake(pair, chance)) is not None and target != pair.target and chance % 5 < 2:  # noqa: PLR2004
                made.append(Mutant(pair, kind, target, by_hand=False))
        if pair.name in neighbours and _chance(pair, "wrong-language") % 3 == 0:
            made.append(Mutant(pair, "wrong-language", neighbours[pair.name].target, by_hand=False))
    return made


def digest() -> str:
    """What FROZEN must hold: a line a file."""
    files = [Path(__file__), *sorted(HERE.glob("*/*.txt"))]
    return "".join(f"{hashlib.sha256(f.read_bytes()).hexdigest()}  {f.relative_to(HERE)}\n" for f in files)


def _written(part: str, tag: str) -> Iterator[tuple[Pair, list[Mutant]]]:
    shared = dict(
        line.split(" ", 1) for line in (HERE / "read" / "shared.txt").read_text("utf-8").splitlines()
    )
    pair, held = None, []
    for line in (HERE / part / f"{tag}.txt").read_text("utf-8").splitlines():
        if line.startswith("= "):
            if pair:
                yield pair, held
            pair, held = Pair(line[2:], tag, shared.get(line[2:], ""), ""), []
        elif pair and line.startswith("< "):
            pair = replace(pair, source=line[2:])
        elif pair and line.startswith("> "):
            pair = replace(pair, target=line[2:])
        elif pair and (match := re.fullmatch(r"([a-z-]+): (.+?) -> ?(.*)", line)):
            target = re.sub(r"  +", " ", pair.target.replace(match[2], match[3])).strip()
            held.append(Mutant(pair, match[1], target, by_hand=True))
    if pair:
        yield pair, held


def _chance(pair: Pair, what: str) -> int:
    return int(hashlib.sha256(f"{pair.tag} {pair.name} {what}".encode()).hexdigest()[:8], 16)


# Variants of a correct pair that are as correct.


def _variants(pair: Pair) -> Iterator[Pair]:
    numbers = [_plain(pair.source), _plain(pair.target)]
    if any("{" in text or "%" in text or "*" in text or "<" in text for text in (pair.source, pair.target)):
        return
    same = [n for n in numbers[0] if numbers[0].count(n) == 1 and numbers[1].count(n) == 1]
    if not same:
        return
    number, chance = same[0], _chance(pair, "variant") % 3
    into = (("{amount}", "%(amount)s", "%s"), (f"**{number}**", f"<b>{number}</b>"))
    if chance == 0:
        wrapped = into[0][_chance(pair, "placeholder") % 3]
        yield replace(
            pair,
            name=pair.name + "p",
            source=_put(pair.source, number, wrapped),
            target=_put(pair.target, number, wrapped),
        )
    elif chance == 1:
        wrapped = into[1][_chance(pair, "markup") % 2]
        yield replace(
            pair,
            name=pair.name + "m",
            source=_put(pair.source, number, wrapped),
            target=_put(pair.target, number, wrapped),
        )
    else:
        spaced = [
            re.sub(rf"(?<![\d.,]){number} (?=[^\W\d])", number + NO_BREAK_SPACE, text)
            for text in (pair.source, pair.target)
        ]
        if NO_BREAK_SPACE in spaced[0] and NO_BREAK_SPACE in spaced[1]:
            yield replace(pair, name=pair.name + "n", source=spaced[0], target=spaced[1])


def _plain(text: str) -> list[str]:
    """Whole numbers in Latin digits that stand free."""
    return re.findall(r"(?<![\d.,])[0-9]+(?![.,]?\d)", text)


def _put(text: str, number: str, into: str) -> str:
    return re.sub(rf"(?<![\d.,]){number}(?![.,]?\d)", into, text, count=1)


# Mistakes by rule: the wrong translation, or None where this pair cannot have it.


def _number(pair: Pair, chance: int) -> str | None:
    """Another number: a nought more or fewer, one digit changed, two exchanged."""
    found = [m for m in re.finditer(r"\d+", pair.target) if not _in_placeholder(pair.target, m.start())]
    if not found:
        return None
    match = found[chance // 7 % len(found)]
    digits, nought = match[0], chr(ord(match[0][0]) - int(match[0][0]))
    last = int(digits[-1])
    ways = [digits + nought, digits[:-1] + chr(ord(nought) + (last + 1 + chance // 5 % 8) % 10)]
    if len(digits) > 1:
        ways += [digits[:-1], digits[:-2] + digits[-1] + digits[-2]]
    new = ways[chance // 3 % len(ways)]
    return (
        None if int(new) == int(digits) else pair.target[: match.start()] + new + pair.target[match.end() :]
    )


def _decimal(pair: Pair, _chance: int) -> str | None:
    """A decimal or grouping mark is lost."""
    match = re.search(r"(?<=\d)[.,٫٬\u00a0\u202f](?=\d)", pair.target)
    return (
        pair.target[: match.start()] + pair.target[match.end() :]
        if match and match[0] in ".,٫" and _is_decimal(pair.target, match.end())
        else None
    )


def _is_decimal(text: str, after: int) -> bool:
    """Less than three digits follow: not a mark of thousands, which may be left out."""
    return re.match(r"\d{3}", text[after:]) is None


def _exchanged(pair: Pair, _chance: int) -> str | None:
    """The first two different numbers are exchanged."""
    found = list(re.finditer(r"\d+(?:[.,٫]\d+)?", pair.target))
    found = [m for m in found if not _in_placeholder(pair.target, m.start())]
    if len(found) < 2 or found[0][0] == found[1][0]:  # noqa: PLR2004
        return None
    a, b = found[0], found[1]
    return pair.target[: a.start()] + b[0] + pair.target[a.end() : b.start()] + a[0] + pair.target[b.end() :]


def _confusable(pair: Pair, _chance: int) -> str | None:
    """A letter in place of a digit, or a digit of another script among others."""
    for digit, letter in (("0", "O"), ("1", "l"), ("٠", "."), ("٥", "ه"), ("०", "o"), ("১", "s"), ("০", "o")):
        match = re.search(rf"{digit}(?!\w*\}})", pair.target)
        if match and not _in_placeholder(pair.target, match.start()):
            return pair.target[: match.start()] + letter + pair.target[match.end() :]
    match = re.search(r"[0-9](?=[0-9])", pair.target)
    return (
        pair.target[: match.start()] + chr(0xFF10 + int(match[0])) + pair.target[match.end() :]
        if match
        else None
    )


def _control(pair: Pair, chance: int) -> str | None:
    """A character nobody sees inside the text."""
    at = len(pair.target) // 2
    return pair.target[:at] + ("\u0008", "\u00ad", "\ufeff", "\u2028")[chance // 5 % 4] + pair.target[at:]


def _bidi(pair: Pair, chance: int) -> str | None:
    """An override, or an isolate that nothing closes."""
    match = re.search(r"\d", pair.target)
    at = match.start() if match else 0
    return pair.target[:at] + ("\u202e", "\u202d", "\u2067", "\u2066")[chance // 5 % 4] + pair.target[at:]


def _no_break(pair: Pair, _chance: int) -> str | None:
    """The value may be torn at the end of a line."""
    return (
        pair.target.replace(NO_BREAK_SPACE, " ")
        if NO_BREAK_SPACE in pair.target and pair.name.endswith("n")
        else None
    )


def _end(pair: Pair, chance: int) -> str | None:
    """The mark at the end is lost, or asks."""
    if pair.target[-1] not in ".。।۔።" or pair.source[-1] != ".":
        return None
    return pair.target[:-1] + ("", "?")[chance // 5 % 2]


def _repeated(pair: Pair, chance: int) -> str | None:
    """A word stands twice."""
    found = list(re.finditer(r"(?<![^\s])[^\W\d_]{3,}(?=\s)", pair.target))
    if pair.tag in {"th", "zh-Hans"} or not found:
        return None
    match = found[chance // 5 % len(found)]
    return f"{pair.target[: match.end()]} {match[0]}{pair.target[match.end() :]}"


def _markup(pair: Pair, chance: int) -> str | None:
    """Bold lost, or half of it."""
    for mark, end in (("**", "**"), ("<b>", "</b>")):
        if mark in pair.target:
            if chance // 5 % 2:
                return pair.target.replace(end, "").replace(mark, "")
            at = pair.target.rindex(end)
            return pair.target[:at] + pair.target[at + len(end) :]
    return None


def _placeholder(pair: Pair, chance: int) -> str | None:
    """Lost, renamed, doubled or broken."""
    match = re.search(r"\{(\w+)\}|%\((\w+)\)s|%s", pair.target)
    if not match:
        return None
    name = match[1] or match[2]
    renamed = match[0].replace(name, name[:-1] + "e") if name else "%d"
    new = ("", renamed, f"{match[0]} {match[0]}", match[0][:-1])[chance // 5 % 4]
    return pair.target[: match.start()] + new + pair.target[match.end() :]


def _untranslated(pair: Pair, chance: int) -> str | None:
    """The source as it was; or its last sentence, where there are several."""
    ours, theirs = (re.split(r"(?<=[.!?。।۔።！？])\s*", text.strip()) for text in (pair.target, pair.source))
    ours, theirs = [s for s in ours if s], [s for s in theirs if s]
    if len(ours) == len(theirs) > 1 and chance // 5 % 2:
        return " ".join([*ours[:-1], theirs[-1]])
    return pair.source


def _stranger(pair: Pair, _chance: int) -> str | None:
    """One letter of another script among the language's own."""
    letters = STRANGERS[pair.tag]
    for own, other in zip(letters[::2], letters[1::2], strict=True):
        for match in re.finditer(own, pair.target):
            if not _in_placeholder(pair.target, match.start()):
                return pair.target[: match.start()] + other + pair.target[match.end() :]
    return None


def _truncated(pair: Pair, _chance: int) -> str | None:
    """Less than half of a long text."""
    return pair.target[: len(pair.target) * 2 // 5].rstrip() if len(pair.source.split()) > 11 else None  # noqa: PLR2004


def _in_placeholder(text: str, at: int) -> bool:
    return any(m.start() <= at < m.end() for m in re.finditer(r"\{\w+\}|%\(\w+\)s|<[^>]*>", text))


MISTAKES: dict[str, Mistake] = {
    "number": _number,
    "decimal": _decimal,
    "exchanged": _exchanged,
    "confusable": _confusable,
    "control": _control,
    "bidi": _bidi,
    "no-break": _no_break,
    "end-mark": _end,
    "repeated": _repeated,
    "markup": _markup,
    "placeholder": _placeholder,
    "untranslated": _untranslated,
    "wrong-script": _stranger,
    "truncated": _truncated,
}

"""How much the lint sees and how often it cries wolf, beside msgfmt -c and pofilter; written to docs/lint-measured.md.

    .venv.test/bin/python -m bench.lint.measure [--check]

Without --check the page is written anew; with it, the command fails where the page differs from what is measured.
The entries of public PO files are fetched as the tests fetch them, and left out with a word where offline.
"""

import math
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from bench.lint import corpus, rivals  # noqa: E402
from plainleaf.catalogue import bcp47, examine  # noqa: E402
from plainleaf.lint import Flaw, Pair, Side, flaws  # noqa: E402
from tests.catalogue.projects import Offline, po_files  # noqa: E402

PAGE = ROOT / "docs" / "lint-measured.md"
TOLD = ("end-mark", "repeated", "no-break", "omission", "truncated")
"""Classes of length, sentence count and style: a warning counts there; elsewhere an error alone."""
PARTS = {
    "read": "The part that was open while the lint was written",
    "held-out": "The part that was held out",
    "fresh": "A second part, written and first read later",
}
MOST_PUBLIC = 400
"""Entries a language and project, the first ones."""


@dataclass(frozen=True)
class Measured:
    """Of one part in one language: how many pairs and mistakes there are, and how many of them each tool tells of."""

    tag: str
    pairs: int
    alarms: int
    mistakes: Counter[str]
    caught: Counter[str]
    told: Counter[str]
    rivals: dict[str, tuple[int, Counter[str]]] = field(default_factory=dict)
    checks: Counter[str] = field(default_factory=Counter)

    def seen(self, kind: str) -> int:
        """How many mistakes of a class it tells of, as that class should be told of."""
        return (self.told if kind in TOLD else self.caught)[kind]


def measured(part: str, tag: str) -> Measured:
    """Everything about one language."""
    pairs, mistakes = corpus.correct(part, tag), corpus.mutants(part, tag)
    alarms = [_told(tag, pair.source, pair.target) for pair in pairs]
    found = [_told(tag, one.pair.source, one.target) for one in mistakes]
    others = {}
    for name, tool in rivals.TOOLS.items():
        right = tool(tag, [(pair.source, pair.target) for pair in pairs])
        wrong = tool(tag, [(one.pair.source, one.target) for one in mistakes])
        others[name] = (len(right), Counter(mistakes[number].kind for number in wrong))
    told = list(zip(mistakes, found, strict=True))
    return Measured(
        tag,
        len(pairs),
        sum(any(flaw.is_alarm for flaw in flaws) for flaws in alarms),
        Counter(one.kind for one in mistakes),
        Counter(one.kind for one, flaws in told if any(flaw.is_alarm for flaw in flaws)),
        Counter(one.kind for one, flaws in told if flaws),
        others,
        Counter(flaw.check for flaws in alarms for flaw in flaws if flaw.is_alarm),
    )


def page() -> Iterator[str]:
    """The lines of the page."""
    yield _HEAD
    with ProcessPoolExecutor() as pool:
        for part, title in PARTS.items():
            tags = [tag for tag in corpus.languages() if corpus.correct(part, tag)]
            rows = list(pool.map(measured, [part] * len(tags), tags))
            yield f"\n## {title}\n"
            yield from _classes(rows)
            yield from _by_language(rows)
            yield from _matrix(rows)
    yield from _public()


def _told(tag: str, source: str, target: str) -> tuple[Flaw, ...]:
    return flaws(Pair(Side(source, "en"), Side(target, tag)))


def _classes(rows: Sequence[Measured]) -> Iterator[str]:
    yield _row("mistake", "N", "told", "95% interval", "by an error", *rivals.TOOLS)
    yield "|---" * (5 + len(rivals.TOOLS)) + "|"
    for kind in sorted({kind for row in rows for kind in row.mistakes}):
        yield _class_row(kind, rows, [kind])
    yield _class_row("**all**", rows, sorted({kind for row in rows for kind in row.mistakes}))


def _class_row(name: str, rows: Sequence[Measured], kinds: Sequence[str]) -> str:
    n = sum(row.mistakes[kind] for row in rows for kind in kinds)
    seen = sum(row.seen(kind) for row in rows for kind in kinds)
    errors = sum(row.caught[kind] for row in rows for kind in kinds)
    others = (sum(row.rivals[tool][1][kind] for row in rows for kind in kinds) for tool in rivals.TOOLS)
    shares = (_share(part, n) for part in (errors, *others))
    return _row(name, n, _share(seen, n), _interval(seen, n), *shares)


def _by_language(rows: Sequence[Measured]) -> Iterator[str]:
    alarms = [f"alarms of {tool}" for tool in rivals.TOOLS]
    heads = [
        "language",
        "correct pairs",
        "false alarms",
        "95% interval",
        *alarms,
        "mistakes",
        "told",
        "95% interval",
    ]
    yield "\n" + _row(*heads)
    yield "|---" * len(heads) + "|"
    for row in rows:
        yield _language_row(row.tag, [row])
    yield _language_row("**all**", rows)
    checks = sum((row.checks for row in rows), Counter[str]())
    yield (
        "\nThe false alarms by check: "
        + (", ".join(f"{name} {n}" for name, n in checks.most_common()) or "none")
        + "."
    )


def _language_row(name: str, rows: Sequence[Measured]) -> str:
    pairs, alarms = sum(row.pairs for row in rows), sum(row.alarms for row in rows)
    mistakes = sum(row.mistakes.total() for row in rows)
    seen = sum(row.seen(kind) for row in rows for kind in row.mistakes)
    others = (sum(row.rivals[tool][0] for row in rows) for tool in rivals.TOOLS)
    own = (pairs, f"{alarms} ({_share(alarms, pairs)})", _interval(alarms, pairs))
    return _row(name, *own, *others, mistakes, _share(seen, mistakes), _interval(seen, mistakes))


def _matrix(rows: Sequence[Measured]) -> Iterator[str]:
    yield "\nTold of all, by class and language:\n"
    yield _row("mistake", *(row.tag for row in rows))
    yield "|---" * (len(rows) + 1) + "|"
    for kind in sorted({kind for row in rows for kind in row.mistakes}):
        cells = (f"{row.seen(kind)}/{row.mistakes[kind]}" if row.mistakes[kind] else "–" for row in rows)
        yield _row(kind, *cells)


def _public() -> Iterator[str]:
    yield "\n## Public PO files\n"
    try:
        texts = _public_texts()
    except Offline as problem:
        yield f"Left out: {problem}."
        return
    yield _PUBLIC
    yield _row(
        "language",
        "entries",
        "alarms of ours",
        "95% interval",
        *(f"alarms of {tool}" for tool in rivals.TOOLS),
    )
    yield "|---" * (4 + len(rivals.TOOLS)) + "|"
    rows = []
    for tag, held in sorted(texts.items()):
        alarms = sum(any(flaw.is_alarm for flaw in _told(tag, *text)) for text in held)
        rows.append([len(held), alarms, *(len(tool(tag, held)) for tool in rivals.TOOLS.values())])
        yield _public_row(tag, rows[-1])
    yield _public_row("**all**", [sum(column) for column in zip(*rows, strict=True)])


def _public_row(name: str, counts: Sequence[int]) -> str:
    n, alarms, *others = counts
    return _row(
        name,
        n,
        f"{alarms} ({_share(alarms, n)})",
        _interval(alarms, n),
        *(f"{one} ({_share(one, n)})" for one in others),
    )


def _public_texts() -> dict[str, list[tuple[str, str]]]:
    """Source and translation of entries that their projects hold for done, by language."""
    held: dict[str, list[tuple[str, str]]] = {}
    known = {tag.partition("-")[0]: tag for tag in corpus.languages()}
    for _, file in po_files():
        catalogue, _ = examine(str(file), file.read_bytes())
        language = bcp47(catalogue.language or "")
        tag = known.get(language.partition("-")[0])
        if tag is None or language in {"zh-Hant", "zh-TW", "zh-HK"}:
            continue
        done = [one for one in catalogue.entries if one.translated and one.msgid_plural is None and one.msgid]
        held.setdefault(tag, []).extend((one.msgid, one.msgstr[0]) for one in done[:MOST_PUBLIC])
    return {tag: list(dict.fromkeys(texts)) for tag, texts in held.items()}


def _row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"


def _interval(part: int, whole: int) -> str:
    """Wilson's interval, 95%."""
    if not whole:
        return "–"
    z, p = 1.96, part / whole
    middle = p + z * z / (2 * whole)
    spread = z * math.sqrt(p * (1 - p) / whole + z * z / (4 * whole * whole))
    low, high = ((middle + sign * spread) / (1 + z * z / whole) for sign in (-1, 1))
    return f"{max(0, low):.1%} to {min(1, high):.1%}"


_HEAD = """\
# The lint, measured

Written by `.venv.test/bin/python -m bench.lint.measure`. What the figures mean, and what is missed and why, stands in
[lint.md](lint.md). These are the figures of today's lint; what it gave when a part was first read stands there too."""
_PUBLIC = """\
The first entries of files that well-known projects ship, in the languages of the corpus. Nobody has judged each of
them: an alarm here is not always false.
"""


if __name__ == "__main__":
    text = "\n".join(page()) + "\n"
    if "--check" in sys.argv:
        sys.exit(PAGE.read_text("utf-8") != text)
    PAGE.write_text(text, encoding="utf-8")

"""How much the lint sees and how often it cries wolf, beside msgfmt -c and pofilter; written to docs/lint-measured.md.

    .venv.test/bin/python -m bench.lint.measure [--check]

Without --check the page is written anew; with it, the command fails where the page differs from what is measured.
The entries of public PO files are fetched as the tests fetch them, and left out with a word where offline.
"""

import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from bench.lint import corpus, rivals  # noqa: E402
from plainleaf.catalogue import bcp47, examine  # noqa: E402
from plainleaf.lint import Pair, Side, flaws  # noqa: E402
from plainleaf.values.lexicon import languages  # noqa: E402
from tests.catalogue.projects import Offline, po_files  # noqa: E402

PAGE = ROOT / "docs" / "lint-measured.md"
TOLD = ("end-mark", "repeated", "no-break", "omission", "truncated")
"""Classes of length, sentence count and style: a warning counts there; elsewhere an error alone."""
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


def measured(part: str, tag: str) -> Measured:
    """Everything about one language."""
    pairs, mistakes = corpus.correct(part, tag), corpus.mutants(part, tag)
    alarms = [_told(tag, pair.source, pair.target) for pair in pairs]
    found = [_told(tag, one.pair.source, one.target) for one in mistakes]
    others = {}
    for name, tool in (("msgfmt -c", rivals.msgfmt), ("pofilter", rivals.pofilter)):
        right = tool(tag, [(pair.source, pair.target) for pair in pairs])
        wrong = tool(tag, [(one.pair.source, one.target) for one in mistakes])
        others[name] = (len(right), Counter(mistakes[number].kind for number in wrong))
    return Measured(
        tag,
        len(pairs),
        sum(any(alarm) for alarm in (tuple(f.is_alarm for f in told) for told in alarms)),
        Counter(one.kind for one in mistakes),
        Counter(one.kind for one, told in zip(mistakes, found, strict=True) if any(f.is_alarm for f in told)),
        Counter(one.kind for one, told in zip(mistakes, found, strict=True) if told),
        others,
        Counter(f.check for told in alarms for f in told if f.is_alarm),
    )


def page() -> Iterator[str]:
    yield _HEAD
    with ProcessPoolExecutor() as pool:
        for part in corpus.PARTS:
            rows = list(pool.map(measured, [part] * len(corpus.languages()), corpus.languages()))
            yield f"\n## {_TITLES[part]}\n"
            yield from _classes(rows)
            yield from _by_language(rows)
            yield from _matrix(rows)
    yield from _public()


def _told(tag: str, source: str, target: str) -> tuple[object, ...]:
    return flaws(Pair(Side(source, "en"), Side(target, tag)))


def _classes(rows: Sequence[Measured]) -> Iterator[str]:
    mistakes, caught, told = (sum((getattr(row, name) for row in rows), Counter()) for name in ("mistakes", "caught", "told"))
    others = {name: sum((row.rivals[name][1] for row in rows), Counter()) for name in rows[0].rivals}
    yield "| mistake | N | told | 95% interval | by an error | msgfmt -c | pofilter |"
    yield "|---|---|---|---|---|---|---|"
    for kind in sorted(mistakes):
        n, seen = mistakes[kind], (told if kind in TOLD else caught)[kind]
        yield f"| {kind} | {n} | {_share(seen, n)} | {_interval(seen, n)} | {_share(caught[kind], n)} | " + " | ".join(
            _share(other[kind], n) for other in others.values()
        ) + " |"
    n = mistakes.total()
    seen = sum((told if kind in TOLD else caught)[kind] for kind in mistakes)
    yield f"| **all** | {n} | **{_share(seen, n)}** | {_interval(seen, n)} | {_share(caught.total(), n)} | " + " | ".join(
        _share(other.total(), n) for other in others.values()
    ) + " |"


def _by_language(rows: Sequence[Measured]) -> Iterator[str]:
    yield "\n| language | correct pairs | false alarms | 95% interval | msgfmt -c | pofilter | mistakes | told | 95% interval |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for row in rows:
        seen = sum((row.told if kind in TOLD else row.caught)[kind] for kind in row.mistakes)
        yield _language_row(row.tag, row.pairs, row.alarms, [row.rivals[name][0] for name in row.rivals], row.mistakes.total(), seen)
    totals = [sum(row.rivals[name][0] for row in rows) for name in rows[0].rivals]
    seen = sum((row.told if kind in TOLD else row.caught)[kind] for row in rows for kind in row.mistakes)
    yield _language_row("**all**", sum(r.pairs for r in rows), sum(r.alarms for r in rows), totals, sum(r.mistakes.total() for r in rows), seen)
    checks = sum((row.checks for row in rows), Counter())
    yield "\nThe false alarms by check: " + (", ".join(f"{name} {n}" for name, n in checks.most_common()) or "none") + "."


def _language_row(tag: str, pairs: int, alarms: int, others: Iterable[int], mistakes: int, seen: int) -> str:
    cells = [tag, pairs, f"{alarms} ({alarms / pairs:.1%})", _interval(alarms, pairs), *others, mistakes, _share(seen, mistakes), _interval(seen, mistakes)]
    return f"| {' | '.join(map(str, cells))} |"


def _matrix(rows: Sequence[Measured]) -> Iterator[str]:
    yield "\nTold of all, by class and language:\n"
    yield f"| mistake | {' | '.join(row.tag for row in rows)} |"
    yield "|---" * (len(rows) + 1) + "|"
    for kind in sorted({kind for row in rows for kind in row.mistakes}):
        cells = [f"{(row.told if kind in TOLD else row.caught)[kind]}/{row.mistakes[kind]}" if row.mistakes[kind] else "–" for row in rows]
        yield f"| {kind} | {' | '.join(cells)} |"


def _public() -> Iterator[str]:
    yield "\n## Public PO files\n"
    try:
        texts = _public_texts()
    except Offline as problem:
        yield f"Left out: {problem}."
        return
    yield _PUBLIC
    yield "| language | entries | alarms of ours | 95% interval | msgfmt -c | pofilter |"
    yield "|---|---|---|---|---|---|"
    rows = []
    for tag, held in sorted(texts.items()):
        alarms = sum(any(f.is_alarm for f in _told(tag, *text)) for text in held)
        rows.append((tag, len(held), alarms, len(rivals.msgfmt(tag, held)), len(rivals.pofilter(tag, held))))
    rows.append(("**all**", *(sum(row[at] for row in rows) for at in range(1, 5))))
    for tag, n, alarms, msgfmt, pofilter in rows:
        yield f"| {tag} | {n} | {alarms} ({alarms / n:.1%}) | {_interval(alarms, n)} | {msgfmt} ({msgfmt / n:.1%}) | {pofilter} ({pofilter / n:.1%}) |"


def _public_texts() -> dict[str, list[tuple[str, str]]]:
    """Source and translation of entries that their projects hold for done, by language."""
    held: dict[str, list[tuple[str, str]]] = {}
    known = {tag.partition("-")[0] for tag in corpus.languages()} & set(languages())
    for _, file in po_files():
        catalogue, _ = examine(str(file), file.read_bytes())
        if not catalogue.language or bcp47(catalogue.language).partition("-")[0] not in known or "Hant" in catalogue.language or "TW" in catalogue.language:
            continue
        tag = bcp47(catalogue.language)
        tag = "zh-Hans" if tag.startswith("zh") else tag.partition("-")[0]
        done = [one for one in catalogue.entries if one.translated and one.msgid_plural is None and one.msgid]
        held.setdefault(tag, []).extend((one.msgid, one.msgstr[0]) for one in done[:MOST_PUBLIC])
    return {tag: list(dict.fromkeys(texts)) for tag, texts in held.items()}


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


_TITLES = {"read": "The part that was open while the lint was written", "held-out": "The part that was held out"}
_HEAD = """\
# The lint, measured

Written by `.venv.test/bin/python -m bench.lint.measure`; `docs/lint.md` says what the figures mean and what is missed."""
_PUBLIC = """\
Entries of well-known projects in the languages of the corpus, as the projects ship them. Nobody has looked at each: an
alarm here is not always false.
"""


if __name__ == "__main__":
    text = "\n".join(page()) + "\n"
    if "--check" in sys.argv:
        sys.exit(PAGE.read_text("utf-8") != text)
    PAGE.write_text(text, encoding="utf-8")

"""messages: the translators' files."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import click

from plainleaf.cli.lint import lint
from plainleaf.cli.options import Voice, on_day, speaking, today_of
from plainleaf.cli.streams import say
from plainleaf.clinic import read_clinic
from plainleaf.findings import ExitCode, Finding, Refused, UsageFailure
from plainleaf.project import setting
from plainleaf.publish import write_atomic
from plainleaf.report import summarise
from plainleaf.report.progress import Counts, as_json, table
from plainleaf.signoff import read_signoffs, stand
from plainleaf.translate import Wanted, translate
from plainleaf.translate.content import Content, domains, medicines, read_content
from plainleaf.translate.messages import extracted_files, templates, updated_files
from plainleaf.translate.progress import progress, shortfall
from plainleaf.translate.same_meaning import same_meanings
from plainleaf.values.languages import PSEUDO, SOURCE_LANGUAGE


@click.group()
def messages() -> None:
    """Extract texts for translators, bring their catalogues up to date, and count what is done."""


messages.add_command(lint)


@messages.command()
@speaking
def extract(voice: Voice) -> ExitCode:
    """Write the templates: locales/*.pot."""
    _write(voice, extracted_files(_content(voice)))
    return ExitCode.CLEAN


@messages.command()
@click.option(
    "-l", "--language", "tags", multiple=True, metavar="TAG", help="Only this language (repeatable)."
)
@click.option(
    "--same-meaning",
    "same",
    multiple=True,
    metavar="MSGID",
    help="A text whose spelling alone was mended: its new English, how that begins, or NEW=OLD (repeatable).",
)
@speaking
def update(voice: Voice, tags: tuple[str, ...], same: tuple[str, ...]) -> ExitCode:
    """Merge the templates into the catalogues; translations are kept, doubtful ones marked fuzzy.

    With --same-meaning the translations of the text it replaces are carried over as they are, marked for review.
    """
    content = _content(voice)
    chosen = _languages(content, tags)
    damaged = _damaged(content, chosen)
    if damaged:
        raise Refused(damaged)
    olds = same_meanings(content, templates(content), chosen, same)
    _write(voice, updated_files(content, chosen, olds))
    for new, old in olds.items():
        voice.tell(f"“{new}” is taken to mean “{old}”: its translations are marked for review")
    return ExitCode.CLEAN


@messages.command()
@click.argument("medicine", nargs=-1)
@click.option(
    "-l", "--language", "tags", multiple=True, metavar="TAG", help="Only this language (repeatable)."
)
@click.option(
    "--require",
    type=click.FloatRange(0, 100),
    metavar="N",
    help="Exit 1 where less than N percent is translated.",
)
@on_day
@speaking
def status(
    voice: Voice,
    medicine: tuple[str, ...],
    tags: tuple[str, ...],
    require: float | None,
    today: str | None,
) -> ExitCode:
    """Count the texts of each leaflet: its own, those medicines share, words of the page, phrases.

    Translated are those reviewed (a person's), machine-drafted, edited drafts, and carried over from a text of the
    same meaning; not fuzzy ones. Stale texts are newer than the catalogue: run `messages update`. With -v each
    catalogue too.
    """
    day = today_of(voice, today)
    content = read_content(voice.project)
    for name in medicine:
        if name not in medicines(voice.project):
            raise UsageFailure(f"there is no medicine “{name}”", "name a monograph in leaflets/")
    chosen, names = _languages(content, tags), tuple(dict.fromkeys(medicine)) or medicines(voice.project)
    rows = progress(content, templates(content), chosen, names)
    findings = [f for name in names for f in content.damaged.get(name, ())]
    parents = [content.languages[tag].parent for tag in chosen]
    findings += _damaged(content, {*chosen, *parents}, {domain for name in names for domain in domains(name)})
    if require is not None:
        findings += [finding for row in rows if (finding := shortfall(row, require))]
    signed = {
        (row.language, row.medicine): signed_kinds(content, row.language, row.medicine, day) for row in rows
    }
    counts, summary = Counts(rows, signed, require), summarise((), findings)
    if voice.format == "json":
        say(as_json(counts, summary, voice.project.root), nl=False)
        return summary.exit_code
    if not voice.quiet:
        say(table(counts, verbose=voice.verbose), nl=False)
    voice.report(summary)
    stale = dict.fromkeys(row.language for row in rows if row.is_stale)
    if stale:
        voice.tell(f"older than its texts: {', '.join(stale)}; run `python3 build.py messages update`")
    return summary.exit_code


def signed_kinds(content: Content, tag: str, medicine: str, today: date) -> tuple[str, ...]:
    """The kinds of sign-off that hold for a medicine in a language, for the default clinic and form."""
    project = content.project
    authored = content.monographs.get(medicine)
    clinic = read_clinic(project, setting(project, "clinic", None).value)
    form = setting(project, "form", None).value
    if authored is None or form not in authored.monograph.forms or clinic.language not in content.languages:
        return ()
    wanted = Wanted(content.languages[tag], form, clinic, content.languages[clinic.language])
    try:
        signoffs = read_signoffs(project, medicine)
        leaflet = translate(authored, wanted, content.wordings, content.catalogues)
    except Refused:
        return ()
    return tuple(held.signoff.kind for held in stand(leaflet, signoffs, today).current)


def _content(voice: Voice) -> Content:
    content = read_content(voice.project)
    broken = [f for name, findings in content.damaged.items() if "/" not in name for f in findings]
    if broken:
        raise Refused(broken)
    return content


def _languages(content: Content, tags: Sequence[str]) -> tuple[str, ...]:
    """Those asked for, else all; the source language has no catalogues."""
    for tag in tags:
        if tag in PSEUDO:
            raise UsageFailure(
                f"“{tag}” is a pseudo-locale: it has no catalogues", f"`build -l {tag}` makes it"
            )
        if tag not in content.languages:
            line = f"`{tag}: {{name: …, english: …, family: …}}`"
            raise UsageFailure(f"there is no language “{tag}”", f"add {line} to locales/languages.yaml")
        if tag == SOURCE_LANGUAGE:
            raise UsageFailure(f"texts are written in “{tag}”: it has no catalogues", "name another language")
    return tuple(dict.fromkeys(tags)) or tuple(tag for tag in content.languages if tag != SOURCE_LANGUAGE)


def _damaged(content: Content, tags: Iterable[str], domains: Iterable[str] | None = None) -> list[Finding]:
    """The findings of catalogues that cannot be read, of all domains or of some."""
    found: list[Finding] = []
    for name, findings in content.damaged.items():
        tag, slash, domain = name.partition("/")
        if slash and tag in tags and (domains is None or domain in domains):
            found += findings
    return found


def _write(voice: Voice, files: dict[Path, str]) -> None:
    """Writes only what changed, so that nothing churns."""
    for file, text in files.items():
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            write_atomic(file, text.encode())
            voice.tell(f"wrote {voice.project.relative(file)}")

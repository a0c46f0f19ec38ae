"""messages lint: a translation beside its source, on any PO file."""

from pathlib import Path

import click

from plainleaf.catalogue import bcp47, examine
from plainleaf.cli.options import Voice, speaking_anywhere
from plainleaf.cli.streams import counted
from plainleaf.findings import ExitCode, Finding, Severity, UsageFailure
from plainleaf.lint import RULES, Rule, Words, linted
from plainleaf.report import summarise
from plainleaf.translate.glossary import read_glossary
from plainleaf.values.languages import SOURCE_LANGUAGE
from plainleaf.values.lexicon import languages


@click.command()
@click.argument("files", nargs=-1, metavar="FILE...", type=click.Path(path_type=Path))
@click.option(
    "-l", "--language", metavar="TAG", help="The language of the files; else what their headers say."
)
@click.option(
    "--source", metavar="TAG", default=SOURCE_LANGUAGE, show_default=True, help="The language of the msgids."
)
@click.option("--select", multiple=True, metavar="CHECK", help="Only this check (repeatable).")
@click.option("--ignore", multiple=True, metavar="CHECK", help="All but this check (repeatable).")
@click.option("--strict", is_flag=True, help="A warning counts as an error.")
@speaking_anywhere
def lint(
    voice: Voice,
    files: tuple[Path, ...],
    language: str | None,
    source: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
) -> ExitCode:
    """Compare the translations of any PO files with their sources: numbers, units, times, negations, names …

    It needs no project and no monograph. Fuzzy and obsolete entries are left out: nobody holds them for done. An entry
    that a person has looked at and found right may carry the flag `ignore-CHECK`: its errors become warnings here, and
    builds let it pass.
    """
    if not files:
        raise UsageFailure("no FILE is named", "name PO files, such as locales/es/LC_MESSAGES/baclofen.po")
    rules = _rules(select, ignore)
    findings: list[Finding] = []
    seen = 0
    for file in files:
        if not file.is_file():
            raise UsageFailure(f"there is no file {file}", "name PO files")
        path = voice.project.relative(file.absolute())
        catalogue, problems = examine(path, file.read_bytes(), language=language)
        findings += problems
        tag = bcp47(language or catalogue.language or "")
        if not tag:
            voice.tell(f"{path}: no language is known; name it with -l")
            continue
        _tell_gaps(voice, path, tag, source)
        findings += linted(catalogue, tag, rules, source, _words(voice, source, tag))
        seen += sum(message.translated for message in catalogue.entries)
    summary = summarise((), findings, strict=strict)
    voice.report(summary)
    errors, warnings = summary.count(Severity.ERROR), summary.count(Severity.WARNING)
    voice.tell(f"{counted(seen, 'translation')}: {counted(errors, 'error')}, {counted(warnings, 'warning')}")
    return summary.exit_code


def _rules(select: tuple[str, ...], ignore: tuple[str, ...]) -> tuple[Rule, ...]:
    known = {rule.code for rule in RULES}
    for code in (*select, *ignore):
        if code not in known:
            raise UsageFailure(f"the lint has no check “{code}”", f"known: {', '.join(sorted(known))}")
    return tuple(rule for rule in RULES if (not select or rule.code in select) and rule.code not in ignore)


def _words(voice: Voice, source: str, tag: str) -> tuple[Words, Words]:
    """The names of the project's glossary, where there is a project that has one."""
    if not (voice.project.locales / "glossary.yaml").is_file():
        return (), ()
    glossary = read_glossary(voice.project)
    return glossary.lint_words(source), glossary.lint_words(tag)


def _tell_gaps(voice: Voice, path: str, tag: str, source: str) -> None:
    for language in dict.fromkeys((source, tag)):
        if language.partition("-")[0] not in languages():
            voice.tell(f"{path}: no lexicon for {language}; only digits, characters and shape are compared")

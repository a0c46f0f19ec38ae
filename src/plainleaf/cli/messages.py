"""messages: the translators' files."""

from pathlib import Path

import click

from plainleaf.cli.options import Voice, speaking
from plainleaf.findings import ExitCode, Refused, UsageFailure
from plainleaf.publish import write_atomic
from plainleaf.translate.content import Content, read_content
from plainleaf.translate.messages import extracted_files, updated_files
from plainleaf.values.languages import SOURCE_LANGUAGE


@click.group()
def messages() -> None:
    """Extract texts for translators, and bring their catalogues up to date."""


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
@speaking
def update(voice: Voice, tags: tuple[str, ...]) -> ExitCode:
    """Merge the templates into the catalogues; translations are kept, doubtful ones marked fuzzy."""
    content = _content(voice)
    for tag in tags:
        if tag not in content.languages:
            raise UsageFailure(f"there is no language “{tag}”", "add a line for it to locales/languages.yaml")
    chosen = tags or tuple(tag for tag in content.languages if tag != SOURCE_LANGUAGE)
    damaged = [
        f for name, findings in content.damaged.items() if name.split("/")[0] in chosen for f in findings
    ]
    if damaged:
        raise Refused(damaged)
    _write(voice, updated_files(content, chosen))
    return ExitCode.CLEAN


def _content(voice: Voice) -> Content:
    content = read_content(voice.project)
    broken = [f for name, findings in content.damaged.items() if "/" not in name for f in findings]
    if broken:
        raise Refused(broken)
    return content


def _write(voice: Voice, files: dict[Path, str]) -> None:
    """Writes only what changed, so that nothing churns."""
    for file, text in files.items():
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            write_atomic(file, text.encode())
            voice.tell(f"wrote {voice.project.relative(file)}")

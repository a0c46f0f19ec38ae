"""What several commands share: where the project is, how to speak, and the one place that maps errors to exit codes."""

import logging
import os
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import click

import plainleaf
from plainleaf.cli.streams import say
from plainleaf.findings import ExitCode, Refused, UsageFailure
from plainleaf.project import Project, Setting, find_project
from plainleaf.report import FORMATS, REPORTS, Summary, summarise
from plainleaf.values.kinds import BadValue, parse_day

P = ParamSpec("P")
REPORT_FILE = "plainleaf-bug.txt"


@dataclass
class Voice:
    """How a command speaks: data on stdout, the rest on stderr."""

    project: Project
    format: str
    quiet: bool
    verbose: bool
    color: bool

    def tell(self, line: str) -> None:
        """Progress and results for a person; silent with -q."""
        if not self.quiet:
            say(line, err=True)

    def note(self, setting: Setting) -> None:
        """With -v: where a setting came from."""
        if self.verbose:
            self.tell(f"{setting.name} = {setting.value} (from {setting.origin})")

    def report(self, summary: Summary) -> None:
        text = FORMATS[self.format](summary, self.project.root, color=self.color)
        say(text, nl=False, color=self.color)


on_day = click.option(
    "--today",
    metavar="DATE",
    help="The day it is, for sign-offs that end; else SOURCE_DATE_EPOCH, else today in UTC.",
)


reporting = click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="FORMAT=FILE",
    help=f"Also write a report: {', '.join(REPORTS)}.",
)

since = click.option(
    "--changed-since", metavar="REV", help="Only leaflets that the changes since this git revision touch."
)


def today_of(voice: Voice, flag: str | None) -> date:
    """The day it is, as told by ``--today``, SOURCE_DATE_EPOCH or the clock; UsageFailure where they tell none."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if flag is not None:
        today, origin = day_of("--today", flag), "--today"
    elif epoch:
        try:
            today, origin = datetime.fromtimestamp(int(epoch), UTC).date(), "SOURCE_DATE_EPOCH"
        except (ValueError, OverflowError, OSError) as error:
            hint = "write seconds since 1970, or unset it"
            raise UsageFailure(f"SOURCE_DATE_EPOCH is “{epoch}”", hint) from error
    else:
        today, origin = datetime.now(UTC).date(), "the clock"
    voice.note(Setting("today", today.isoformat(), origin))
    return today


def day_of(option: str, text: str) -> date:
    """The date that an option names; raises UsageFailure."""
    try:
        return parse_day(text).date
    except BadValue as fault:
        raise UsageFailure(f"{option}: {fault}", fault.hint) from fault


def speaking(command: Callable[P, ExitCode]) -> Callable[P, None]:
    """The options every command has, and the one place where errors become exit codes."""
    return _speaking(command, find_project)


def speaking_in_private(command: Callable[P, ExitCode]) -> Callable[P, None]:
    """The same for a command whose input is about a person: of a bug its kind is told, and nothing is kept."""
    return _speaking(command, find_project, private=True)


def speaking_anywhere(command: Callable[P, ExitCode]) -> Callable[P, None]:
    """The same for a command that needs no project; outside of one, the folder it is called in stands for it."""
    return _speaking(command, _project_or)


def _project_or(folder: Path) -> Project:
    try:
        return find_project(folder)
    except UsageFailure:
        return Project(folder)


def _speaking(
    command: Callable[P, ExitCode], find: Callable[[Path], Project], *, private: bool = False
) -> Callable[P, None]:
    @click.option(
        "--output-format", type=click.Choice(list(FORMATS)), default="full", help="How findings are shown."
    )
    @click.option("-q", "--quiet", is_flag=True, help="Say nothing but findings.")
    @click.option(
        "-v", "--verbose", is_flag=True, help="Say more: where each setting came from, how long things took."
    )
    @click.option(
        "--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colour the output."
    )
    @click.pass_context
    @wraps(command)
    def wrapped(
        context: click.Context, /, output_format: str, quiet: bool, verbose: bool, color: str, **rest: object
    ) -> None:
        logging.basicConfig(
            stream=sys.stderr,
            level=logging.DEBUG if verbose else logging.WARNING,
            format="%(name)s: %(message)s",
        )
        # It tells of every table of every font it opens.
        logging.getLogger("fontTools").setLevel(logging.WARNING)
        paint = color == "always" or (
            color == "auto" and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        )
        voice = Voice(Project(Path()), output_format, quiet, verbose, paint)
        context.exit(_run(command, find, voice, rest, private=private))

    return wrapped  # type: ignore[return-value]


def _run(
    command: Callable[..., ExitCode],
    find: Callable[[Path], Project],
    voice: Voice,
    options: dict[str, object],
    *,
    private: bool,
) -> int:
    try:
        voice.project = find(Path.cwd())
        return int(command(voice, **options))
    except Refused as refused:
        summary = summarise((), refused.findings)
        voice.report(summary)
        return int(ExitCode.WITHHELD)
    except UsageFailure as failure:
        return _usage(str(failure), failure.hint)
    except KeyboardInterrupt:
        say("interrupted: finished files are complete, the others are absent", err=True)
        return int(ExitCode.INTERRUPTED)
    except click.exceptions.Exit:
        raise
    except Exception as error:  # noqa: BLE001 - the one place that catches; anything but a file's fault is our bug
        if private:
            return _bug_in_private(error)
        return _unopened(error) if isinstance(error, OSError) else _bug(error)


def _usage(message: str, hint: str) -> int:
    say(f"error: {message}" + (f"\nhint: {hint}" if hint else ""), err=True)
    return int(ExitCode.USAGE)


def _unopened(error: OSError) -> int:
    return _usage(f"{error.filename or 'a file'}: {error.strerror or error}", "look at its name and rights")


def _bug_in_private(error: Exception) -> int:
    """One line with no name of a file, no message and no value."""
    say(f"bug in plainleaf: {type(error).__name__}; nothing is kept of what was read", err=True)
    return int(ExitCode.BUG)


def _bug(error: Exception) -> int:
    """One line, and a file with what a maintainer needs; values of variables stay out of it."""
    file = Path.cwd() / REPORT_FILE
    text = (
        f"plainleaf {plainleaf.__version__}\n{datetime.now(UTC):%Y-%m-%d %H:%M}Z\n{sys.argv[1:]}\n"
        + "".join(traceback.format_exception(error))
    )
    try:
        file.write_text(text, encoding="utf-8")
        where = f"; report it with {file.name}"
    except OSError:
        where = ""
    said = " ".join(str(error).split())
    say(f"bug in plainleaf: {type(error).__name__}: {said}{where}", err=True)
    return int(ExitCode.BUG)

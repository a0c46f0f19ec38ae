"""What several commands share: where the project is, how to speak, and the one place that maps errors to exit codes."""

import logging
import os
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import click

import plainleaf
from plainleaf.cli.streams import say
from plainleaf.findings import ExitCode, Refused, UsageFailure
from plainleaf.project import Project, Setting, find_project
from plainleaf.report import FORMATS, Summary, summarise

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


def speaking(command: Callable[P, ExitCode]) -> Callable[P, None]:
    """The options every command has, and the one place where errors become exit codes."""

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
        context.exit(_run(command, Voice(Project(Path()), output_format, quiet, verbose, paint), rest))

    return wrapped  # type: ignore[return-value]


def _run(command: Callable[..., ExitCode], voice: Voice, options: dict[str, object]) -> int:
    try:
        voice.project = find_project(Path.cwd())
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
    except OSError as error:
        return _usage(
            f"{error.filename or 'a file'}: {error.strerror or error}", "look at its name and rights"
        )
    except click.exceptions.Exit:
        raise
    except Exception as error:  # noqa: BLE001 - the one place that catches; anything here is our bug
        return _bug(error)


def _usage(message: str, hint: str) -> int:
    say(f"error: {message}" + (f"\nhint: {hint}" if hint else ""), err=True)
    return int(ExitCode.USAGE)


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

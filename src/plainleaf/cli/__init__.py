"""The command line: one click app; `build` is the default command."""

import signal
import sys
from collections.abc import Sequence

import click

import plainleaf
from plainleaf.cli.audit import audit
from plainleaf.cli.build import build, check
from plainleaf.cli.explain import explain
from plainleaf.cli.glossary import glossary
from plainleaf.cli.languages import languages
from plainleaf.cli.messages import messages
from plainleaf.cli.new import new
from plainleaf.cli.outputs import merge, verify
from plainleaf.cli.plan import plan
from plainleaf.cli.sign import sign

HELP = ("-h", "--help", "--version")


class _Default(click.Group):
    """A group that takes `build` where the first word is no command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in HELP):
            args = ["build", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Default, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(plainleaf.__version__, prog_name="plainleaf")
def app() -> None:
    """Build patient leaflets: one structured monograph, many languages, large print, tagged PDF.

    Without a command, `build` runs. Exit codes: 0 clean, 1 findings withheld something, 2 usage or environment,
    3 a bug of ours, 130 interrupted.
    """


for command in (build, check, plan, languages, merge, verify, audit, messages, glossary, sign, new, explain):
    app.add_command(command)


def main(args: Sequence[str] | None = None) -> None:
    """Run the app and leave with its exit code."""
    # A build that a service or CI ends finishes its manifest as one that a person interrupts.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    app.main(args=list(sys.argv[1:] if args is None else args), prog_name="plainleaf")

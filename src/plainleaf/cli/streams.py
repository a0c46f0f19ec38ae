"""What commands say: data on stdout, the rest on stderr; a reader that goes away stops neither."""

import os
import sys

import click


def say(text: str, *, err: bool = False, nl: bool = True, color: bool | None = None) -> None:
    """Prints; once the reader of a stream went away (`| head`), the rest goes nowhere and the work goes on.

    ``color`` None strips colour where no terminal reads.
    """
    try:
        click.echo(text, err=err, nl=nl, color=color)
    except BrokenPipeError:
        stream = sys.stderr if err else sys.stdout
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def counted(number: int, noun: str) -> str:
    """“1 error”, “2 errors”."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

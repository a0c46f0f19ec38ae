"""What parent and child say to each other: a length, then a pickle."""

import pickle
import struct
from dataclasses import dataclass
from typing import IO

from plainleaf.findings import Finding
from plainleaf.layout.page import Page

LENGTH = struct.Struct(">Q")


@dataclass(frozen=True)
class Request:
    """A page to print; findings about it stand at ``where``."""

    page: Page
    where: str


@dataclass(frozen=True)
class Printed:
    """The finished file and what the parent need not open it for."""

    pdf: bytes
    pages: int
    fonts: tuple[str, ...]
    warnings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Withheld:
    """All findings of one page. ``spent``: the child is not fit for another page and ends."""

    findings: tuple[Finding, ...]
    spent: bool = False


@dataclass(frozen=True)
class Unusable:
    """The environment cannot print at all."""

    message: str
    hint: str


Reply = Printed | Withheld | Unusable


def send(stream: IO[bytes], message: Request | Reply) -> None:
    """Writes one message and flushes it."""
    data = pickle.dumps(message)
    stream.write(LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: IO[bytes]) -> object:
    """The next message; EOFError where the other side has gone."""
    (length,) = LENGTH.unpack(_exactly(stream, LENGTH.size))
    return pickle.loads(_exactly(stream, length))  # noqa: S301 - the other side is this program


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data

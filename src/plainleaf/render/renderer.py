"""The renderer: one child process that prints page after page and is replaced when it fails."""

import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Self

from plainleaf.findings import Finding, Refused, Span, UsageFailure
from plainleaf.layout.page import Page
from plainleaf.project import Project
from plainleaf.render import fence
from plainleaf.render.messages import Printed, Reply, Request, Unusable, Withheld, receive, send

COMMAND = (sys.executable, "-P", "-s", "-m", "plainleaf.render.child")

GRACE = 5.0
"""Seconds an idle child gets to leave by itself."""

EXHAUSTED = ("failed to allocate", "MemoryError", "bad_alloc", "out of memory", "Cannot allocate memory")
"""What native libraries say before they end a process that reached its limit."""


@dataclass(frozen=True)
class Print:
    """A finished PDF, how many pages it has, the PostScript names of the fonts drawn in it, and what was noticed."""

    pdf: bytes
    pages: int
    fonts: tuple[str, ...]
    warnings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Limits:
    """How long one page may take, and a whole leaflet; and how much address space a child may use."""

    seconds: float = 120
    megabytes: int = 2000
    leaflet_seconds: float = 300


class Renderer:
    """Prints pages in a child process of its own, started with the first page and used for all that follow.

    A child that hangs, crashes or needs too much memory is a finding, and the next page gets a fresh one.
    """

    def __init__(self, project: Project, limits: Limits = Limits()) -> None:
        self._project = project
        self._limits = limits
        self._lock = threading.Lock()
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Has the child load what it needs, before the first page is there."""
        with self._lock:
            self._child = self._child or _Child(self._project, self._limits)

    def render(self, page: Page, where: str = "") -> Print:
        """The page as PDF; raises Refused with every finding, placed at ``where`` (else the page's title)."""
        place = where or page.title
        with self._lock:
            reply = self._exchange(Request(page, place))
        if isinstance(reply, Unusable):
            raise UsageFailure(reply.message, reply.hint)
        if isinstance(reply, Withheld):
            raise Refused(reply.findings)
        return Print(reply.pdf, reply.pages, reply.fonts, reply.warnings)

    def close(self) -> None:
        """Ends the child. The renderer may be used again: it starts another."""
        with self._lock:
            self._drop()

    def _exchange(self, request: Request) -> Reply:
        if self._child and not self._child.lives:
            self._drop()
        child = self._child = self._child or _Child(self._project, self._limits)
        try:
            reply = child.ask(request, self._limits)
        except BaseException:
            child.kill()
            self._drop()
            raise
        if isinstance(reply, Unusable) or (isinstance(reply, Withheld) and reply.spent):
            child.kill()
            self._drop()
        return reply

    def _drop(self) -> None:
        child, self._child = self._child, None
        if child:
            child.close()


class _Child:
    """One process: its pipes, its temporary folder, and its end."""

    def __init__(self, project: Project, limits: Limits) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="plainleaf-", ignore_cleanup_errors=True)
        folder = Path(self._folder.name).resolve()
        self._errors = folder / "stderr"
        with self._errors.open("wb") as errors:
            # A session of its own: ^C in the terminal reaches only the parent, which then ends the child.
            self._process = subprocess.Popen(  # noqa: S603 - this interpreter, this program
                [*COMMAND, str(project.root.resolve()), str(limits.megabytes)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=fence.environment(folder),
                cwd=folder,
                start_new_session=True,
            )

    @property
    def lives(self) -> bool:
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        return self._process.pid

    def ask(self, request: Request, limits: Limits) -> Reply:
        timer = _Alarm(limits.seconds, self._process)
        try:
            with timer:
                send(self._pipe(self._process.stdin), request)
                reply = receive(self._pipe(self._process.stdout))
        except (EOFError, OSError):
            return Withheld((self._death(timer.rang, request.where, limits),), spent=True)
        assert isinstance(reply, Printed | Withheld | Unusable)
        return reply

    def kill(self) -> None:
        self._process.kill()

    def close(self) -> None:
        with suppress(OSError):
            self._pipe(self._process.stdin).close()
        try:
            self._process.wait(GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._pipe(self._process.stdout).close()
        self._folder.cleanup()

    def _death(self, too_late: bool, where: str, limits: Limits) -> Finding:
        code = self._process.wait()
        if too_late:
            message = f"the page was not printed within {limits.seconds:g} seconds"
            hint = "look for a block that cannot fit on any page"
            return Finding("render-time", message, Span(where), hint)
        said = self._errors.read_text("utf-8", "replace").strip()
        if any(word in said for word in EXHAUSTED):
            message = f"the page needs more than {limits.megabytes:,} MB of memory"
            hint = "look for an endless table or a very large picture"
            return Finding("render-memory", message, Span(where), hint)
        last = said.splitlines()[-1] if said else "it said nothing"
        message = f"the child process ended with {code}: {last}"
        return Finding("render-crash", message, Span(where), "report it with the page that caused it")

    @staticmethod
    def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
        assert pipe is not None
        return pipe


class _Alarm:
    """Kills the process after so many seconds; ``rang`` says whether it did."""

    def __init__(self, seconds: float, process: subprocess.Popen[bytes]) -> None:
        self.rang = False
        self._process = process
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def _ring(self) -> None:
        self.rang = True
        self._process.kill()

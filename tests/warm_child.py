"""Children that print without the second in which each loads WeasyPrint: forked from a process that has loaded it.

Hundreds of tests print a page or two, and that second was most of their time. A forked child runs the same program from
its first line, in its own session, folder and environment. How a child is started, fenced in and ended is tested with
real ones: ``cold_children`` in conftest.py.
"""

import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import IO, NoReturn, Self

LARGEST = 64 * 1024
"""Bytes of a request: two arguments, a folder and an environment."""


class Nursery:
    """The process that is forked; its ``subprocess`` is what a renderer starts its child with."""

    def __init__(self, folder: Path) -> None:
        from plainleaf.render import fence

        self._address = str(folder / "nursery")
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(self._address)
        self._listener.listen(64)
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-s", __file__, str(self._listener.fileno())],
            stdin=subprocess.PIPE,
            env=fence.environment(folder),
            pass_fds=[self._listener.fileno()],
        )
        self.subprocess = SimpleNamespace(
            Popen=self._born, PIPE=subprocess.PIPE, TimeoutExpired=subprocess.TimeoutExpired
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()
        self._listener.close()

    def _born(
        self, command: Sequence[str], *, stderr: IO[bytes], env: Mapping[str, str], cwd: Path, **_: object
    ) -> "Child":
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(self._address)
        return Child(connection, json.dumps([command[-2:], str(cwd), env]).encode(), stderr.fileno())


class Child:
    """As much of a Popen as a renderer uses. Where a Popen knows the exit code, this one knows that there is an end."""

    def __init__(self, connection: socket.socket, request: bytes, stderr: int) -> None:
        theirs, pages = os.pipe()
        prints, ours = os.pipe()
        socket.send_fds(connection, [request], [theirs, ours, stderr])
        os.close(theirs)
        os.close(ours)
        self.stdin, self.stdout = os.fdopen(pages, "wb"), os.fdopen(prints, "rb")
        self._connection = connection
        self.pid = int(connection.recv(20))

    def poll(self) -> int | None:
        """It holds the other end of the connection as long as it lives."""
        return self._ended(0)

    def wait(self, timeout: float | None = None) -> int:
        code = self._ended(timeout)
        if code is None:
            raise subprocess.TimeoutExpired("a warm child", timeout or 0)
        self._connection.close()
        return code

    def kill(self) -> None:
        if self._ended(0) is None:
            os.kill(self.pid, signal.SIGKILL)

    def _ended(self, timeout: float | None) -> int | None:
        if self._connection.fileno() < 0:
            return 0
        return 0 if select.select([self._connection], [], [], timeout)[0] else None


def serve(listener: socket.socket) -> None:
    """Forks a child for each request, until nobody holds our standard input any more."""
    with warnings.catch_warnings():
        # That there are no system fonts is the point of the fence.
        warnings.filterwarnings("ignore", "No fonts configured in FontConfig")
        import weasyprint  # noqa: F401 - this is what takes a second
    from plainleaf.render import child  # noqa: F401

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        if sys.stdin in select.select([sys.stdin, listener], [], [])[0]:
            return
        connection, _ = listener.accept()
        request, files, *_ = socket.recv_fds(connection, LARGEST, 3)
        if os.fork() == 0:
            listener.close()
            become(request, files, connection)
        connection.close()
        for file in files:
            os.close(file)


def become(request: bytes, files: Sequence[int], connection: socket.socket) -> NoReturn:
    """What a new process finds when it begins, and then its program."""
    from plainleaf.render import child

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    arguments, folder, environment = json.loads(request)
    os.setsid()
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    tempfile.tempdir = None
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    connection.send(str(os.getpid()).encode())
    try:
        child.main(*arguments)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))

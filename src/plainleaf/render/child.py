"""The child process: reads pages from its parent, prints each, replies; weasyprint lives only here."""

import functools
import gc
import itertools
import os
import resource
import shutil
import sys
import threading
import time
import traceback
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from plainleaf.findings import Finding, Refused, Span, UsageFailure
from plainleaf.layout.page import Page
from plainleaf.project import Project
from plainleaf.render import fence, libraries, patches
from plainleaf.render.messages import Printed, Reply, Request, Unusable, Withheld, receive, send

MEGABYTE = 1024 * 1024
SWEEP = 4
"""Pages between two searches for garbage: Python's own are a sixth of a page's time, and nearly all find nothing."""

WATCH = 0.5
"""Seconds between two looks at whether the parent still lives."""

TRIES = 20
"""To remove a folder that is still written into."""


def main(root: str, megabytes: str) -> None:
    """Serves pages until the parent closes the pipe."""
    gc.disable()
    _follow_parent(os.getppid())
    requests, replies = _take_pipes()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (int(megabytes) * MEGABYTE, int(megabytes) * MEGABYTE))
    project = Project(Path(root))
    with suppress(Exception):
        # While nobody waits for a page yet; what fails here fails again, and is told, with the first one.
        _press()
    with os.fdopen(requests, "rb") as source, os.fdopen(replies, "wb") as target:
        for printed in itertools.count():
            if printed and not printed % SWEEP:
                gc.collect()
            try:
                request = receive(source)
            except EOFError:
                _clean_up()
                return
            assert isinstance(request, Request)
            reply = _answer(project, request)
            send(target, reply)
            if isinstance(reply, Unusable) or (isinstance(reply, Withheld) and reply.spent):
                return


def _take_pipes() -> tuple[int, int]:
    """The two pipes under new numbers; a stray print then goes to stderr, a stray read finds nothing."""
    requests, replies = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    return requests, replies


def _follow_parent(parent: int) -> None:
    """Ends this process when its parent is gone.

    Not PR_SET_PDEATHSIG: that fires when the *thread* that started the child ends.
    """

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(WATCH)
        _clean_up()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _clean_up() -> None:
    """Removes the temporary folder: a parent that was killed cannot. Another thread may still write into it."""
    folder = Path(os.environ["TMPDIR"])
    for _ in range(TRIES):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            break


@functools.cache
def _press() -> Callable[[Project, Page, str], Printed]:
    """The function that prints; loads and patches weasyprint, then closes the network.

    In this order, because loading starts a program that looks for libraries. Raises UsageFailure where a native
    library is missing or weasyprint is another.
    """
    with warnings.catch_warnings():
        # WeasyPrint warns that there are no system fonts: that is the point of the fence.
        warnings.filterwarnings("ignore", "No fonts configured in FontConfig")
        libraries.versions()
        patches.apply()
        from plainleaf.render.printing import print_page  # noqa: PLC0415 - after the limits, and only here
    fence.close_network()
    # What is loaded stays: no search need look at it.
    gc.freeze()
    return print_page


def _answer(project: Project, request: Request) -> Reply:
    try:
        return _press()(project, request.page, request.where)
    except Refused as refused:
        return Withheld(refused.findings)
    except UsageFailure as failure:
        return Unusable(str(failure), failure.hint)
    except MemoryError:
        message = "the page needs more memory than a child may use"
        hint = "look for an endless table or a very large picture"
        return Withheld((Finding("render-memory", message, Span(request.where), hint),), spent=True)
    except Exception as error:  # noqa: BLE001 - one bad page must not stop the rest; the finding carries it
        traceback.print_exc()
        frame = traceback.extract_tb(error.__traceback__)[-1]
        message = f"{type(error).__name__} in {Path(frame.filename).name}:{frame.lineno}: {error}"
        hint = "report it with the page that caused it"
        return Withheld((Finding("render-crash", message, Span(request.where), hint),), spent=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

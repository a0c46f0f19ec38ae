"""The fence round a render: a private fontconfig, a scrubbed environment, no network, three folders."""

import os
import sys
from collections.abc import Mapping
from html import escape
from pathlib import Path
from urllib.parse import unquote

import plainleaf
from plainleaf.findings import Finding, Span
from plainleaf.project import Project

KEPT = ("PATH", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "PYTHONHASHSEED", "TZ")
"""What a child may see: where programs and native libraries lie, and two that output must not depend on."""

FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn")
"""Audit events that end in an error: nothing in a render opens a socket or starts a program."""

SCHEME = "plainleaf:"


class FenceError(ValueError):
    """A page asked for something outside the fence."""


def environment(folder: Path, environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The child's whole environment, with ``folder`` as its home; writes an empty fontconfig into it."""
    config = folder / "fonts.conf"
    config.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
        f"<fontconfig><cachedir>{escape(str(folder / 'fontconfig'))}</cachedir></fontconfig>\n",
        encoding="utf-8",
    )
    return {
        **{name: environ[name] for name in KEPT if name in environ},
        "FONTCONFIG_FILE": str(config),
        "FONTCONFIG_PATH": str(folder),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(Path(plainleaf.__file__).parents[1]),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def close_network() -> None:
    """Makes every socket and every new program in this process an error, for good."""
    sys.addaudithook(_refuse_forbidden)


def _refuse_forbidden(event: str, _arguments: object) -> None:
    if event.startswith(FORBIDDEN):
        raise FenceError(f"{event} is not allowed while a page is printed")


def resolve(project: Project, url: str) -> Path:
    """The file a ``plainleaf:`` address names; FenceError for anything else or outside."""
    room, _, name = unquote(url.removeprefix(SCHEME).partition("?")[0]).partition("/")
    folder = {"fonts": project.fonts, "templates": project.templates, "clinics": project.clinics}.get(room)
    if not url.startswith(SCHEME) or folder is None or "\0" in name:
        raise FenceError("only plainleaf:fonts/…, plainleaf:templates/… and plainleaf:clinics/… are served")
    base = folder.resolve()
    file = (base / name).resolve()
    if not file.is_relative_to(base):
        raise FenceError(f"it lies outside {room}/")
    if room == "clinics" and file.suffix != ".png":
        raise FenceError("only a logo is served from clinics/")
    if not file.is_file():
        raise FenceError(f"{room}/ has no such file")
    return file


def refusal(url: str, error: FenceError, where: str) -> Finding:
    """The finding on an address that was not served."""
    shown = url if len(url) < 100 else f"{url[:99]}…"  # noqa: PLR2004 - a data address can be a megabyte long
    hint = "put the file into templates/ or fonts/ and name it by a plainleaf: address"
    return Finding("render-fetch", f"the page asks for {shown}: {error}", Span(where), hint)

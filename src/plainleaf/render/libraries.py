"""Versions of everything that decides a page's bytes, read without starting a render."""

import ctypes
from collections.abc import Callable, Mapping
from importlib import metadata

import plainleaf
from plainleaf.findings import UsageFailure

LIBRARIES: Mapping[str, tuple[str, ...]] = {
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
    "HarfBuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib"),
    "harfbuzz-subset": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
    "fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib"),
}
"""WeasyPrint opens these by the same names. PangoFT2 is part of Pango and has its version."""

INSTALL = "on Debian: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def versions() -> dict[str, str]:
    """Name to version, for the page digest; raises UsageFailure where a native library is missing."""
    loaded = {name: _load(name) for name in LIBRARIES}
    return {
        "plainleaf": plainleaf.__version__,
        "weasyprint": metadata.version("weasyprint"),
        "pydyf": metadata.version("pydyf"),
        # It divides tall blocks into sentences while the page is laid out.
        "icu4py": metadata.version("icu4py"),
        "Pango": _text(loaded["Pango"].pango_version_string),
        "HarfBuzz": _text(loaded["HarfBuzz"].hb_version_string),
        # It has no version of its own to ask for: the name is found in the HarfBuzz it was linked with.
        "harfbuzz-subset": _text(loaded["harfbuzz-subset"].hb_version_string),
        "fontconfig": _dotted(loaded["fontconfig"].FcGetVersion()),
    }


def _load(name: str) -> ctypes.CDLL:
    for file in LIBRARIES[name]:
        try:
            return ctypes.CDLL(file)
        except OSError:
            continue
    raise UsageFailure(f"the native library {name} is not installed", INSTALL)


def _text(function: Callable[[], bytes]) -> str:
    function.restype = ctypes.c_char_p  # type: ignore[attr-defined]
    return function().decode()


def _dotted(number: int) -> str:
    major, rest = divmod(number, 10_000)
    return f"{major}.{rest // 100}.{rest % 100}"

"""What other programs read in a PO file, in a form that can be compared."""

import subprocess

import polib
from translate.storage import pypo


def msgfmt_passes(data: bytes) -> bool:
    command = ["msgfmt", "-c", "-o", "/dev/null", "-"]
    return not subprocess.run(command, input=data, capture_output=True, check=False).returncode


def by_polib(data: bytes, charset: str = "utf-8") -> list[tuple]:
    """Every entry but the header: its texts, comments, places and flags."""
    file = polib.pofile(data.decode(charset))
    return [
        (
            entry.obsolete,
            entry.msgctxt,
            entry.msgid,
            entry.msgid_plural,
            tuple(entry.msgstr_plural.values()) or (entry.msgstr,),
            "fuzzy" in entry.flags,
            (entry.previous_msgctxt, entry.previous_msgid, entry.previous_msgid_plural),
        )
        for entry in file
    ]


def by_toolkit(data: bytes) -> tuple[list[tuple], bytes]:
    """Every unit that translate-toolkit reads but the header, and the file as it saves it."""
    store = pypo.pofile.parsestring(data)
    units = [
        (
            unit.isobsolete(),
            unit.getcontext(),
            tuple(str(text) for text in (getattr(unit.source, "strings", None) or [unit.source])),
            tuple(str(text) for text in (getattr(unit.target, "strings", None) or [unit.target])),
            unit.isfuzzy(),
            unit.getnotes(origin="translator"),
            unit.getnotes(origin="developer"),
            tuple(unit.getlocations()),
        )
        for unit in store.units
        if not unit.isheader()
    ]
    return units, bytes(store)

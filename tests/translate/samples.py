"""Authored samples and clinics to make leaflets from."""

from collections.abc import Mapping

from plainleaf.catalogue import Catalogue, Message, template
from plainleaf.clinic import Clinic
from plainleaf.monograph import Monograph, read
from plainleaf.source import parse
from plainleaf.translate import Authored, Leaflet, Wanted, extract, translate
from tests.monograph.samples import GOOD
from tests.translate.speakers import VALUE_MARKS, filled, languages, wordings

CLINIC = """\
format: 1
name: Example Clinic
language: en
jurisdiction: US
phones: {emergency: "911", clinic: 202-555-0142}
"""


def authored(text: str = GOOD) -> Authored:
    source = parse("leaflets/sampline.yaml", text.encode())
    return Authored(read(Monograph, source), source)


def clinic(**changes: object) -> Clinic:
    made = read(Clinic, parse("clinics/sample.yaml", CLINIC.encode()))
    return made.model_copy(update=changes)


def leaflet(
    text: str = GOOD,
    tag: str = "en",
    by: Clinic | None = None,
    catalogues: Mapping[str, Mapping[str, Catalogue]] | None = None,
    clinic_tag: str = "en",
    form: str = "oral",
    *,
    starting: bool = False,
    chart: bool = False,
    short: bool = False,
) -> Leaflet:
    wanted = Wanted(languages()[tag], form, by or clinic(), languages()[clinic_tag], starting, chart, short)
    return translate(authored(text), wanted, wordings(), catalogues or {})


def masked(message: Message) -> tuple[str, ...]:
    """A translation without a single Latin letter, its placeholders kept."""
    text = message.msgid_plural or message.msgid
    kept = VALUE_MARKS.findall(text)
    return ("".join(_pairs(VALUE_MARKS.split(text), kept)),)


def _pairs(between: list[str], kept: list[str]):
    for index, part in enumerate(between):
        yield "".join("ж" if c.isascii() and c.isalpha() else c for c in part)
        yield kept[index] if index < len(kept) else ""


def translated(*texts: str, tag: str = "ru") -> dict[str, dict[str, Catalogue]]:
    """Complete catalogues for these monographs, in letters that are not Latin."""
    domains = extract([authored(text) for text in texts], wordings(), languages()["en"])
    return {
        tag: {
            domain: filled(template(f"{domain}.po", messages), tag, masked)
            for domain, messages in domains.items()
        }
    }

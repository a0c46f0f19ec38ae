"""The leaflet: a monograph in one language for one jurisdiction and form; every text resolved."""

from dataclasses import dataclass, field
from typing import Literal

from plainleaf.findings import Span
from plainleaf.values.languages import Language


@dataclass(frozen=True)
class Words:
    """A resolved text. ``text`` may hold ``**strong**`` and values between U+2066..U+2069; nothing else is markup.

    ``language`` is the language it is in: another than the leaflet's on the clinic's card and in a `--partial` block.
    ``where`` is the source's route, for findings: "leaflets/baclofen.yaml:stopping/text".
    ``place`` is where its wording is written: the msgstr of a translation, the YAML line of a source text.
    """

    text: str
    language: Language
    where: str = ""
    place: Span = field(default=Span(""))
    also: "Words | None" = None
    """The same in a second language, which stands beside it."""


@dataclass(frozen=True)
class PhoneLine:
    """A phone by purpose: emergency, urgent, crisis, clinic, pump, poison. The number is isolated and never broken."""

    purpose: str
    label: Words
    number: str


@dataclass(frozen=True)
class Text:
    words: Words
    pictogram: str = ""


@dataclass(frozen=True)
class ListItems:
    """A bulleted list, or numbered steps when ``ordered``."""

    items: tuple[Words, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Table:
    """Head cells are column headers; the first cell of each row is its row header. All rows are of one length."""

    head: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]


@dataclass(frozen=True)
class Warning:  # noqa: A001 - the field's word; the builtin is not used in this room
    """A box. ``level`` danger is for what can kill; caution for the rest."""

    level: Literal["danger", "caution"]
    heading: Words | None
    paragraphs: tuple[Words, ...]
    pictogram: str = ""


@dataclass(frozen=True)
class Questions:
    pairs: tuple[tuple[Words, Words], ...]


@dataclass(frozen=True)
class Note:
    """A remark that stands beside a pictogram of ours."""

    words: Words
    pictogram: str = ""


@dataclass(frozen=True)
class Call:
    """A box of whom to call when: signs, then phones in large digits. ``level`` says how fast."""

    level: Literal["now", "today"]
    heading: Words
    items: tuple[Words, ...]
    phones: tuple[PhoneLine, ...]

    @property
    def beside(self) -> tuple[PhoneLine, ...]:
        """The phone beside the heading: the first where every second counts, or the only one."""
        return self.phones[:1] if self.level == "now" or len(self.phones) == 1 else ()

    @property
    def below(self) -> tuple[PhoneLine, ...]:
        """The phones after the signs."""
        return self.phones[len(self.beside) :]


@dataclass(frozen=True)
class DoseLines:
    """The heading “Take the dose on your label”, and a row to write on for each time of day."""

    heading: Words
    times: tuple[tuple[str, Words], ...]
    """(pictogram name, words): morning, midday, evening, bedtime."""


@dataclass(frozen=True)
class Card:
    """A card to cut out, in the clinic's language."""

    heading: Words
    lines: tuple[Words, ...]
    phones: tuple[PhoneLine, ...] = ()


@dataclass(frozen=True)
class Starting:
    """The example of a starting plan: its caution, and a table of days by times of day. Printed on request alone."""

    caution: Warning
    table: Table


@dataclass(frozen=True)
class Chart:
    """A week to write on: a row a day, a box for each time of day. Printed on request alone, on a page of its own."""

    how: Words
    begins: Words
    day: Words
    days: tuple[Words, ...]
    """Monday to Sunday, or as the country's week begins."""

    times: tuple[tuple[str, Words], ...]
    """As in ``DoseLines``."""

    notes: Words


@dataclass(frozen=True)
class Lines:
    """Labels, each with a line to write on by hand."""

    labels: tuple[Words, ...]


@dataclass(frozen=True)
class Step:
    """One step of a patient's plan: its days, what is taken at each time of day, and the sum of a day."""

    heading: Words
    days: tuple[Words, ...]
    doses: tuple[tuple[str, Words, Words], ...]
    """(pictogram name, time of day, dose)."""

    total: Words


Block = (
    Text
    | ListItems
    | Table
    | Warning
    | Questions
    | Note
    | Call
    | DoseLines
    | Starting
    | Card
    | Chart
    | Lines
    | Step
)


@dataclass(frozen=True)
class Section:
    id: str
    heading: Words
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Logo:
    """A picture by its path inside the project, with what it says to who cannot see it. ``place`` is where the clinic
    file names it.
    """

    path: str
    alt: str
    place: Span = field(default=Span(""))


@dataclass(frozen=True)
class ClinicLines:
    """The clinic block as printed: its name, address lines and logo in the clinic's own words; phones, opening hours
    and its own note on the medicine in the leaflet's language. ``others`` are the names of the other languages it hands
    this leaflet out in, each in its own; ``link`` is the leaflet's address on the web. Colours are hexadecimal.
    """

    name: str
    address: tuple[str, ...]
    phones: tuple[PhoneLine, ...]
    hours: tuple[Words, ...]
    language: Language
    structure: str
    tint: str
    logo: Logo | None = None
    note: tuple[Words, ...] = ()
    others: tuple[Words, ...] = ()
    link: str = ""


@dataclass(frozen=True)
class Leaflet:
    """All a page needs to say. ``words`` are the template's words, by id, in the leaflet's language;
    ``clinic_words`` the same in the clinic's language (equal when the languages are).

    ``title`` is the medicine in the leaflet's language, ``latin_title`` as on the box. ``headers`` holds one row, or
    two where the clinic speaks another language: medicine, form, language, jurisdiction. ``edition`` is the resolved
    edition line, ``brands`` the resolved line of brand names (None without any). ``text_digest`` is 64 hex digits
    over source and resolved text, ``reader_digest`` over what a reader sees alone. ``drafted`` counts the texts a
    machine drafted. A ``draft`` says so on every page; ``process`` tells how the text came about and who checked it:
    the signoff room knows both. A ``sheet`` is a patient's own plan, which flows from its first page on.
    ``also`` is the second language of a leaflet in two.
    """

    medicine: str
    form: str
    jurisdiction: str
    language: Language
    clinic: ClinicLines
    title: Words
    latin_title: str
    brands: Words | None
    purpose: Words
    front: tuple[Block, ...]
    sections: tuple[Section, ...]
    headers: tuple[tuple[Words, ...], ...]
    edition: Words
    words: dict[str, Words]
    clinic_words: dict[str, Words]
    text_digest: str
    reader_digest: str
    starting: bool = False
    short: bool = False
    sheet: bool = False
    also: Language | None = None
    drafted: int = 0
    draft: bool = True
    process: tuple[Words, ...] = ()

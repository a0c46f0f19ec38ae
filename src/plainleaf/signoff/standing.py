"""How a leaflet stands: which of its sign-offs hold for the text as it is, today."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from plainleaf.findings import Finding, Severity, Span
from plainleaf.signoff.file import SignOff, SignOffs
from plainleaf.signoff.kinds import TRANSLATION_KINDS, Kind, Subject, required_kinds
from plainleaf.translate import Leaflet

State: TypeAlias = Literal["current", "lapsed", "expired", "early"]


@dataclass(frozen=True)
class Held:
    """A sign-off as it stands: lapsed where the text has changed since, expired where its time has passed."""

    signoff: SignOff
    state: State
    place: Span

    @property
    def is_current(self) -> bool:
        return self.state == "current"


@dataclass(frozen=True)
class Standing:
    """A leaflet's sign-offs, one a kind: ``held`` has the current one where there is one, else the last."""

    subject: Subject
    path: str
    required: tuple[Kind, ...]
    held: Mapping[Kind, Held]
    third: str = ""
    """The clinic's language where it is neither the leaflet's nor the source's: cards print in it, signed by nobody."""

    @property
    def current(self) -> tuple[Held, ...]:
        """Those that hold, in the order of their kinds."""
        return tuple(held for held in self.held.values() if held.is_current)

    @property
    def missing(self) -> tuple[Kind, ...]:
        """The kinds without one that holds."""
        current = {held.signoff.kind for held in self.current}
        return tuple(kind for kind in self.required if kind not in current)

    @property
    def is_signed(self) -> bool:
        """Whether it may be given to patients."""
        return not self.missing and not self.third

    def findings(self) -> Iterator[Finding]:
        """What no longer holds, and who checked their own work."""
        for kind, held in self.held.items():
            if held.is_current:
                continue
            signoff, hint = held.signoff, f"when it was checked again: `{self.subject.command(kind)}`"
            said = f"{kind} of {self.subject}, signed by {signoff.by}: "
            if held.state == "lapsed":
                said += "the text has changed since"
                yield Finding("lapsed-signoff", said, held.place, hint, Severity.WARNING)
            elif held.state == "early":
                said += f"its day, {held.signoff.date}, is still to come"
                yield Finding(
                    "expired-signoff", said, held.place, "write the day it was signed", Severity.WARNING
                )
            else:
                said += f"its time ended on {signoff.until}"
                yield Finding("expired-signoff", said, held.place, hint, Severity.WARNING)
        yield from self._same_person()

    def _same_person(self) -> Iterator[Finding]:
        first: dict[str, Held] = {}
        for held in self.current:
            if held.signoff.kind not in TRANSLATION_KINDS:
                continue
            before = first.setdefault(_name(held.signoff.by), held)
            if before is not held:
                said = f"{held.signoff.by} signed the {before.signoff.kind} of {self.subject} too"
                hint = f"let another person do the {held.signoff.kind}"
                yield Finding("same-person", said, held.place, hint, related=(before.place,))

    def unsigned(self) -> Finding:
        """Why it may not be given to patients, kind by kind."""
        lacks = [*map(self._lack, self.missing), *([f"its cards are in {self.third}"] if self.third else [])]
        said = f"{self.subject} is not signed: {', '.join(lacks)}"
        commands = [f"`{self.subject.command(kind)}`" for kind in self.missing]
        hint = "; ".join(commands) or "give the clinic English or the leaflet's language"
        return Finding("unsigned", said, Span(self.path), hint)

    def _lack(self, kind: Kind) -> str:
        held = self.held.get(kind)
        if held is None:
            return f"{kind} missing"
        if held.state == "early":
            return f"{kind} of {held.signoff.date}"
        return f"{kind} lapsed" if held.state == "lapsed" else f"{kind} past {held.signoff.until}"


def stand(leaflet: Leaflet, signoffs: SignOffs, today: date) -> Standing:
    """How a leaflet stands on a day."""
    subject, required = Subject.of(leaflet), required_kinds(is_source=leaflet.language.is_source)
    held: dict[Kind, Held] = {}
    for signoff, place in signoffs.entries:
        kind = signoff.kind
        if signoff.subject(signoffs.medicine) != subject or kind not in required:
            continue
        one = Held(signoff, _state(signoff, digest_of(leaflet, kind), today), place)
        if one.is_current or kind not in held or not held[kind].is_current:
            held[kind] = one
    in_order = {kind: held[kind] for kind in required if kind in held}
    clinic = leaflet.clinic.language
    third = "" if clinic.is_source or clinic.tag == leaflet.language.tag else clinic.tag
    return Standing(subject, signoffs.path, required, in_order, third)


def digest_of(leaflet: Leaflet, kind: str) -> str:
    """What a sign-off of this kind names: readers and clinicians judge the page alone."""
    return leaflet.text_digest if kind in TRANSLATION_KINDS else leaflet.reader_digest


def _state(signoff: SignOff, digest: str, today: date) -> State:
    if signoff.digest != digest:
        return "lapsed"
    if signoff.date > today:
        return "early"
    return "expired" if today > signoff.until else "current"


def _name(text: str) -> str:
    """A name as two writings of it are compared."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())

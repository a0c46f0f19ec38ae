"""How a leaflet stands: which of its sign-offs hold for the text as it is, today."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
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
    """A leaflet's sign-offs, one a kind: ``held`` has a current one where there is one, else the last; of several, the
    latest that lets different people have translated, revised and translated back.
    """

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
            before = first.setdefault(held.signoff.person, held)
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
    given: dict[Kind, list[Held]] = {kind: [] for kind in required}
    for signoff, place in signoffs.entries:
        kind = signoff.kind
        if signoff.subject(signoffs.medicine) == subject and kind in required:
            given[kind].append(Held(signoff, _state(signoff, digest_of(leaflet, kind), today), place))
    in_order = _chosen({kind: _candidates(ones) for kind, ones in given.items() if ones})
    clinic = leaflet.clinic.language
    third = "" if clinic.is_source or clinic.tag == leaflet.language.tag else clinic.tag
    return Standing(subject, signoffs.path, required, in_order, third)


def _candidates(given: Sequence[Held]) -> tuple[Held, ...]:
    """The current ones, latest first, one a person; where none is, the last alone.

    Three people are enough: whoever did the two other kinds, one of the three did neither.
    """
    current = {held.signoff.person: held for held in given if held.is_current}
    latest = sorted(current.values(), key=given.index, reverse=True)
    return tuple(latest[: len(TRANSLATION_KINDS)]) or (given[-1],)


def _chosen(candidates: Mapping[Kind, tuple[Held, ...]]) -> dict[Kind, Held]:
    """One a kind, so that as many people as can be have done the kinds of a translation."""

    def people(chosen: tuple[Held, ...]) -> int:
        return len({one.signoff.person for one in chosen if one.is_current})

    kinds = [kind for kind in candidates if kind in TRANSLATION_KINDS]
    best = max(product(*(candidates[kind] for kind in kinds)), key=people)
    return {kind: held[0] for kind, held in candidates.items()} | dict(zip(kinds, best, strict=True))


def digest_of(leaflet: Leaflet, kind: str) -> str:
    """What a sign-off of this kind names: readers and clinicians judge the page alone."""
    return leaflet.text_digest if kind in TRANSLATION_KINDS else leaflet.reader_digest


def _state(signoff: SignOff, digest: str, today: date) -> State:
    if signoff.digest != digest:
        return "lapsed"
    if signoff.date > today:
        return "early"
    return "expired" if today > signoff.until else "current"

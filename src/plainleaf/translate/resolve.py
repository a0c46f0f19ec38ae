"""Translate: a monograph becomes a leaflet in one language for one clinic, every text resolved or refused."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from plainleaf.catalogue import Catalogue
from plainleaf.clinic import Clinic
from plainleaf.findings import Finding, Refused, Span, ordered
from plainleaf.monograph import Passage
from plainleaf.monograph.blocks import AuthoredBlock, CardBlock, Plan, StartingBlock, When
from plainleaf.monograph.walk import block_passages, prints
from plainleaf.source import Route, Source
from plainleaf.translate import leaflet as made
from plainleaf.translate.blocks import made_block, settings_of
from plainleaf.translate.digest import Said
from plainleaf.translate.extraction import Authored
from plainleaf.translate.lookup import Lookup
from plainleaf.translate.phrases import Speaker
from plainleaf.translate.printed import (
    CHART_WORDS,
    OF_SHEETS,
    ON_EVERY_LEAFLET,
    words_of,
)
from plainleaf.translate.voice import Voice
from plainleaf.translate.wordings import Wordings
from plainleaf.values.kinds import TIMES_OF_DAY, Amount, Day, Duration, Frequency, Percentage
from plainleaf.values.languages import SOURCE_LANGUAGE, Language
from plainleaf.values.numbers import isolate, isolate_ltr, week, weekday

Catalogues = Mapping[str, Mapping[str, Catalogue]]
"""By language tag, then by domain."""

EDITION_DIGITS = 12
_OTHER_LINES = ("clinic", "closed", "urgent", "pharmacy", "interpreter")
CLINIC_PHONES = {"oral": _OTHER_LINES, "pump": ("pump", *_OTHER_LINES)}
"""The phones that stand beside the clinic's address, by form."""

CLINIC_PHRASES = ("weekdays", "opening")
"""What speaks the clinic's opening hours. Digests are without clinic: these count in every leaflet."""

SOURCE = Language(SOURCE_LANGUAGE, "English", "English", "")
"""To say again what was authored: that counts beside each translation."""


@dataclass(frozen=True)
class Wanted:
    """Which leaflet: language, form, clinic; whether the example of a starting plan and the weekly chart go with it,
    and whether it leaves out what is optional.

    ``clinic_source`` gives places to findings about the clinic; ``offered`` are the languages it hands leaflets out in.
    """

    language: Language
    form: str
    clinic: Clinic
    clinic_language: Language
    starting: bool = False
    chart: bool = False
    short: bool = False
    clinic_source: Source | None = None
    offered: tuple[Language, ...] = ()


def translate(authored: Authored, wanted: Wanted, wordings: Wordings, catalogues: Catalogues) -> made.Leaflet:
    """The leaflet; raises Refused with every text that has no translation."""
    return _Translation(authored, wanted, wordings, catalogues).leaflet()


class _Translation:
    def __init__(
        self, authored: Authored, wanted: Wanted, wordings: Wordings, catalogues: Catalogues
    ) -> None:
        self.authored, self.wanted, self.wordings = authored, wanted, wordings
        self.monograph = authored.monograph
        self.jurisdiction = wanted.clinic.jurisdiction
        self.lookup = self._lookup(wanted.language, catalogues)
        self.own = self._voice(self.lookup)
        same = wanted.clinic_language.tag == wanted.language.tag
        self.clinic = self.own if same else self._voice(self._lookup(wanted.clinic_language, catalogues))
        self.source = self._voice(Lookup(SOURCE, {}))
        # The leaflet's language again, for texts that count and need not print here: nobody asks for what it lacks.
        self.aside = self._voice(self._lookup(wanted.language, catalogues))
        self.said = Said()
        self.said.note("edition", self.jurisdiction, wanted.form, wanted.language.tag, wanted.language.name)
        self.said.note("latin_title", self.monograph.latin_title)
        charted = CHART_WORDS if wanted.form == "oral" else ()
        self.printed = dict.fromkeys([*ON_EVERY_LEAFLET, *charted, f"form_{wanted.form}"])

    def leaflet(self) -> made.Leaflet:
        """Resolves everything first, so that all findings come at once."""
        title = self._say(Passage(("title",), self.monograph.title, "title", "title"))
        purpose = self._say(Passage(("purpose",), self.monograph.purpose, "text", "purpose"))
        front = self._blocks(self.monograph.front, ("front",), "front")
        sections = tuple(self._sections())
        chart = self._chart() if self.wanted.form == "oral" else None
        headers = tuple(self._header(voice) for voice in self._voices())
        words = self._words(self.own)
        clinic_words = words if self.clinic is self.own else self._words(self.clinic)
        brands = self._brands()
        clinic = self._clinic_lines()
        if title.text != self.monograph.latin_title:
            self.printed["on_box"] = None
        self._note_words(words)
        edition = self._edition(self.said.text_digest)
        findings = [f for voice in self._voices() for f in (*voice.lookup.missing.values(), *voice.findings)]
        if findings:
            raise Refused(ordered(findings))
        return made.Leaflet(
            medicine=self.monograph.medicine,
            form=self.wanted.form,
            jurisdiction=self.jurisdiction,
            language=self.wanted.language,
            clinic=clinic,
            title=title,
            latin_title=self.monograph.latin_title,
            brands=brands,
            purpose=purpose,
            front=front,
            sections=(*sections, *([chart] if chart and self.wanted.chart else [])),
            headers=headers,
            edition=edition,
            words=words,
            clinic_words=clinic_words,
            text_digest=self.said.text_digest,
            reader_digest=self.said.reader_digest,
            starting=self.wanted.starting,
            short=self.wanted.short,
            drafted=self.lookup.drafted(
                word for id, word in self.wordings.words.items() if id not in self.printed
            ),
        )

    def _lookup(self, language: Language, catalogues: Catalogues) -> Lookup:
        return Lookup(language, catalogues.get(language.tag, {}), catalogues.get(language.parent, {}))

    def _voice(self, lookup: Lookup) -> Voice:
        speaker = Speaker(lookup, self.wordings, self.jurisdiction)
        return Voice(self.authored, lookup, speaker, self.wanted.form)

    def _voices(self) -> tuple[Voice, ...]:
        return (self.own,) if self.clinic is self.own else (self.own, self.clinic)

    def _say(self, passage: Passage, voice: Voice | None = None) -> made.Words:
        words = (voice or self.own).say(passage)
        when, source = passage.when.model_dump_json(), self.source.say(passage).text
        if passage.role == "card":
            # Its words are in the clinic's language, and digests are without clinic: what a clinic that speaks the
            # source or the leaflet's language prints stands for them.
            self.said.note(passage.role, source, self.aside.say(passage).text, source=(when,))
        else:
            self.said.note(passage.role, words.text, source=(when, source))
        return words

    def _sections(self) -> Iterable[made.Section]:
        for number, section in enumerate(self.monograph.sections):
            route: Route = ("sections", number)
            if not self._holds(section.when):
                continue
            if any(self._prints(block) for block in section.blocks):
                blocks = self._blocks(section.blocks, (*route, "blocks"), section.id)
                heading = Passage((*route, "heading"), section.heading, "heading", f"{section.id}/heading")
                said = self._say(heading)
                if blocks:
                    yield made.Section(section.id, said, blocks)

    def _blocks(self, blocks: Iterable[AuthoredBlock], route: Route, section: str) -> tuple[made.Block, ...]:
        """Those that print. All count in the digests: who signs a leaflet signs its short version too."""
        every = [
            (block, self._block(block, (*route, index), section))
            for index, block in enumerate(blocks)
            if self._prints(block)
        ]
        return tuple(one for block, one in every if not (self.wanted.short and block.optional))

    def _prints(self, block: AuthoredBlock) -> bool:
        asked = self.wanted.starting or not isinstance(block, StartingBlock)
        return asked and prints(block, self.jurisdiction, self.wanted.form)

    def _holds(self, when: When) -> bool:
        return when.holds(self.jurisdiction, self.wanted.form)

    def _block(self, block: AuthoredBlock, route: Route, section: str) -> made.Block:
        pictogram = getattr(block, "pictogram", "")
        # A starting plan is set by names of facts; what prints are their values, row by row.
        settings = () if isinstance(block, StartingBlock) else settings_of(block)
        optional = ("optional",) if block.optional else ()
        self.said.note("block", block.kind, pictogram, *settings, source=optional)
        self.printed |= dict.fromkeys(words_of(block))
        voice = self.clinic if isinstance(block, CardBlock) else self.own
        said = {
            passage.route[len(route) :]: self._say(passage, voice)
            for passage in block_passages(block, route, section)
            if self._holds(passage.when)
        }
        return made_block(
            block,
            said,
            pictogram,
            lambda purposes: self._phones(purposes, voice),
            self._time,
            lambda plan, days: self._plan(plan, days, (*route, "starting")),
        )

    def _chart(self) -> made.Section:
        """The weekly chart. It counts in the digests of each leaflet of its form: who signs it signs its chart too."""
        words = {id: self.own.wording(id, self.wordings) for id in CHART_WORDS}
        self.said.note("block", "chart")
        chart = made.Chart(
            how=words["chart_how"],
            begins=words["chart_begins"],
            day=words["chart_day"],
            days=tuple(self._weekdays()),
            times=tuple((time, self._time(time)) for time in TIMES_OF_DAY),
            notes=words["chart_notes"],
        )
        return made.Section("chart", words["chart"], (chart,))

    def _weekdays(self) -> Iterable[made.Words]:
        """The days of a week as the country counts it; they are CLDR's, and no translator's."""
        language = self.wanted.language
        for day in week(self.jurisdiction):
            yield made.Words(
                weekday(day, language), language, "the weekly chart", Span("locales/languages.yaml")
            )

    def _time(self, time: str) -> made.Words:
        text, word = self.own.speaker.word(time), self.wordings.phrases[time]
        self.said.note("time", time, text, source=(self.source.speaker.word(time),))
        place = self.own.lookup.place(word.domain, word.context, word.text, word.place)
        return made.Words(text, self.wanted.language, f"{word.place.path}:{time}", place)

    def _plan(self, plan: Plan, days: made.Words, route: Route) -> made.Table:
        """Rows of days by columns of times of day; the facts name the doses and how long each lasts."""
        place = self.authored.source.place
        every, times = (
            fact.value if (fact := self.own.fact(name, place((*route, key)))) else None
            for key, name in (("every", plan.every), ("times", plan.times))
        )
        if not isinstance(every, Duration) or not isinstance(times, Frequency):
            fault = "the plan needs whole days and times of day"
            hint = "name such facts under every: and times:"
            self.own.findings.append(Finding("unfit-fact", fault, place(route), hint))
            return made.Table((days,), ())
        rows = []
        for number, name in enumerate(plan.doses):
            at = place((*route, "doses", number))
            fact = self.own.fact(name, at)
            (span, dose), source = (
                (
                    voice.speaker.day_span(number * every.number + 1, (number + 1) * every.number),
                    voice.speaker.speak(fact.value) if fact else "",
                )
                for voice in (self.own, self.source)
            )
            self.said.note("row", span, dose, source=source)
            cells = (self._plain(span, at), *(self._plain(dose, at) for _ in times.at))
            rows.append(cells)
        return made.Table((days, *(self._time(time) for time in times.at)), tuple(rows))

    def _plain(self, text: str, place: Span) -> made.Words:
        """A value that stands alone."""
        return made.Words(text, self.wanted.language, f"{self.authored.source.path}:starting", place)

    def _phones(self, purposes: Iterable[str], voice: Voice) -> tuple[made.PhoneLine, ...]:
        """The clinic's phones for these purposes, those it has; a finding where it has none of them."""
        given, purposes = self.wanted.clinic.phones, tuple(purposes)
        self.printed |= dict.fromkeys(f"phone_{purpose}" for purpose in purposes)
        if purposes and not given.keys() & set(purposes):
            said = f"the {self.wanted.form} leaflet of {self.monograph.medicine} has no number to print"
            hint = f"add {' or '.join(purposes)}: under phones: of the clinic file"
            source = self.wanted.clinic_source
            place = source.key_place(("phones",)) if source else Span("clinics")
            voice.findings.append(Finding("missing-phone", said, place, hint))
        return tuple(
            made.PhoneLine(
                purpose, voice.wording(f"phone_{purpose}", self.wordings), voice.speaker.phone(given[purpose])
            )
            for purpose in purposes
            if purpose in given
        )

    def _header(self, voice: Voice) -> tuple[made.Words, ...]:
        language, where, place = voice.lookup.language, "the page header", Span("locales/languages.yaml")
        title = voice.say(Passage(("title",), self.monograph.title, "title", "title"))
        form = voice.wording(f"form_{self.wanted.form}", self.wordings)
        return (
            title,
            form,
            made.Words(language.name_of(self.wanted.language), language, where, place),
            # The code of the country: its name, beside all the rest, is too long for one line of large print.
            made.Words(self.jurisdiction, language, where, place),
        )

    def _words(self, voice: Voice) -> dict[str, made.Words]:
        """The page's words as they are; the ones with values of ours are filled."""
        filled = {
            "full_size": voice.speaker.speak(Percentage(Decimal(100))),
            "bar": voice.speaker.speak(Amount(Decimal(50), "mm")),
            "latin_title": isolate(self.monograph.latin_title),
        }
        ids = (id for id in self.wordings.words if id not in OF_SHEETS)
        return {id: voice.wording(id, self.wordings, **filled) for id in ids}

    def _note_words(self, words: dict[str, made.Words]) -> None:
        """The page's own words that print in this leaflet, whichever phones and hours its clinic has."""
        sources = self._words(self.source)
        for id in self.printed:
            self.said.note("word", id, words[id].text, source=(sources[id].text,))
        for id in CLINIC_PHRASES:
            self.said.note("phrase", id, self.aside.speaker.word(id), source=(self.source.speaker.word(id),))

    def _brands(self) -> made.Words | None:
        if "brands" not in self.monograph.facts:
            return None
        fact = self.monograph.fact("brands", self.jurisdiction, self.wanted.form)
        if fact is None:
            return None
        said, source = (
            voice.wording("brands", self.wordings, brands=voice.speaker.speak(fact.value))
            for voice in (self.own, self.source)
        )
        self.said.note("brands", said.text, source=(source.text,))
        return said

    def _clinic_lines(self) -> made.ClinicLines:
        clinic = self.wanted.clinic
        return made.ClinicLines(
            name=clinic.name,
            address=tuple(clinic.address),
            phones=self._phones(CLINIC_PHONES[self.wanted.form], self.own),
            hours=tuple(
                made.Words(
                    self.own.speaker.opening(hours), self.wanted.language, "the clinic's opening hours"
                )
                for hours in clinic.hours
            ),
            language=self.wanted.clinic_language,
            logo=self._logo(),
            note=self._note(),
            others=self._others(),
            link=self._link(),
            structure=clinic.colours.structure,
            tint=clinic.colours.tint,
        )

    def _note(self) -> tuple[made.Words, ...]:
        """The clinic's own paragraphs; a finding where they stand there in other languages alone."""
        clinic, tag = self.wanted.clinic, self.wanted.language.tag
        texts = clinic.note(self.monograph.medicine, tag)
        route: Route = ("notes", self.monograph.medicine)
        source = self.wanted.clinic_source
        if texts is None:
            said = f"the clinic’s note on {self.monograph.medicine} has no text in {self.wanted.language.english}"
            hint = f"add {tag}: under it, or `{tag}: none` or `others: none` where none shall print"
            place = source.key_place(route) if source else Span("clinics")
            self.own.findings.append(Finding("note-missing", said, place, hint))
            return ()
        place = source.place((*route, tag)) if source and texts else Span("clinics")
        return tuple(made.Words(text, self.wanted.language, "the clinic's note", place) for text in texts)

    def _others(self) -> tuple[made.Words, ...]:
        """The other languages by their own names; those that run the leaflet's way first."""
        own, where = self.wanted.language, "locales/languages.yaml"
        others = [one for one in self.wanted.offered if one.tag != own.tag]
        others.sort(key=lambda one: one.direction != own.direction)
        return tuple(made.Words(one.name, one, where, Span(where)) for one in others)

    def _link(self) -> str:
        """The leaflet's address: what the clinic wrote, its names filled in."""
        names = {
            "medicine": self.monograph.medicine,
            "language": self.wanted.language.tag,
            "form": self.wanted.form,
        }
        link = self.wanted.clinic.link or ""
        for name, value in names.items():
            link = link.replace(f"{{{name}}}", value)
        return link

    def _logo(self) -> made.Logo | None:
        logo, source = self.wanted.clinic.logo, self.wanted.clinic_source
        if logo is None:
            return None
        path = f"clinics/{logo.file}"
        return made.Logo(path, logo.alt, source.place(("logo", "file")) if source else Span(path))

    def _edition(self, digest: str) -> made.Words:
        return self.own.wording(
            "edition",
            self.wordings,
            version=isolate_ltr(self.monograph.version),
            sources_date=self.own.speaker.speak(Day(self.monograph.reviewed)),
            digest=isolate_ltr(digest[:EDITION_DIGITS]),
        )

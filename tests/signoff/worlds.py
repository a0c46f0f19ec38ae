"""A medicine in two languages, two countries and two forms: change one thing of it, and see which sign-offs lapse."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import product

from plainleaf.catalogue import Catalogue, template
from plainleaf.findings import Span
from plainleaf.signoff import SignOff, SignOffs, digest_of, required_kinds, stand
from plainleaf.translate import Leaflet, Wanted, Wordings, extract, translate
from tests.monograph.samples import changed
from tests.translate.samples import authored, clinic, masked
from tests.translate.speakers import filled, languages, wordings

TODAY, UNTIL = date(2026, 6, 1), date(2027, 5, 31)
TAGS = ("en", "ru")
EDITIONS = (*product(("US", "GB"), ("oral", "pump"), (False,)), ("US", "oral", True), ("GB", "oral", True))
"""Jurisdiction, form, with a starting plan."""

TEXT = """\
format: 1
medicine: sampline
title: Sampline
latin_title: Sampline
version: 1
reviewed: 2026-05-31
purpose: It helps tight muscles relax.
forms: [oral, pump]
sources:
  us-label: {title: The label, jurisdiction: US}
facts:
  start_dose: {amount: 5 mg, sources: [us-label]}
  start_times: {times: 2, per: day, at: [morning, evening]}
  missed: {duration: 3 hours}
  step: {duration: 4 days}
  max_daily:
    - {amount: 80 mg, jurisdiction: US}
    - {amount: 100 mg, jurisdiction: GB}
front:
  - warning: Do not stop suddenly.
    level: danger
    pictogram: stop
  - call: now
    heading: Get help
    items: [You have a fit.]
    phones: [emergency]
sections:
  - id: interactions
    heading: Other medicines
    blocks:
      - text: Tell your doctor in this country.
        when: {jurisdiction: US}
      - list: [Opioids., Alcohol.]
      - note: Take it with food or milk.
        pictogram: food
  - id: how
    heading: How to take it
    when: {form: oral}
    blocks:
      - dose_lines: Take the dose on your label
        times: [morning, evening]
      - text: Most adults start with {start_dose}, and no one takes more than {max_daily}.
      - text: Skip the dose {missed_after}.
  - id: filling
    heading: Filling the pump
    when: {form: pump}
    blocks:
      - text: Come when your pump team tells you.
  - id: starting
    heading: Example of a starting plan
    when: {form: oral}
    blocks:
      - starting: {every: step, times: start_times, doses: [start_dose, max_daily]}
        heading: Example only
        caution: [Take the dose on your own label.]
        days: Days
  - id: about
    heading: About this leaflet
    blocks:
      - text: Show it to whoever treats you.
      - card: This person takes a medicine that must not stop.
        heading: Alert
        phones: [clinic]
"""


@dataclass(frozen=True)
class World:
    """``said`` is what translators wrote of their own, by msgid; all else has each letter masked, so that a text with
    as many letters keeps its translation.
    """

    text: str = TEXT
    words: Wordings = field(default_factory=wordings)
    said: Mapping[str, str] = field(default_factory=dict)
    clinic_tag: str = "en"

    def text_with(self, *pairs: tuple[str, str]) -> "World":
        return replace(self, text=changed(*pairs, text=self.text))

    def translated(self, msgid: str, msgstr: str = "жжз") -> "World":
        assert any(msgid in {one.msgid for one in held.entries} for held in self.catalogues()["ru"].values())
        return replace(self, said={**self.said, msgid: msgstr})

    def word_with(self, id: str, text: str) -> "World":
        assert self.words.words[id].text != text
        changed_word = replace(self.words.words[id], text=text)
        return replace(self, words=replace(self.words, words={**self.words.words, id: changed_word}))

    def phrase_with(self, id: str, text: str) -> "World":
        """Another English wording; of one that counts, of its plural."""
        phrase = self.words.phrases[id]
        assert text not in (phrase.text, phrase.plural)
        phrase = replace(phrase, plural=text) if phrase.plural else replace(phrase, text=text)
        return replace(self, words=replace(self.words, phrases={**self.words.phrases, id: phrase}))

    def catalogues(self) -> dict[str, dict[str, Catalogue]]:
        domains = extract([authored(self.text)], self.words, languages()["en"])
        return {"ru": {name: self._russian(template(f"{name}.po", held)) for name, held in domains.items()}}

    def _russian(self, pot: Catalogue) -> Catalogue:
        return filled(
            pot, "ru", lambda one: (self.said[one.msgid],) if one.msgid in self.said else masked(one)
        )

    def leaflets(self) -> list[Leaflet]:
        catalogues, source = self.catalogues(), authored(self.text)
        return [
            translate(source, wanted, self.words, catalogues)
            for wanted in (
                Wanted(
                    languages()[tag],
                    form,
                    clinic(jurisdiction=jurisdiction, language=self.clinic_tag),
                    languages()[self.clinic_tag],
                    starting,
                )
                for tag in TAGS
                for jurisdiction, form, starting in EDITIONS
            )
        ]


def signoff(leaflet: Leaflet, kind: str, **changes: object) -> SignOff:
    """A sign-off of a leaflet as it is, each kind by a person of its own."""
    made = {
        "language": leaflet.language.tag,
        "form": leaflet.form,
        "jurisdiction": leaflet.jurisdiction,
        "starting": "true" if leaflet.starting else "false",
        "kind": kind,
        "by": f"A. {kind.capitalize()}",
        "role": "an example",
        "date": TODAY.isoformat(),
        "until": UNTIL.isoformat(),
        "digest": digest_of(leaflet, kind),
    }
    return SignOff.model_validate(made | changes)


def placed(*signoffs: SignOff) -> SignOffs:
    """They, each in a row of its own."""
    path = "leaflets/signoffs/sampline.yaml"
    return SignOffs("sampline", path, tuple((one, Span(path, row, 5)) for row, one in enumerate(signoffs, 4)))


def signed_by_all(*leaflets: Leaflet) -> SignOffs:
    return placed(
        *(
            signoff(leaflet, kind)
            for leaflet in leaflets
            for kind in required_kinds(is_source=leaflet.language.is_source)
        )
    )


def lapsed(before: World, after: World) -> set[tuple[str, str, str, bool, str]]:
    """Language, jurisdiction, form, starting and kind of each sign-off that held before and does not after."""
    signoffs = signed_by_all(*before.leaflets())
    return {
        (leaflet.language.tag, leaflet.jurisdiction, leaflet.form, leaflet.starting, kind)
        for leaflet in after.leaflets()
        for kind, held in stand(leaflet, signoffs, TODAY).held.items()
        if held.state == "lapsed"
    }

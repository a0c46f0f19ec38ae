"""A small monograph to break, and what is told about it."""

import pytest

from plainleaf.findings import Finding, Refused
from plainleaf.monograph import Monograph, read
from plainleaf.source import parse

GOOD = """\
format: 1
medicine: sampline
title: Sampline
latin_title: Sampline
version: 1
reviewed: 2026-05-31
purpose: It helps tight muscles relax.
sources:
  us-label: {title: The label, jurisdiction: US}
facts:
  start_dose: {amount: 5 mg, sources: [us-label]}
  start_times: {times: 2, per: day, at: [morning, evening]}
  max_daily:
    - {amount: 80 mg, jurisdiction: US}
    - {amount: 100 mg, jurisdiction: GB}
  interactions: {names: [Brand]}
  strength: {strength: 25 mg in 5 mL}
  checklist: {count: 2 doses}
front:
  - warning: Do not stop suddenly.
    level: danger
sections:
  - id: interactions
    heading: Other medicines
    blocks:
      - text: Tell your doctor what you take.
        when: {jurisdiction: US}
      - list: [Opioids., Alcohol.]
  - id: strength
    heading: Check the strength
    blocks:
      - table:
          head: [Product, Strength]
          rows:
            - [Liquid, "{strength}"]
"""


def monograph(text: str = GOOD) -> Monograph:
    return read(Monograph, parse("leaflets/sampline.yaml", text.encode()))


def changed(*pairs: tuple[str, str], text: str = GOOD) -> str:
    """The good text with each old text, which stands once, replaced."""
    for old, new in pairs:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text


def findings(*pairs: tuple[str, str]) -> tuple[Finding, ...]:
    with pytest.raises(Refused) as caught:
        monograph(changed(*pairs))
    return caught.value.findings


def told(*pairs: tuple[str, str]) -> list[tuple[str, int, int]]:
    """Check, row and column of every finding, by place."""
    places = [(finding.check, finding.place.row, finding.place.column) for finding in findings(*pairs)]
    return sorted(places, key=lambda place: place[1:])

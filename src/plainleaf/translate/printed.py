"""Which wordings print in one leaflet: those count in its digests, and tell whether a machine drafted it."""

from collections.abc import Iterator

from plainleaf.monograph.blocks import AuthoredBlock, CardBlock, DoseLinesBlock, WarningBlock

ON_EVERY_LEAFLET = (
    *("page", "more", "continued", "your_clinic", "hours", "full_size", "edition"),
    *("short", "on_phone", "other_languages", "clinic_note", "empty_page"),
)
"""Page words of each leaflet, or of each clinic and each edition of it: who signs one signs them all."""

OF_STANDING = (
    *(
        "draft",
        "process_source",
        "process_machine",
        "process_unchecked",
        "signed_translation",
        "signed_revision",
    ),
    *("signed_back_translation", "signed_reader_review", "signed_clinical"),
)
"""The draft mark and the lines on how a text came about, which count nowhere: a sign-off changes those, and would lapse
by itself.
"""

CHART_WORDS = ("chart", "chart_how", "chart_begins", "chart_day", "chart_notes")
"""What prints on request, and counts in every leaflet taken by mouth: who signs one signs its chart too."""

OF_SHEETS = (
    *("point", "name_line", "birth_line", "sign_line", "plan", "plan_step", "plan_first", "plan_last"),
    *("plan_goes_on", "plan_stop", "plan_no_dose", "plan_total", "plan_tablet", "plan_liquid", "plan_yours"),
    *("plan_call", "plan_checked", "plan_confirmed"),
)
"""What prints on sheets of their own, and in no leaflet."""


def words_of(block: AuthoredBlock) -> Iterator[str]:
    """The page words that print with a block, but for the labels of its phones."""
    match block:
        case WarningBlock(heading=None, level=level):
            yield level
        case DoseLinesBlock():
            yield "write_amount"
        case CardBlock():
            yield "cut"
        case _:
            pass

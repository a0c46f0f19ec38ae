import pytest

from plainleaf.clinic import clinic_file, clinic_names, countries_file, read_clinic
from plainleaf.clinic.model import LONGEST_ADDRESS, Colours
from plainleaf.findings import Refused
from plainleaf.values.kinds import Phone
from tests.conftest import change

NAME, PLACE = "name: Example Clinic", "jurisdiction: US"


def told(project) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as caught:
        read_clinic(project, "default")
    return [(finding.check, str(finding.place)) for finding in caught.value.findings]


def test_the_clinic_of_the_project_is_read(project):
    clinic = read_clinic(project, "default")
    assert clinic.name == "Example Clinic"
    assert clinic.phones["emergency"] == Phone("911")
    assert clinic.phones["emergency"].is_short
    assert not clinic.phones["clinic"].is_short
    assert clinic.address == ["Example Street", "Example Town"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (NAME, "name:", ("bad-value", "clinics/default.yaml:4:6")),
        (NAME, "nam: Example Clinic", ("unknown-key", "clinics/default.yaml:4:1")),
        (PLACE, "jurisdiction: UK", ("wrong-type", "clinics/default.yaml:6:15")),
        ("paper: letter", "paper: a5", ("wrong-type", "clinics/default.yaml:7:8")),
        ("format: 1", "format: 2", ("wrong-format", "clinics/default.yaml:3:9")),
        ("clinic: 202-555-0142", "clinic: ask us", ("bad-value", "clinics/default.yaml:14:11")),
        ("clinic: 202-555-0142", "clinics: 202-555-0142", ("wrong-type", "clinics/default.yaml:14:3")),
    ],
)
def test_one_slip_is_one_finding_where_it_stands(project, old, new, expected):
    file = clinic_file(project, "default")
    change(file, old, new)
    found = told(project)
    assert expected in found
    # A misspelt key is unknown, and the one it was meant for is missing.
    assert [check for check, _ in found if check != "missing-key"] == [expected[0]]
    change(file, new, old)
    assert read_clinic(project, "default")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("hours: [all day]", ("bad-value", "clinics/default.yaml:17:9")),
        ("hours: [saturday, 9:00 to 12:00]", ("bad-value", "clinics/default.yaml:17:9")),
        ("logo: {file: ../logo.png, alt: Us}", ("wrong-type", "clinics/default.yaml:17:14")),
        ("logo: {file: logo.gif, alt: Us}", ("wrong-type", "clinics/default.yaml:17:14")),
        ("logo: {file: logo.svg}", ("missing-key", "clinics/default.yaml:17:7")),
        ("logo: {file: logo.png}", ("missing-key", "clinics/default.yaml:17:7")),
        ("logo: {file: logo.png, alt: ''}", ("bad-value", "clinics/default.yaml:17:29")),
    ],
)
def test_hours_and_logo_are_read_with_care(project, written, expected):
    file = clinic_file(project, "default")
    text = file.read_text(encoding="utf-8").partition("hours:")[0]
    file.write_text(text + written + "\n", encoding="utf-8")
    assert expected in told(project)


def test_the_british_clinic_has_a_line_for_urgent_advice_and_prints_on_a4(project):
    clinic = read_clinic(project, "british")
    assert (clinic.jurisdiction, clinic.paper) == ("GB", "a4")
    assert clinic.phones["urgent"] == Phone("111")
    assert len(clinic.hours) == 1


def test_a_clinic_without_a_file_is_no_finding(project):
    assert clinic_file(project, "none") == project.clinics / "none.yaml"
    with pytest.raises(FileNotFoundError):
        read_clinic(project, "none")


# ---- lines of a country


def test_the_lines_of_its_country_come_in(project):
    clinic = read_clinic(project, "complete")
    own = {"clinic", "closed", "pharmacy", "interpreter"}
    assert set(clinic.phones) == own | {"emergency", "crisis", "poison"}
    assert clinic.phones["poison"] == Phone("1-800-222-1222")
    assert "urgent" not in clinic.phones


def test_another_country_has_other_lines(project):
    file = clinic_file(project, "complete")
    change(file, PLACE, "jurisdiction: GB")
    clinic = read_clinic(project, "complete")
    assert (clinic.phones["emergency"], clinic.phones["urgent"]) == (Phone("999"), Phone("111"))
    assert "poison" not in clinic.phones


def test_a_clinics_own_line_wins(project):
    file = clinic_file(project, "complete")
    change(file, "  clinic: 202-555-0142", "  clinic: 202-555-0142\n  poison: 202-555-0199")
    phones = read_clinic(project, "complete").phones
    assert (phones["poison"], phones["crisis"]) == (Phone("202-555-0199"), Phone("988"))


def test_a_line_left_out_by_without_is_gone_and_no_other(project):
    file = clinic_file(project, "complete")
    before = read_clinic(project, "complete").phones
    change(file, "paper: letter", "paper: letter\nwithout: [poison]")
    after = read_clinic(project, "complete").phones
    assert after == {purpose: line for purpose, line in before.items() if purpose != "poison"}


def test_without_the_file_of_countries_a_clinic_has_its_own_lines_alone(project):
    countries_file(project).unlink()
    assert set(read_clinic(project, "complete").phones) == {"clinic", "closed", "pharmacy", "interpreter"}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("format: 1", "format: 2", ("wrong-format", "clinics/_countries.yaml:3:9")),
        ('urgent: "111"', "urgent: ask", ("bad-value", "clinics/_countries.yaml:11:13")),
        ('urgent: "111"', 'urgnt: "111"', ("wrong-type", "clinics/_countries.yaml:11:5")),
        ("  GB:", "  UK:", ("wrong-type", "clinics/_countries.yaml:9:3")),
    ],
)
def test_a_slip_in_the_lines_of_countries_is_told_in_their_file(project, old, new, expected):
    change(countries_file(project), old, new)
    assert told(project) == [expected]
    change(countries_file(project), new, old)
    assert read_clinic(project, "default")


def test_the_file_of_countries_is_no_clinic(project):
    assert "_countries" not in clinic_names(project)
    assert {"default", "complete"} <= set(clinic_names(project))


# ---- colours, languages, link, notes


def test_a_clinic_that_says_nothing_more_has_our_colours_and_nothing_else(project):
    clinic = read_clinic(project, "default")
    assert clinic.colours == Colours(structure="#0b2545", tint="#eaeef4")
    assert (clinic.logo, clinic.link, clinic.languages, clinic.notes) == (None, None, [], {})
    assert clinic.note("baclofen", "es") == ()


def test_the_clinic_that_uses_all_there_is_is_read(project):
    clinic = read_clinic(project, "complete")
    assert clinic.colours.structure == "#0b3d2e"
    assert clinic.languages[:3] == ["en", "es", "ar"]
    assert len(clinic.languages) == 15
    assert clinic.logo.file == "example-logo.svg"


def test_a_note_is_its_text_or_none_or_missing(project):
    file = clinic_file(project, "complete")
    clinic = read_clinic(project, "complete")
    (english,) = clinic.note("baclofen", "en")
    assert english.startswith("Bring this leaflet to each visit.")
    assert clinic.note("baclofen", "es") != clinic.note("baclofen", "en")
    assert clinic.note("baclofen", "hi") == ()
    assert clinic.note("gabapentin", "en") == ()
    change(file, "    others: none", "    hi: none")
    clinic = read_clinic(project, "complete")
    assert clinic.note("baclofen", "hi") == ()
    assert clinic.note("baclofen", "ar") is None


@pytest.mark.parametrize("written", ["none", "None", "NONE", "[none]", '" none "'])
def test_none_alone_in_letters_of_any_size_is_no_note(project, written):
    change(clinic_file(project, "complete"), "    others: none", f"    fr: {written}\n    others: {written}")
    clinic = read_clinic(project, "complete")
    assert (clinic.note("baclofen", "fr"), clinic.note("baclofen", "ar")) == ((), ())


def test_a_note_may_have_several_paragraphs(project):
    change(clinic_file(project, "complete"), "    others: none", "    fr: [Un., Deux.]\n    others: none")
    assert read_clinic(project, "complete").note("baclofen", "fr") == ("Un.", "Deux.")


LINK = "https://clinic.example/leaflets/{medicine}/{form}/{language}.html"
FAULTS = {
    "http": LINK.replace("https", "http"),
    "unknown name": LINK.replace("{language}", "{lang}"),
    "no name": LINK.replace("{language}", "{}"),
    "open brace": LINK.replace("{language}", "{language"),
    "closed brace": LINK.replace("{language}", "language}"),
    "brace in brace": LINK.replace("{language}", "{{language}}"),
    "name as host": "https://{medicine}.example/",
    "space": LINK.replace("leaflets", "our leaflets"),
    "too long": LINK.replace("leaflets", "l" * LONGEST_ADDRESS),
    "no place": "https://clinic",
    "question": f"{LINK}?from=print",
    "other letters": LINK.replace("clinic", "klinikó"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_an_address_that_a_phone_could_not_follow_is_told_at_its_place(project, fault):
    file = clinic_file(project, "complete")
    row = file.read_text(encoding="utf-8").splitlines().index(f"link: {LINK}") + 1
    change(file, f"link: {LINK}", f'link: "{FAULTS[fault]}"')
    with pytest.raises(Refused) as caught:
        read_clinic(project, "complete")
    (finding,) = caught.value.findings
    assert (finding.check, str(finding.place)) == ("bad-value", f"clinics/complete.yaml:{row}:7")
    assert finding.hint.endswith("names: medicine, language, form")
    change(file, f'link: "{FAULTS[fault]}"', f"link: {LINK}")
    assert read_clinic(project, "complete").link == LINK


def test_an_address_of_the_greatest_length_is_taken(project):
    longest = LINK + "l" * (LONGEST_ADDRESS - len(LINK))
    change(clinic_file(project, "complete"), LINK, longest)
    assert read_clinic(project, "complete").link == longest


@pytest.mark.parametrize(
    ("old", "new", "check", "at"),
    [
        ('"#0b3d2e"', "green", "wrong-type", "green"),
        ('"#0b3d2e"', '"#0b3"', "wrong-type", '"#0b3"'),
        ('"#0b3d2e"', '"#0b3d2e; } * { x: url(y)"', "wrong-type", '"#0b3d2e; }'),
        ("structure:", "structur:", "unknown-key", "structur:"),
        ("[en, es, ar", "[[en], es, ar", "wrong-type", "[en], es"),
        ("    others: none", "    others: Bring it.", "bad-value", "en: Bring this"),
        ("    others: none", "    fr: []\n    others: none", "wrong-type", "[]"),
        ("  clinic: 202-555-0142", "  clinics: 202-555-0142", "wrong-type", "clinics:"),
        ("paper: letter", "without: [poisons]", "wrong-type", "poisons"),
        ("  clinic: 202-555-0142", "  clinic: 20-", "bad-value", "20-"),
        ("  clinic: 202-555-0142", '  clinic: "91"', "bad-value", '"91"'),
        ("[en, es, ar", "[en, es, en, ar", "bad-value", "[en, es, en"),
        ("    others: none", "    fr: [None, Deux.]\n    others: none", "bad-value", "[None"),
    ],
)
def test_a_slip_in_what_a_clinic_adds_is_told_where_it_stands(project, old, new, check, at):
    file = clinic_file(project, "complete")
    change(file, old, new)
    with pytest.raises(Refused) as caught:
        read_clinic(project, "complete")
    (finding,) = caught.value.findings
    text = file.read_text(encoding="utf-8")
    before = text[: text.index(at)]
    assert finding.check == check
    assert (finding.place.row, finding.place.column) == (
        before.count("\n") + 1,
        len(before) - before.rfind("\n"),
    )
    assert finding.hint
    change(file, new, old)
    assert read_clinic(project, "complete")

"""new: a scaffold that cannot print by mistake, and is whole once it is filled."""

import re

import pytest

from plainleaf.checks.sections import REQUIRED_SECTIONS
from plainleaf.cli import app
from plainleaf.cli.new import COMMANDS

FILL_IN = {"wrong-type", "bad-value", "unfinished-text", "unused-fact", "unverified-source"}


def found(plainleaf, name="newol"):
    done = plainleaf("check", name, "-l", "en", "--output-format", "concise")
    return done, [line.rpartition("[")[2].rstrip("]") for line in done.stdout.splitlines()]


def filled(text: str) -> str:
    """The scaffold with plain words in each place to fill."""
    text = text.replace(
        'title: ""  # TODO the name of the label, as it stands on its first page', "title: The label"
    )
    text = re.sub(r"reviewed: TODO.*", "reviewed: 2026-05-31", text)
    text = text.replace("amount: TODO 5 mg", "amount: 5 mg")
    text = text.replace("TODO say in plain words.", "Start with {start_dose}.", 1)
    text = re.sub(r"(heading:) TODO (.*)", r"\1 Of \2", text)
    return re.sub(r"TODO.*", "Ask us if you need help.", text)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_medicine_cannot_be_named_like_a_command(small, plainleaf, name):
    done = plainleaf("new", name)
    assert done.exit_code == 2
    assert f"“{name}” cannot name a medicine" in done.stderr
    assert not (small.leaflets / f"{name}.yaml").exists()


def test_every_command_is_a_name_that_no_medicine_may_have():
    assert set(app.commands) <= set(COMMANDS)
    assert len(app.commands) >= 5


@pytest.mark.parametrize("name", ["Baclofen", "5-fu", "a b", "../x", "_phrases", "x.yaml", "ébol", ""])
def test_a_bad_name_is_refused_with_what_a_good_one_is(small, plainleaf, name):
    before = sorted(small.leaflets.iterdir())
    done = plainleaf("new", name)
    assert done.exit_code == 2
    assert "small Latin letters" in done.stderr
    assert sorted(small.leaflets.iterdir()) == before


def test_a_monograph_that_is_there_is_never_overwritten(small, plainleaf):
    before = (small.leaflets / "testol.yaml").read_bytes()
    done = plainleaf("new", "testol")
    assert done.exit_code == 2
    assert "leaflets/testol.yaml exists" in done.stderr
    assert (small.leaflets / "testol.yaml").read_bytes() == before


def test_a_scaffold_asks_for_every_required_section_and_to_be_filled_in(small, plainleaf):
    done = plainleaf("new", "newol")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "wrote leaflets/newol.yaml; fill it, then run `python3 build.py check newol`\n"
    text = (small.leaflets / "newol.yaml").read_text(encoding="utf-8")
    assert re.findall(r"- id: (\S+)", text) == list(REQUIRED_SECTIONS)
    checked, codes = found(plainleaf)
    assert checked.exit_code == 1
    assert codes
    assert set(codes) <= FILL_IN


def test_a_scaffold_filled_only_where_its_form_is_wrong_still_asks_for_its_texts(small, plainleaf):
    plainleaf("new", "newol")
    file = small.leaflets / "newol.yaml"
    text = file.read_text(encoding="utf-8")
    text = re.sub(r"reviewed: TODO.*", "reviewed: 2026-05-31", text).replace(
        "amount: TODO 5 mg", "amount: 5 mg"
    )
    file.write_text(text.replace('title: ""', "title: The label"), encoding="utf-8")
    checked, codes = found(plainleaf)
    assert checked.exit_code == 1
    assert codes.count("unfinished-text") == text.count("TODO") - 1
    assert set(codes) <= FILL_IN


def test_a_filled_scaffold_is_clean_but_for_its_unread_source(small, plainleaf):
    plainleaf("new", "newol")
    file = small.leaflets / "newol.yaml"
    file.write_text(filled(file.read_text(encoding="utf-8")), encoding="utf-8")
    checked, codes = found(plainleaf)
    assert codes == ["unverified-source"], checked.stdout
    assert checked.exit_code == 0

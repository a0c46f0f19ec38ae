"""explain: the manual of a finding, or the list of all."""

from plainleaf.report import manuals


def test_all_codes_are_listed_with_their_questions(plainleaf):
    done = plainleaf("explain")
    lines = done.stdout.splitlines()
    assert (done.exit_code, done.stderr) == (0, "")
    assert [line.split()[0] for line in lines] == list(manuals())
    assert all(line.endswith("?") for line in lines)


def test_one_code_is_explained_in_full(plainleaf):
    done = plainleaf("explain", "digit-in-text")
    assert done.exit_code == 0
    assert done.stdout == f"digit-in-text\n\n{manuals()['digit-in-text']}\n"
    assert "Bad: " in done.stdout
    assert "Good: " in done.stdout


def test_every_code_a_check_prints_is_explained(plainleaf, small):
    (small.leaflets / "badol.yaml").write_text("format: 9\nmedicin: badol\n", encoding="utf-8")
    printed = plainleaf("check", "--output-format", "concise").stdout.splitlines()
    codes = {line.rpartition("[")[2].rstrip("]") for line in printed}
    assert len(codes) >= 3
    assert {plainleaf("explain", code).exit_code for code in codes} == {0}


def test_a_misspelt_code_is_answered_with_the_nearest(plainleaf):
    done = plainleaf("explain", "digits-in-text")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "error: there is no check “digits-in-text”\nhint: did you mean digit-in-text?\n"
    assert "`explain` lists all" in plainleaf("explain", "zzz").stderr

"""`build.py test`: every part runs, and pytest has the last word."""

import pytest

from tests.environment.checkout import Checkout

PARTS = ["ruff check", "ruff format --check", "mypy", "layers", "cogapp --check --diff docs/made.md"]


@pytest.fixture
def documented_checkout(checkout: Checkout) -> Checkout:
    (checkout.root / "docs").mkdir()
    (checkout.root / "docs/made.md").write_text("<!-- [[[cog ]]] -->")
    (checkout.root / "docs/written.md").write_text("no marks")
    return checkout


def parts_of(out: str) -> list[str]:
    return [line for line in out.splitlines() if line and not line.startswith(("==", "failed"))]


@pytest.mark.parametrize(
    ("failing", "code", "said"),
    [("", 0, ""), ("ruff", 1, "ruff check, ruff format"), ("layers cogapp", 1, "lint-imports, cog")],
)
def test_every_part_runs_and_pytest_has_the_last_word(
    documented_checkout: Checkout, failing: str, code: int, said: str
) -> None:
    done = documented_checkout.run("test", "--slow", FAILING=failing)
    assert done.returncode == code
    assert parts_of(done.stdout) == [*PARTS, "pytest -n 3 --slow"]
    assert done.stdout.endswith("pytest -n 3 --slow\n")
    assert (f"failed before the tests: {said}\n" in done.stdout) == bool(said)


def test_failing_tests_fail_the_run(documented_checkout: Checkout) -> None:
    assert documented_checkout.run("test", FAILING="pytest").returncode == 1


def test_arguments_for_pytest_run_pytest_alone(documented_checkout: Checkout) -> None:
    done = documented_checkout.run("test", "tests/test_x.py", "-k", "a b", "--slow")
    assert parts_of(done.stdout) == ["pytest tests/test_x.py -k a b --slow"]


def test_build_never_needs_the_tools_but_takes_the_tests_environment(checkout: Checkout) -> None:
    checkout.run("test", "-x")
    assert checkout.answer()["prefix"] == str(checkout.root / ".venv.test")
    (checkout.root / "requirements-dev.lock").write_text("changed==1.0\n")
    assert checkout.answer()["prefix"] == str(checkout.root / ".venv")
    assert checkout.installs[-1].endswith("/requirements.lock")

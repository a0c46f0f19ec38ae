"""The manual: no finding without a page that asks, shows what is wrong and what is right."""

import ast
import re

import pytest

from plainleaf.checks import CHECKS
from plainleaf.report import manuals
from tests.conftest import ROOT

MAKERS = {"_finding", "_refuse", "PydanticCustomError", "BadValue"}
"""What makes findings elsewhere, its first argument a code."""


def codes_in_the_tree():
    """Every code that stands as the first argument of a Finding, or of what makes one."""
    for file in sorted((ROOT / "src/plainleaf").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            code = node.args[0].value
            is_code = isinstance(code, str) and re.fullmatch(r"[a-z]+(?:-[a-z]+)+", code)
            if name == "Finding" or (name in MAKERS and is_code):
                yield name, code


def test_every_finding_in_the_tree_has_a_manual():
    found = set(codes_in_the_tree())
    assert len({code for name, code in found if name == "Finding"}) > 40
    assert len({code for name, code in found if name != "Finding"}) >= 5
    assert ("Finding", "unwritable") in found
    assert {code for _, code in found} - manuals().keys() == set()


def test_every_check_has_a_manual():
    assert len(CHECKS) > 20
    assert {check.code for check in CHECKS} <= manuals().keys()


@pytest.mark.parametrize("code", manuals())
def test_every_manual_asks_and_shows_bad_and_good(code):
    text = manuals()[code]
    assert text.splitlines()[0].endswith("?")
    assert re.search(r"\bBad\b", text)
    assert re.search(r"\bGood\b", text)
    assert text.index("Bad") < text.index("Good")


def test_manuals_are_sorted_by_code():
    assert list(manuals()) == sorted(manuals())
    assert len(manuals()) > 60

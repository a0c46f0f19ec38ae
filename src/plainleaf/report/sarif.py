"""SARIF 2.1.0, as GitHub's code scanning takes it: each finding with its rule, its place and a lasting fingerprint."""

import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

import plainleaf
from plainleaf.findings import Finding, Span
from plainleaf.report.formats import source_line
from plainleaf.report.manual import manuals
from plainleaf.report.summary import Summary

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
"""The project's root by the name SARIF's own examples give it; a machine's path is nobody's business."""

FINGERPRINT = "plainleafFinding/v1"
"""Our own key: `primaryLocationLineHash` is what GitHub's action reckons and adds itself."""

_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")
"""What begins a link in a SARIF message (3.11.6): where a text has it, it is no link."""


def sarif(summary: Summary, root: Path, *, color: bool = False) -> str:  # noqa: ARG001 - one signature for all
    """All checks as rules, all findings as results; columns count code points, as editors and our findings do."""
    known = manuals()
    codes = sorted({*known, *(finding.check for finding in summary.findings)})
    report = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "plainleaf",
                        "version": plainleaf.__version__,
                        "rules": [_rule(code, known.get(code, code)) for code in codes],
                    }
                },
                "invocations": [{"executionSuccessful": True, "exitCode": int(summary.exit_code)}],
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the plainleaf project."}}},
                "results": list(_results(summary, root, {code: at for at, code in enumerate(codes)})),
            }
        ],
    }
    return json.dumps(report, indent=2, ensure_ascii=False) + "\n"


def _rule(code: str, manual: str) -> dict[str, Any]:
    """The manual that `explain` prints; GitHub shows the Markdown beside the alert."""
    title = manual.splitlines()[0]
    return {
        "id": code,
        "shortDescription": {"text": title},
        "fullDescription": {"text": manual},
        "help": {"text": manual, "markdown": manual},
    }


def _results(summary: Summary, root: Path, rules: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    seen: Counter[str] = Counter()
    for finding in summary.findings:
        digest = _digest(finding, root)
        seen[digest] += 1
        result: dict[str, Any] = {
            "ruleId": finding.check,
            "ruleIndex": rules[finding.check],
            "level": str(finding.severity),
            "message": {"text": _LINK.sub(r"\\[", _said(finding))},
            "locations": [{"physicalLocation": _place(finding.place)}],
            "partialFingerprints": {FINGERPRINT: f"{digest}:{seen[digest]}"},
        }
        if finding.related:
            result["relatedLocations"] = [
                {"id": number, "physicalLocation": _place(place), "message": {"text": "see also"}}
                for number, place in enumerate(finding.related, 1)
            ]
        yield result


def _said(finding: Finding) -> str:
    return finding.message + (f"\nWhat to do: {finding.hint}." if finding.hint else "")


def _place(place: Span) -> dict[str, Any]:
    """Where it stands: a row that is unknown is told as the first, because GitHub shows no result without one."""
    region = {"startLine": place.row or 1} | ({"startColumn": place.column} if place.column else {})
    return {"artifactLocation": _artifact(place.path), "region": region}


def _artifact(path: str) -> dict[str, str]:
    if PurePosixPath(path).is_absolute():
        return {"uri": PurePosixPath(path).as_uri()}
    return {"uri": quote(os.fsencode(path)), "uriBaseId": ROOT}


def _digest(finding: Finding, root: Path) -> str:
    """What stays the same when lines above are added: the check, the file, what is said, and the line itself."""
    parts = (finding.check, finding.place.path, finding.message, source_line(root, finding).strip())
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]

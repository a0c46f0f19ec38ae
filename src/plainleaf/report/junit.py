"""JUnit XML, as Jenkins and GitLab read it: a suite a medicine, a case a leaflet."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

from plainleaf.findings import Finding
from plainleaf.report.cases import Case, by_medicine, cases, edition, shared
from plainleaf.report.formats import concise, full
from plainleaf.report.summary import Summary, summarise

SHARED = "shared by all leaflets"
"""The suite of what no leaflet tells of."""

_FORBIDDEN = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""What XML 1.0 allows nowhere, escaped or not (2.2 of the standard)."""


def junit(summary: Summary, root: Path, *, color: bool = False) -> str:  # noqa: ARG001 - one signature for all
    """A failure holds all that withholds its leaflet; a warning beside it, or alone, stands in system-out."""
    found = cases(summary)
    suites = [_suite(medicine, some, root) for medicine, some in by_medicine(found).items()]
    if rest := shared(summary):
        suites.append(_shared_suite(rest, root, strict=summary.strict))
    whole = ET.Element("testsuites", name="plainleaf")
    whole.attrib |= _counts(suites, sum(one.seconds for one in found))
    whole.extend(suites)
    ET.indent(whole)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(whole, encoding="unicode") + "\n"


def _suite(medicine: str, found: Sequence[Case], root: Path) -> ET.Element:
    suite = ET.Element("testsuite", name=_allowed(medicine))
    for case in found:
        name, classname = f"{case.job.tag} ({edition(case.job)})", f"{case.job.clinic}.{medicine}"
        one = _case(suite, name, classname, case.seconds)
        _tell(one, case.findings if case.state.is_failure else (), case.findings, root)
    suite.attrib |= _counts([suite], sum(case.seconds for case in found))
    return suite


def _shared_suite(findings: Iterable[Finding], root: Path, *, strict: bool) -> ET.Element:
    suite = ET.Element("testsuite", name=SHARED)
    for finding in findings:
        one = _case(suite, f"{finding.place} {finding.check}", f"shared.{finding.check}", 0)
        _tell(one, (finding,) if strict or finding.is_error else (), (finding,), root)
    suite.attrib |= _counts([suite], 0)
    return suite


def _case(suite: ET.Element, name: str, classname: str, seconds: float) -> ET.Element:
    told = {"classname": _allowed(classname), "name": _allowed(name), "time": f"{seconds:.3f}"}
    return ET.SubElement(suite, "testcase", told)


def _tell(case: ET.Element, failing: Sequence[Finding], findings: Sequence[Finding], root: Path) -> None:
    """The failure first: its message is what a list of failures shows, its text what stands behind it."""
    if failing:
        first = next((one for one in failing if one.is_error), failing[0])
        more = f" (and {len(failing) - 1} more)" if len(failing) > 1 else ""
        told = {"type": first.check, "message": _allowed(f"{first.place}: {first.message}{more}")}
        ET.SubElement(case, "failure", told).text = _allowed(full(summarise((), failing), root))
    warnings = [one for one in findings if not one.is_error]
    if warnings:
        ET.SubElement(case, "system-out").text = _allowed(concise(summarise((), warnings), root))


def _counts(suites: Iterable[ET.Element], seconds: float) -> dict[str, str]:
    of = [case for suite in suites for case in suite.iter("testcase")]
    failures = sum(case.find("failure") is not None for case in of)
    return {"tests": str(len(of)), "failures": str(failures), "errors": "0", "time": f"{seconds:.3f}"}


def _allowed(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)

"""Terms as TBX (ISO 30042:2008, the dialect TBX-Basic), for terminology programs.

Read with expat alone, in rows and columns: it fetches nothing, and a file that declares an entity is refused, so none
can grow or hide. A DOCTYPE by itself may stand: many programs write one.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from plainleaf.findings import Finding, Refused, Span
from plainleaf.translate.glossary import KINDS
from plainleaf.translate.termbase import Row, Status, bad, decoded, one_line
from plainleaf.values.languages import SOURCE_LANGUAGE

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<martif type="TBX-Basic" xml:lang="en">
  <martifHeader>
    <fileDesc>
      <titleStmt><title>Glossary of plainleaf</title></titleStmt>
      <sourceDesc><p>locales/glossary.yaml</p></sourceDesc>
    </fileDesc>
    <encodingDesc><p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc>
  </martifHeader>
  <text>
    <body>
"""
_TAIL = """\
    </body>
  </text>
</martif>
"""
_UTF8 = "export the file again, as XML in UTF-8"
_STATUS = "administrativeStatus"
_WRITTEN = {
    Status.PREFERRED: "preferredTerm-admn-sts",
    Status.ADMITTED: "admittedTerm-admn-sts",
    Status.FORBIDDEN: "deprecatedTerm-admn-sts",
}
_READ = {
    "preferredterm": Status.PREFERRED,
    "admittedterm": Status.ADMITTED,
    "deprecatedterm": Status.FORBIDDEN,
    "supersededterm": Status.FORBIDDEN,
}
"""Programs write them with and without the ending of TBX-Basic."""


def write_tbx(given: Iterable[Row]) -> str:
    """The rows as a martif document: an entry a concept, its kind as subject field, its note as definition."""
    body = (
        "".join(_entry(number, list(group)))
        for number, (_, group) in enumerate(groupby(given, key=lambda row: row.name), 1)
    )
    return _HEAD + "".join(body) + _TAIL


def _entry(number: int, given: list[Row]) -> Iterator[str]:
    yield f'      <termEntry id="t{number}">\n'
    for kind, text in (("subjectField", given[0].kind), ("definition", given[0].note)):
        if text:
            yield f'        <descrip type="{kind}">{escape(text)}</descrip>\n'
    for tag, group in groupby(given, key=lambda row: row.tag):
        yield f"        <langSet xml:lang={quoteattr(tag)}>\n"
        for row in group:
            yield f"          <tig>\n            <term>{escape(row.word)}</term>\n"
            yield f'            <termNote type="{_STATUS}">{_WRITTEN[row.status]}</termNote>\n          </tig>\n'
        yield "        </langSet>\n"
    yield "      </termEntry>\n"


def read_tbx(path: str, data: bytes) -> tuple[tuple[Row, ...], tuple[Finding, ...]]:
    """The rows with the places of their terms, and the faults of other entries; raises Refused where none is read."""
    findings: list[Finding] = []
    root = _tree(path, data)
    held = [row for entry in root.every("termEntry") for row in _rows(entry, findings)]
    if not held and not findings:
        raise Refused(
            [bad("no terms stand here", Span(path, 1, 1), "export as TBX (martif, ISO 30042:2008)")]
        )
    return tuple(held), tuple(findings)


@dataclass
class _Element:
    name: str
    attributes: Mapping[str, str]
    place: Span
    text: str = ""
    children: list["_Element"] = field(default_factory=list)

    def every(self, *names: str) -> Iterator["_Element"]:
        """The elements of these names within, in order, none within another of them."""
        waiting = list(reversed(self.children))
        while waiting:
            element = waiting.pop()
            if element.name in names:
                yield element
            else:
                waiting += reversed(element.children)


def _tree(path: str, data: bytes) -> _Element:
    """The document as elements with their places; raises Refused."""
    root = _Element("", {}, Span(path))
    stack = [root]
    parser = expat.ParserCreate(encoding="UTF-8")

    def here() -> Span:
        return Span(path, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def start(name: str, attributes: dict[str, str]) -> None:
        element = _Element(name, attributes, here())
        stack[-1].children.append(element)
        stack.append(element)

    def say(text: str) -> None:
        stack[-1].text += text

    def refuse(*_: object) -> None:
        raise Refused([bad("the file declares or uses an entity of its own", here(), "export it without")])

    def end(_: str) -> None:
        stack.pop()

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = say
    parser.EntityDeclHandler = parser.SkippedEntityHandler = refuse
    try:
        parser.Parse(decoded(path, data, _UTF8).encode(), True)
    except expat.ExpatError as error:
        place = Span(path, error.lineno, error.offset + 1)
        raise Refused([bad(f"not XML: {expat.ErrorString(error.code)}", place, _UTF8)]) from error
    return root


def _rows(entry: _Element, findings: list[Finding]) -> Iterator[Row]:
    """An entry's rows, none where it is at fault. Its name is its preferred English term; a subject that is no kind of
    ours says nothing.
    """
    descriptions = {
        one.attributes.get("type"): one_line(one.text) for one in entry.every("descrip", "langSet")
    }
    kind, note = descriptions.get("subjectField", ""), descriptions.get("definition", "")
    faults: list[Finding] = []
    found = [row for languages in entry.every("langSet") for row in _words(languages, faults)]
    english = [row for row in found if row.tag.partition("-")[0].casefold() == SOURCE_LANGUAGE]
    name = next((row.word for row in english if row.status is Status.PREFERRED), "")
    if not name:
        hint = 'add a langSet with xml:lang="en" and the English term'
        faults.append(bad("the entry has no English term", entry.place, hint))
    findings += faults
    for row in found if not faults else ():
        yield replace(row, name=name, kind=kind if kind in KINDS else "", note=note)


def _words(languages: _Element, findings: list[Finding]) -> Iterator[Row]:
    """The words of a language; where no status says which is preferred, the first is."""
    tag = languages.attributes.get("xml:lang") or languages.attributes.get("lang", "")
    words = [(tig, term) for tig in languages.every("tig", "ntig") for term in tig.every("term")]
    statuses = [_status(tig, findings) for tig, _ in words]
    for (_, term), said in zip(words, tuple(statuses), strict=True):
        status = said or (Status.ADMITTED if Status.PREFERRED in statuses else Status.PREFERRED)
        statuses.append(status)
        yield Row("", tag, status, one_line(term.text), place=term.place)


def _status(tig: _Element, findings: list[Finding]) -> Status | None:
    for note in tig.every("termNote"):
        if note.attributes.get("type") == _STATUS:
            said = one_line(note.text)
            if status := _READ.get(said.casefold().removesuffix("-admn-sts")):
                return status
            hint = f"write one of {', '.join(_WRITTEN.values())}"
            findings.append(bad(f"the status “{said}” is unknown", note.place, hint))
    return None

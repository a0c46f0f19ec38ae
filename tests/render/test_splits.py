import pytest

from tests.render.samples import SENTENCE, codes, face, page

CHINESE = {"css": "html { font-family: NotoSansSC }", "faces": (face("NotoSansSC"),), "language": "zh-Hans"}


@pytest.mark.parametrize("width", range(45, 75, 5))
def test_a_value_on_two_lines_is_found(renderer, width):
    text = f"<p style='width: {width}mm'>每天三次，\u2068" + "{}" + "\u2069，不要多吃。每天三次。"
    split = codes(renderer, page(text.format("5毫克10毫升"), **CHINESE))
    joined = codes(renderer, page(text.format("\u2060".join("5毫克10毫升")), **CHINESE))
    assert joined == []
    assert split in ([], ["render-split"])
    if width == 55:
        assert split == ["render-split"]


def test_a_value_inside_a_phrase_is_found(renderer):
    inner = "<p style='width: 55mm'>\u2067每天三次 每天，\u2068{}\u2069，每天\u2069"
    assert codes(renderer, page(inner.format("5毫克10毫升"), **CHINESE)) == ["render-split"]
    assert codes(renderer, page(inner.format("\u2060".join("5毫克10毫升")), **CHINESE)) == []


def test_a_value_with_a_space_may_break(renderer):
    text = "<p style='width: 30mm'>Take \u20685 mg in 5 mL\u2069 every day"
    assert codes(renderer, page(text)) == []


def test_a_stranded_heading_is_found(renderer):
    text = (
        "<p style='height: 225mm'>Text</p><h2 style='break-after: {}'>Storing</h2><p>Keep it dry</p><p>Always"
    )
    assert codes(renderer, page(text.format("page"))) == ["render-stranded"]
    assert codes(renderer, page(text.format("avoid"))) == []


@pytest.mark.parametrize(
    "block",
    [
        f"<ul><li style='{{}}'>{SENTENCE * 2}</ul>",
        f"<table><tr style='{{}}'><td>{SENTENCE * 2}</table>",
        f"<div data-block style='{{}}'>{SENTENCE * 2}</div>",
    ],
)
def test_a_piece_torn_over_two_pages_is_found(renderer, block):
    before = "<div style='height: 220mm'>Text</div>"
    loose = "orphans: 1; widows: 1; break-inside: auto"
    assert codes(renderer, page(before + block.format(loose))) == ["render-piece-split"]
    assert codes(renderer, page(before + block.format("break-inside: avoid"))) == []


def test_a_repeated_header_row_is_no_torn_row(renderer):
    rows = "<tr style='break-inside: avoid'><td>Text" * 40
    subject = page(f"<table><thead><tr><th>Head</thead><tbody>{rows}</table>")
    assert codes(renderer, subject) == []
    assert renderer.render(subject).pages > 1


def test_a_front_page_that_runs_over_is_told_and_still_printed(renderer):
    text = "<div data-front><p style='height: {}mm'>Danger</p><p>Call your clinic</p></div><p>More"
    spilt = renderer.render(page(text.format(240)), "leaflets/sample.yaml")
    assert [(finding.check, finding.is_error) for finding in spilt.warnings] == [("render-front", False)]
    assert spilt.warnings[0].place.path == "leaflets/sample.yaml"
    assert renderer.render(page(text.format(150)), "leaflets/sample.yaml").warnings == ()

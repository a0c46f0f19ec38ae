"""How tall letters are: what languages.yaml says of each language, measured over all its texts in both weights."""

from collections.abc import Iterator
from functools import cache
from statistics import mean

import pytest
import uharfbuzz as hb

from plainleaf.layout.fonts import read_fonts
from plainleaf.translate.content import read_content
from tests.layout.samples import PROJECT, TAGS, language

LEAST = 0.8
"""Of the average height of Latin letters: a smaller script is harder to read at the same type size."""


@cache
def font(family: str, weight: int) -> hb.Font:
    (file,) = (one.file for one in read_fonts(PROJECT) if (one.family, one.weight) == (family, weight))
    return hb.Font(hb.Face(hb.Blob.from_file_path(str(PROJECT.fonts / file))))


@cache
def words(tag: str) -> tuple[str, ...]:
    """Every word that is printed in a language."""
    content = read_content(PROJECT)
    if tag == "en":
        texts = [message.msgid for one in content.catalogues["es"].values() for message in one.entries]
    else:
        texts = [form for one in content.catalogues[tag].values() for m in one.entries for form in m.msgstr]
    return tuple(
        sorted({word for text in texts for word in text.replace("**", "").split() if "{" not in word})
    )


def heights(word: str, family: str, weight: int) -> Iterator[tuple[float, float, bool]]:
    """Top and bottom of each glyph over the type size, and whether it takes room of its own."""
    face = font(family, weight)
    buffer = hb.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    hb.shape(face, buffer)
    for info, place in zip(buffer.glyph_infos or (), buffer.glyph_positions or (), strict=True):
        ink = face.get_glyph_extents(info.codepoint)
        if info.codepoint and ink is not None and ink.height:
            top = ink.y_bearing + place.y_offset
            yield top / face.face.upem, (top + ink.height) / face.face.upem, place.x_advance > 0


def average(tag: str) -> float:
    """The average top of a language's letters over the size of Latin type."""
    family = language(tag).family
    letters = [word for word in words(tag) if word[0].isalpha()]
    tops = [top for word in letters for top, _, wide in heights(word, family, 400) if wide and top > 0]
    return mean(tops) * language(tag).size


@pytest.mark.parametrize("tag", TAGS)
def test_no_ink_is_taller_than_the_language_says(tag):
    of = language(tag)
    found = [
        height for weight in (400, 700) for word in words(tag) for height in heights(word, of.family, weight)
    ]
    ink = max(top for top, *_ in found) - min(bottom for _, bottom, _ in found)
    assert of.ink - 0.13 < ink <= of.ink + 0.005 or (of.ink == 1 and ink <= 1), f"{ink:.3f}"


@pytest.mark.parametrize("tag", TAGS)
def test_letters_are_about_as_tall_as_latin_ones(tag):
    assert average(tag) >= LEAST * average("en"), f"{average(tag):.3f}"


def test_without_its_size_urdu_would_be_too_small():
    assert average("ur") / language("ur").size < LEAST * average("en")

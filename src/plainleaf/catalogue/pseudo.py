"""Pseudo-translations: texts in letters that show what was never translated, what is clipped, what is laid out wrong.

Equal words always give equal ones. Placeholders, bold marks and plural forms are kept, so the rules over catalogues
hold as for any language; and a text can be read through them, and be ``restored``.

* ``en-XA``: each letter becomes an accented one, so that ASCII letters on a page were never translated. The text grows
  by 40%, about as much as German or Russian, within its words (two letters more for each five of a word): it is long
  words that burst cells and headings. It stands in brackets: where one is missing, an end was clipped.
* ``ar-XB``: each letter becomes an Arabic one. Android and ICU keep the letters of English and turn each word round by
  an override (U+202E … U+202C). Here that would test little and forge the rest: overrides are what hides in texts,
  readers get the words back to front, compose would isolate each of them, and all is drawn by a Latin font. Arabic
  letters exercise what Arabic does: its font and tall lines, letters that join, the one glyph of لا, the order of
  values and Latin names in a line, what readers extract. And Latin letters stand out, as in en-XA.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from plainleaf.catalogue.catalogue import DIGEST_HEADER, Catalogue
from plainleaf.catalogue.drafts import draft_mark
from plainleaf.catalogue.message import Message
from plainleaf.catalogue.plural import PluralRule, form_numbers
from plainleaf.catalogue.tags import posix
from plainleaf.catalogue.template import empty

ACCENTED, MIRRORED = "en-XA", "ar-XB"

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ACCENTS = dict(
    zip(_LATIN + _LATIN.upper(), "åƀçđéƒğħîĵķļḿñöþɋŕšţûṽŵẋýžÅɃÇĐÉƑĞĦÎĴĶĻḾÑÖÞɊŔŠŢÛṼŴẊÝŽ", strict=True)
)
_ECHOES = {"a": "ā", "e": "ē", "i": "ī", "o": "ő", "u": "ū"}
"""What draws a vowel out; these letters stand for no others."""
_ARABIC = dict(zip(_LATIN + ",;?", "ابصدعفغهيجكلمنوثقرستحذشخظز،؛؟", strict=True))

_KEPT = re.compile(r"(\{[^{}]*\}|\*\*)")
"""Placeholders and bold marks."""
_WORD = re.compile("[A-Za-z]+")


def pseudo_text(text: str, tag: str) -> str:
    """The text as a pseudo-locale says it."""
    if tag == MIRRORED:
        return _each(text, lambda part: _swapped(part.lower(), _ARABIC))
    said = _each(text, lambda part: _WORD.sub(_grown, part))
    # A colon stays last: by it the page knows that a list follows.
    return f"[{said[:-1]}]:" if said.endswith(":") else f"[{said}]"


def restored(said: str, tag: str) -> str:
    """The text that a pseudo-locale said so; from Arabic letters in small ones."""
    shapes, drawn = (_ARABIC, {}) if tag == MIRRORED else (_ACCENTS, _ECHOES)
    if tag == ACCENTED and (framed := re.fullmatch(r"\[(.*)\](:?)", said, re.DOTALL)):
        said = framed[1] + framed[2]
    back = {shape: letter for letter, shape in shapes.items()} | dict.fromkeys(drawn.values(), "")
    return _each(said, lambda part: _swapped(part, back))


def pseudo_catalogue(template: Catalogue, tag: str, lender: str) -> Catalogue:
    """The catalogue that a template gives; plural forms are those of the ``lender``, the language it borrows from.

    Each entry is marked as drafted by a machine. Its places are unknown: no file holds it.
    """
    blank = empty(f"{tag}/{template.path}", lender).with_header("Language", posix(tag))
    entries = tuple(_translated(message, tag, blank.plural) for message in template.entries)
    return replace(blank, entries=entries).with_header(DIGEST_HEADER, template.digest or "")


def _translated(message: Message, tag: str, rule: PluralRule) -> Message:
    texts = [message.msgid]
    if message.msgid_plural is not None:
        ones = [form_numbers(rule, form) == (1,) for form in range(rule.nplurals)]
        texts = [message.msgid if one else message.msgid_plural for one in ones]
    said = tuple(pseudo_text(text, tag) for text in texts)
    return replace(message, msgstr=said, comments=(draft_mark(said),))


def _grown(found: re.Match[str]) -> str:
    """A word in accented letters, drawn out at its vowels; one without vowels at its end."""
    word = found[0]
    vowels = [at for at, one in enumerate(word) if one.lower() in _ECHOES] or [len(word) - 1]
    more = -(-len(word) * 2 // 5)
    said = list(_swapped(word, _ACCENTS))
    for number, at in enumerate(vowels):
        share = more * (number + 1) // len(vowels) - more * number // len(vowels)
        said[at] += _ECHOES.get(word[at].lower(), _ECHOES["e"]) * share
    return "".join(said)


def _each(text: str, change: Callable[[str], str]) -> str:
    """The text with what stands between placeholders and bold marks changed."""
    parts = _KEPT.split(text)
    parts[::2] = [change(part) for part in parts[::2]]
    return "".join(parts)


def _swapped(text: str, letters: Mapping[str, str]) -> str:
    return "".join(letters.get(one, one) for one in text)

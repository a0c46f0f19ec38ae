"""Any messages and catalogues that a PO file can hold."""

from hypothesis import strategies as st

from plainleaf.catalogue import Catalogue, Message, default_plural_forms, empty

_SCRIPTS = ["a", "مرحبا", "नमस्ते", "ยา", "长的文字", "👩‍⚕️", "\u2068x\u2069"]
_SIGNS = ['"', "\\", "\\n", "\n", "\t", "\r", "\x85", "\u2028", " ", "-", "/"]
# NUL is no part of a text: in MO files it ends one.
_ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
texts = _ANY | st.lists(st.sampled_from([*_SCRIPTS, *_SIGNS]) | st.just("some words "), max_size=40).map(
    "".join
)
_lines = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\n"), max_size=100)
_words = st.text(
    st.characters(categories=["L", "N", "P", "S"], exclude_characters=","), min_size=1, max_size=30
)
_previous = st.tuples(st.none() | texts, st.none() | texts, st.none() | texts)


@st.composite
def messages(draw, *, obsolete: bool = False) -> Message:
    plural = draw(st.none() | texts)
    return Message(
        msgid=draw(texts.filter(bool)),
        msgctxt=draw(st.none() | texts),
        msgid_plural=plural,
        msgstr=draw(st.tuples(texts) if plural is None else st.tuples(texts, texts)),
        fuzzy=draw(st.booleans()),
        comments=tuple(draw(st.lists(_lines, max_size=2))),
        extracted=tuple(draw(st.lists(_lines, max_size=2))),
        references=tuple(draw(st.lists(_words | st.just("a name.yaml:x"), max_size=4))),
        flags=tuple(draw(st.lists(_words.filter(lambda flag: flag != "fuzzy"), max_size=2, unique=True))),
        previous=draw(st.none() | _previous.filter(lambda texts: any(text is not None for text in texts))),
        obsolete=obsolete,
    )


@st.composite
def catalogues(draw, tag: str = "es") -> Catalogue:
    start = empty("x.po", tag)
    assert default_plural_forms(tag).startswith("nplurals=2")
    return Catalogue(
        start.path,
        start.head,
        tuple(draw(st.lists(messages(), max_size=3, unique_by=lambda message: message.key))),
        tuple(draw(st.lists(messages(obsolete=True), max_size=2))),
        tuple(draw(st.lists(_lines, max_size=2))),
    )

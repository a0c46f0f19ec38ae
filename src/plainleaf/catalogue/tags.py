"""Language tags: BCP 47 (``zh-Hans``); with underscores (``zh_Hans``) in folders, PO headers and Babel."""

_SCRIPT = 4
_REGION = 2


def posix(tag: str) -> str:
    """The tag as gettext, Weblate, Poedit and Babel spell it: ``zh-Hans`` gives ``zh_Hans``."""
    return "_".join(_subtags(tag))


def bcp47(tag: str) -> str:
    """The tag as HTML, PDF and our own files spell it: ``zh_Hans`` gives ``zh-Hans``."""
    return "-".join(_subtags(tag))


def _subtags(tag: str) -> list[str]:
    """The subtags in the case RFC 5646 2.1.1 recommends."""
    first, *rest = tag.replace("_", "-").split("-")
    return [first.lower(), *map(_cased, rest)]


def _cased(subtag: str) -> str:
    if len(subtag) == _SCRIPT and subtag.isalpha():
        return subtag.title()
    return subtag.upper() if len(subtag) == _REGION else subtag.lower()

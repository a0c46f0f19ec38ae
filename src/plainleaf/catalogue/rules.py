"""The manual page of each check on PO files: the question, why it matters, a bad and a good example."""

from collections.abc import Mapping
from types import MappingProxyType

_SYNTAX = """\
Can every line of the PO file be read?

A reader that guesses loses text in silence: many lose the last letter of a text with no closing quotation
mark, and skip lines they do not know. Here each such line is told, and nothing is read in its place.

Bad:
    msgid "Take with food."
    msgstr "Tomar con comida.

Good:
    msgid "Take with food."
    msgstr "Tomar con comida."
"""

_ENCODING = """\
Is the file UTF-8, and does its header say so?

In another charset letters change into others, and a byte order mark hides the first line from other programs.

Bad:
    "Content-Type: text/plain; charset=ISO-8859-1\\n"

Good:
    "Content-Type: text/plain; charset=UTF-8\\n"
"""

_SIZE = """\
Is the file small enough to be read?

A catalogue of a medicine takes some kilobytes. One of more than 8 MB is something else, or damaged, and reading
it could take all of the memory.

Bad:
    all manuals of a library in one PO file

Good:
    one PO file a medicine and language
"""

_CONFLICT = """\
Was every merge finished?

Between merge markers stand two versions of a text, and nobody has said which one is right. The same holds for
what msgcat joins with #-#-#-#-#.

Bad:
    msgid "Stop slowly."
    <<<<<<< HEAD
    msgstr "Pare despacio."
    =======
    msgstr "Pare poco a poco."
    >>>>>>> weblate

Good:
    msgid "Stop slowly."
    msgstr "Pare poco a poco."
"""

_DUPLICATE = """\
Is every text translated once?

Of two entries with one msgid and msgctxt most programs use the last and drop the other without a word.

Bad:
    msgid "Storing"
    msgstr "Conservación"

    msgid "Storing"
    msgstr "Almacenamiento"

Good:
    msgid "Storing"
    msgstr "Conservación"
"""

_PLURAL_FORMS = """\
Does the Plural-Forms header choose forms as the language does?

The header says which form a number takes. It must split the whole numbers from 0 to 200 as CLDR does for the
language, in any order of forms; otherwise "21 days" prints with the wrong word, or with the text for one day.

Bad, in a Russian file:
    "Plural-Forms: nplurals=2; plural=(n != 1);\\n"

Good:
    "Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n"
    "%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"
"""

_PLURAL_COUNT = """\
Has a counted text as many forms as the header says?

With a form missing some numbers have no text at all; one too many is never printed.

Bad, where the header says nplurals=2:
    msgid "for {n} day"
    msgid_plural "for {n} days"
    msgstr[0] "durante {n} día"

Good:
    msgid "for {n} day"
    msgid_plural "for {n} days"
    msgstr[0] "durante {n} día"
    msgstr[1] "durante {n} días"
"""

_LANGUAGE = """\
Does the header name the language of the folder?

A file in the wrong folder would print one language as another. In PO files the parts of a language tag are
joined by an underscore.

Bad, in locales/zh_Hans/LC_MESSAGES:
    "Language: zh_Hant\\n"

Good:
    "Language: zh_Hans\\n"
"""

RULES: Mapping[str, str] = MappingProxyType(
    {
        "po-syntax": _SYNTAX,
        "po-encoding": _ENCODING,
        "po-size": _SIZE,
        "po-conflict": _CONFLICT,
        "po-duplicate": _DUPLICATE,
        "po-plural-forms": _PLURAL_FORMS,
        "po-plural-count": _PLURAL_COUNT,
        "po-language": _LANGUAGE,
    }
)

"""What each check of a render looks for: question, why, a bad and a good example. `explain` prints it.

The codes of fonts, looked at once more here, are explained in the layout room.
"""

from collections.abc import Mapping

RULES: Mapping[str, str] = {
    "render-fetch": """Does the page use only files in fonts/ and templates/, and the clinic's logo?

    A render reaches no network and no other file: equal sources give equal leaflets, and nothing leaks.
    Bad: `<img src="https://…">`. Good: `<img src="plainleaf:templates/pictograms/stop.svg">`.
    """,
    "render-warning": """Does WeasyPrint accept everything in the page?

    What it warns of it leaves out: a rule, a picture, a font.
    Bad: `colour: #8a0012`. Good: `color: #8a0012`.
    """,
    "render-overflow": """Does every text stand inside its block and its page?

    Text that runs off the page is lost, text over a border is hard to read.
    Bad: a word of 20 letters in a cell of 20 mm. Good: a wider cell.
    """,
    "render-glyph": """Has every drawn character a glyph, with no dotted circle put in?

    An empty box or a dotted circle stands where a letter should.
    Bad: a vowel sign before its consonant. Good: after it.
    """,
    "render-font": """Is every text drawn in a font the page names, in the weight it asks for?

    A missing bold is drawn regular in silence, and two files under one family name print wrong glyphs.
    Bad: a warning in bold, and no Bold file. Good: Regular and Bold for each family.
    """,
    "render-split": """Does every short value stand on one line?

    UKAAF G003: a dose, a phone number, a date is never split over two lines.
    Bad: `5毫` and `克` on two lines. Good: `5毫克` joined by U+2060.
    """,
    "render-front": """Does the front page hold all that belongs on it?

    A warning: what kills, and whom to call, should stand on one page. A clinic's long name or number can push it over.
    Bad: the box of the clinic alone on page 2. Good: a shorter heading or number.
    """,
    "render-lost": """Does every text reach the tags?

    A screen reader walks over the tags: what is drawn into a group of its own, or inside a picture, it never says.
    Bad: `<p style="opacity: 0.5">Do not stop`. Good: the same in a lighter colour of enough contrast.
    """,
    "render-alt": """Does every picture say what it shows, or that it is decoration?

    PDF/UA-1 7.3: a figure has a text that stands for it; who cannot see it hears that text.
    Bad: `<img src="…">`. Good: `<img src="…" alt="Riverside Clinic">`, and `alt=""` for a mere ornament.
    """,
    "render-table": """Do the cells of every table fill its rows?

    A screen reader counts cells to find the headers of each; one cell too few, and a dose is read under another time.
    Bad: a row of two cells in a table of three columns. Good: an empty cell where there is nothing to say.
    """,
    "render-stranded": """Does something follow every heading on its page?

    A heading at the foot of a page is read as the end.
    Bad: “Storing” as a page's last line. Good: “Storing” on the next page, with its text.
    """,
    "render-piece-split": """Does every list item, row and box stand on one page?

    Half a warning is read as a whole one.
    Bad: “Do not stop” on page 1, “suddenly” on page 2. Good: both on page 2.
    """,
    "render-unsettled": """Do tall blocks find their page breaks?

    A block that grows with each repeated heading may never end.
    Bad: a box of forty pages. Good: sections of some paragraphs.
    """,
    "render-time": """Is the page printed within the time limit?

    A page that hangs must not stop the rest.
    Bad: a table of a million rows. Good: a leaflet, printed in a second or two.
    """,
    "render-memory": """Is the page printed within the memory limit?

    A page that takes all memory must not stop the rest.
    Bad: a picture of a gigapixel. Good: a pictogram drawn as SVG.
    """,
    "render-crash": """Does the child process that prints the page live on?

    A fault in a library must not stop the rest; it is ours to report.
    Bad: a page that ends the process. Good: the page without what ends it.
    """,
}

"""Counts lines that could have taken the next word, over a sweep of widths; run with ``patched`` or ``plain``."""

import sys
import warnings
from itertools import pairwise
from pathlib import Path

warnings.simplefilter("ignore")

import weasyprint  # noqa: E402
from weasyprint.text.fonts import FontConfiguration  # noqa: E402

from plainleaf.render import patches  # noqa: E402
from plainleaf.render.boxes import is_line, is_text, page_boxes, text_below, walk  # noqa: E402

FONTS = Path(__file__).parents[2] / "fonts"
TEXT = (
    "Nehmen Sie jeden Morgen eine Tablette <b>Lumora</b> mit einem Glas Wasser ein. Beenden Sie die <b>Einnahme</b> "
    "nicht ohne <b>Ihren Arzt</b> zu fragen."
)
CSS = (
    "@page { size: 800px 900px; margin: 0 } html { font: 24px/1.5 F } p { width: %dpx; margin: 0 }"
    + "".join(
        f"@font-face {{ font-family: F; font-weight: {weight}; src: url({(FONTS / file).as_uri()}) }}"
        for weight, file in ((400, "NotoSans-Regular.ttf"), (700, "NotoSans-Bold.ttf"))
    )
)


def main() -> None:
    if sys.argv[1] == "patched":
        patches.apply()
    config = FontConfiguration()
    lines, short, words = 0, 0, set()
    for width in range(300, 560, 4):
        html = f"<html lang=de><style>{CSS % width}</style><p>{TEXT}</p>"
        (page,) = page_boxes(weasyprint.HTML(string=html).render(font_config=config))
        found = [box for box in walk(page) if is_line(box)]
        words.add(" ".join(" ".join(map(text_below, found)).split()))
        for line, following in pairwise(found):
            right = max(box.position_x + box.width for box in walk(line) if is_text(box))
            word = text_below(following).split(" ")[0]
            lines += 1
            short += width - right > len(word) * 16 + 8
    print(lines, short, len(words))  # noqa: T201


main()

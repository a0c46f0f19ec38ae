"""Prints pages with WeasyPrint's own text codes: pickled pages on stdin, pickled PDF files on stdout."""

import pickle
import sys
import warnings

warnings.simplefilter("ignore")

from plainleaf.render import patches  # noqa: E402
from tests.render.samples import PROJECT  # noqa: E402

CODES = {"plainleaf.render.font_codes", "plainleaf.render.text_drawing"}


def main() -> None:
    others = tuple(patch for patch in patches.PATCHES if patch.make.__module__ not in CODES)
    assert len(patches.PATCHES) - len(others) == 3
    patches.apply(others)
    from plainleaf.render.printing import print_page

    pages = pickle.load(sys.stdin.buffer)
    pickle.dump([print_page(PROJECT, page, "sample").pdf for page in pages], sys.stdout.buffer)


main()

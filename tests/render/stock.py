"""Prints pages with WeasyPrint's own tags and text codes: pickled pages on stdin, pickled PDF files on stdout."""

import pickle
import sys
import warnings

warnings.simplefilter("ignore")

from plainleaf.render import patches  # noqa: E402
from tests.render.samples import PROJECT  # noqa: E402


def main() -> None:
    """As upstream prints, but for line breaks: otherwise two layouts would be compared."""
    repairs = tuple(patch for patch in patches.PATCHES if patch.make is patches.repair_line_break)
    assert len(repairs) == 1
    patches.apply(repairs)
    from plainleaf.render import printing

    printing.mark_line_ends = lambda pages: None
    pages = pickle.load(sys.stdin.buffer)
    pickle.dump([printing.print_page(PROJECT, page, "sample").pdf for page in pages], sys.stdout.buffer)


main()

"""Other ways to print the same pages: stock WeasyPrint and Chromium, given the HTML that we have composed.

    python bench/rivals.py KIND FOLDER [--processes N]

Each makes FOLDER/*.pdf of FOLDER/*.html. Kinds: `command` starts one WeasyPrint process a file, N at a time; `loop`
prints them in one process; `chromium` prints them in one browser, one page at a time. The last two share the files
among N processes.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

BROWSER = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
CHROMIUM = "chromium"
VARIANT = "pdf/ua-1"
COMMAND = "command"


def main(arguments: Sequence[str]) -> int:
    """Prints all files of the folder, or one part of them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("kind", choices=(COMMAND, *KINDS))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--part", type=int)
    wanted = parser.parse_args(arguments)
    files = sorted(wanted.folder.glob("*.html"))
    if wanted.kind == COMMAND:
        with ThreadPoolExecutor(wanted.processes) as pool:
            return max(pool.map(print_by_command, files))
    if wanted.processes > 1 and wanted.part is None:
        parts = [
            subprocess.Popen([sys.executable, __file__, *arguments, "--part", str(part)])
            for part in range(wanted.processes)
        ]
        return max(part.wait() for part in parts)
    KINDS[wanted.kind](files[wanted.part or 0 :: wanted.processes])
    return 0


def print_by_command(file: Path) -> int:
    """One process a file, as a shell script would."""
    files = [str(file), str(file.with_suffix(".pdf"))]
    command = [sys.executable, "-m", "weasyprint", "--pdf-variant", VARIANT, *files]
    return subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode


def print_in_loop(files: Sequence[Path]) -> None:
    """WeasyPrint as its documentation has it, in one process; a font configuration of its own for each document."""
    import weasyprint  # type: ignore[import-untyped]
    from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

    for file in files:
        html = weasyprint.HTML(string=file.read_text(encoding="utf-8"))
        html.write_pdf(file.with_suffix(".pdf"), font_config=FontConfiguration(), pdf_variant=VARIANT)


def print_with_chromium(files: Sequence[Path]) -> None:
    """One warm browser and one tab; tagged, with an outline."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["BENCH_CHROMIUM"], args=list(BROWSER))
        page = browser.new_page()
        for file in files:
            page.goto(file.as_uri())
            page.evaluate("document.fonts.ready.then(() => null)")
            page.pdf(path=file.with_suffix(".pdf"), tagged=True, outline=True, prefer_css_page_size=True)
        browser.close()


KINDS: Mapping[str, Callable[[Sequence[Path]], None]] = {
    "loop": print_in_loop,
    "chromium": print_with_chromium,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

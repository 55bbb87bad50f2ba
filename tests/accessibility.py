"""axe-core over reports in Chromium: what the tests ask of a sample, ``make axe`` asks of all of the large report.

axe takes a quarter of a second of processor time for each finding, so that all 1,000 in two schemes at three widths are
half an hour.  The report is looked at in pieces: everything else is taken out of the page first.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Browser, Page, sync_playwright

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
SCHEMES = ("light", "dark")
WIDTHS = (320, 768, 1280)
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
_RUN = """async (rules) => (await axe.run({ runOnly: rules })).violations
  .map(v => `${v.id}: ${v.nodes.length} x ${v.nodes[0].html.slice(0, 200)} ${v.nodes[0].failureSummary}`)"""
_KEEP = """([rows, findings, sources]) => {
  dispatchEvent(new Event("beforeprint"));  // all that was held back comes, and opens
  document.body.classList.remove("large");  // axe measures what is laid out only
  const keep = (all, kept) => {
    [...document.querySelectorAll(all)].forEach((each, at) => kept.includes(at) || each.remove());
  };
  keep(".matrix tbody tr:not(.group)", rows);
  keep(".f", findings);
  keep(".source", sources);
}"""
Piece = tuple[Sequence[int], Sequence[int], Sequence[int]]
"""The rows of the matrix, the findings and the sources that are left in the page, by their places."""


def violations(page: Page, rules: Sequence[str] = RULES) -> list[str]:
    """What axe finds wrong with a page as it stands."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
    return list(page.evaluate(_RUN, list(rules)))


def keep(page: Page, piece: Piece) -> None:
    """Open everything on the page of a large report, and take out all but a piece of it."""
    page.evaluate(_KEEP, [list(each) for each in piece])


def pieces(findings: int, sources: int, size: int = 25) -> Iterator[Piece]:
    """Pieces that together are the whole report."""
    for first in range(0, findings, size):
        at = range(first, min(first + size, findings))
        yield at, at, range(first * sources // findings, (first + len(at)) * sources // findings)


def look(browser: Browser, path: Path) -> Iterator[str]:
    """Yield what axe finds on the report at ``path``, piece by piece, in every scheme and width."""
    for at, piece in enumerate(pieces(1_000, 50)):
        for scheme in SCHEMES:
            context = browser.new_context(color_scheme=scheme, reduced_motion="reduce", bypass_csp=True)  # type: ignore[arg-type]
            page = context.new_page()
            page.goto(path.as_uri(), timeout=120_000)
            keep(page, piece)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                for each in violations(page):
                    yield f"findings from {piece[1][0]}, {scheme}, {width} px: {each}"
            context.close()
        print(f"{25 * (at + 1):>5} findings", file=sys.stderr, flush=True)


def main() -> None:
    """Look at all of the large report; the exit code is 1 where axe finds something."""
    from fixtures_stress import stress

    from auditor.outputs import FORMATS

    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        sys.exit("no Chromium: run 'make browser' as root (apt-get install chromium), or set CHROMIUM to its path")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        path = Path(folder) / "stress.html"
        path.write_text(FORMATS["html"](stress()), encoding="utf-8")
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        found = list(look(browser, path))
        browser.close()
    print("\n".join(found) or "nothing found on 1,000 findings and 50 sources, light and dark, at 320, 768 and 1280 px")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()

"""axe-core over reports in Chromium: what the tests ask of a sample, ``make axe`` asks of all of the large report.

What axe takes for an element grows with the page around it, so the report is taken apart and put together again piece
by piece: each row of the matrix, each finding and each source, opened, in the section it belongs to, in both schemes
at three widths; and once what stands around them.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Browser, Page, sync_playwright

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
SCHEMES = ("light", "dark")
WIDTHS = (320, 768, 1280)
SIZES = {"rows": 25, "findings": 6, "sources": 1, "rest": 1}
"""Parts of a report, and how many of each are looked at together; the rest is what holds them."""
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
_RUN = """async (rules) => (await axe.run({ runOnly: rules, resultTypes: ["violations"], preload: false })).violations
  .map(v => `${v.id}: ${v.nodes.length} x ${v.nodes[0].html.slice(0, 200)} ${v.nodes[0].failureSummary}`)"""
_TAKE_APART = """() => {
  dispatchEvent(new Event("beforeprint"));  // all that was held back comes, and opens
  document.body.classList.remove("large");  // axe measures what is laid out only
  const main = document.querySelector("main");
  const roots = [...main.children];
  const skip = document.querySelector(".skip");  // it leads to what most pieces are without
  const parts = { rest: roots.map((root) => [root, main, root]) };
  const selectors = { rows: ".matrix tbody tr:not(.group)", findings: ".f", sources: ".source" };
  for (const [part, selector] of Object.entries(selectors)) {
    parts[part] = [...document.querySelectorAll(selector)]
      .map((each) => [each, each.parentElement, roots.find((root) => root.contains(each))]);
  }
  const clear = () => {
    for (const part of Object.keys(selectors)) for (const [each] of parts[part]) each.remove();
  };
  window.together = (part, from, to) => {
    clear();
    const shown = part === "rest" ? parts.rest : parts[part].slice(from, to);
    main.replaceChildren(...new Set(shown.map(([, , root]) => root)));
    if (part === "rest") document.body.prepend(skip);
    else skip.remove();
    if (part !== "rest") for (const [each, parent] of shown) parent.append(each);
    return shown.length;
  };
  return { ...Object.fromEntries(Object.keys(selectors).map((part) => [part, parts[part].length])), rest: 1 };
}"""


def violations(page: Page, rules: Sequence[str] = RULES) -> list[str]:
    """What axe finds wrong with a page as it stands."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
    return list(page.evaluate(_RUN, list(rules)))


def take_apart(page: Page) -> dict[str, int]:
    """Open everything on a report's page; return how many of each part it has."""
    return dict(page.evaluate(_TAKE_APART))


def together(page: Page, part: str, first: int, number: int) -> int:
    """Leave in a page that was taken apart some of one part only, where they belong; return how many there are."""
    return int(page.evaluate("([part, from, to]) => together(part, from, to)", [part, first, first + number]))


def pieces(numbers: Mapping[str, int]) -> Iterator[tuple[str, int, int]]:
    """Pieces (part, first, number) that together are the whole report."""
    for part, number in numbers.items():
        for first in range(0, number, SIZES[part]):
            yield part, first, min(SIZES[part], number - first)


def look(browser: Browser, path: Path) -> Iterator[str]:
    """Yield what axe finds on the report at ``path``, piece by piece, in every scheme and width."""
    page = browser.new_context(reduced_motion="reduce", bypass_csp=True).new_page()
    page.goto(path.as_uri(), timeout=120_000)
    numbers = take_apart(page)
    began, every = time.monotonic(), list(pieces(numbers))
    for at, (part, first, number) in enumerate(every, 1):
        together(page, part, first, number)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                for each in violations(page):
                    yield f"{part} from {first}, {scheme}, {width} px: {each}"
        if at % 10 == 0 or at == len(every):
            print(f"{at} of {len(every)} pieces, {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    print(", ".join(f"{number:,} {part}" for part, number in numbers.items() if part != "rest"), file=sys.stderr)


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
        found = []
        for each in look(browser, path):
            found.append(each)
            print(each, flush=True)
        browser.close()
    print(f"{len(found)} violations on 1,000 findings and 50 sources, light and dark, at 320, 768 and 1280 px")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()

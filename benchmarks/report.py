"""How long a report of 1,000 findings takes to be made, and a browser to open it.

``python benchmarks/report.py`` makes the report of ``tests/fixtures_stress.py`` (50 sources, 200 attributes of 5
subjects) and opens it in Debian's Chromium, in turn with an empty page and with every other page that is named as an
argument (a report as it was made before, say).  Of several visits the median is printed, in milliseconds:

- ``cpu``: processor time of the page's main thread until the first frame after ``load``: then it takes keys.
  Other programs on the machine hardly change it.
- ``wall``: the same by the clock, from the beginning of the navigation.  Compare it with the empty page.
- ``key``: from the press of ``j`` right after that to the frame that shows the first finding focused.
- ``whole``: until what was held back stands in the page, by the clock; meanwhile the page answers.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))
BEFORE = """
window.measured = {};
const idle = window.requestIdleCallback;
let waiting = [];  // what may wait does, until all is measured
window.requestIdleCallback = (act) => (waiting ? waiting.push(act) : idle(act));
window.release = () => { const acts = waiting; waiting = null; acts.forEach((act) => idle(act)); };
addEventListener("load", () => requestAnimationFrame(() => setTimeout(() => { measured.wall = performance.now(); })));
"""
KEY = """() => new Promise((done) => {
  const began = performance.now();
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
})"""


def visit(browser: Browser, path: Path) -> dict[str, float]:
    """Open a page once and measure it, in milliseconds."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.add_init_script(BEFORE)
    session = context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(path.resolve().as_uri())
    while not (wall := page.evaluate("measured.wall")):
        time.sleep(0.05)
    metrics: dict[str, Any] = session.send("Performance.getMetrics")
    cpu = {each["name"]: each["value"] for each in metrics["metrics"]}["TaskDuration"]
    key = page.evaluate(KEY) if page.query_selector(".f") else 0.0
    page.evaluate("release()")
    began = time.perf_counter()
    while page.query_selector("noscript"):
        time.sleep(0.05)
    context.close()
    return {"cpu": 1000 * cpu, "wall": wall, "key": key, "whole": wall + 1000 * (time.perf_counter() - began)}


def made(folder: Path) -> Path:
    """Write the report, and say how long that took."""
    from fixtures_audit import audit
    from fixtures_stress import stress

    from auditor.outputs import FORMATS

    large = stress()
    FORMATS["html"](audit())  # templates are compiled
    began = time.process_time()
    text = FORMATS["html"](large)
    print(f"made in {time.process_time() - began:.2f} s of processor time, {len(text.encode()):,} bytes")
    target = folder / "stress.html"
    target.write_text(text, encoding="utf-8")
    return target


def main() -> None:
    """Make, open, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("pages", nargs="*", type=Path, help="other pages to be opened in turn")
    parser.add_argument("--visits", type=int, default=5)
    given = parser.parse_args()
    browser_path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not browser_path:
        sys.exit("no Chromium: run 'make browser' as root, or set CHROMIUM to its path")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as driver:
        empty = Path(name) / "empty.html"
        empty.write_text("<!doctype html><title>empty</title><p>nothing</p>", encoding="utf-8")
        pages = [empty, made(Path(name)), *given.pages]
        browser = driver.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        visits = [[visit(browser, page) for page in pages] for _ in range(given.visits)]
        browser.close()
        for at, page in enumerate(pages):
            medians = {key: statistics.median(each[at][key] for each in visits) for key in visits[0][at]}
            print(f"{page.name:<14}", *(f"{key} {value:>6.0f} ms " for key, value in medians.items()))


if __name__ == "__main__":
    main()

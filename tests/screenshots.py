"""Pictures of the sample report for docs/, made by ``make screenshots``."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
REPORT = ROOT / "reports" / "als.html"
SHOTS: tuple[tuple[str, int, int, str, str, str], ...] = (
    ("report", 1280, 900, "light", "screen", ""),
    ("report-topic", 1280, 900, "dark", "screen", "approved drugs"),
    ("report-matrix", 1280, 760, "light", "screen", "#matrix"),
    ("report-wide", 1280, 800, "light", "screen", "#matrix"),
    ("report-source", 1280, 760, "light", "screen", "figcaption a"),
    ("report-phone", 390, 844, "light", "screen", "sporadic share"),
    ("report-print", 794, 1123, "light", "print", "survival time"),
)
"""Name, width, height, scheme, medium, and what is scrolled to: an attribute, or a selector."""

FINDINGS = ("conflict", "overlap", "trap", "outdated", "derived", "silent", "agree", "single")
"""The kinds of finding of which docs/findings.md shows the first one of the sample."""


def large(name: str) -> Path:
    """Write the report of fifty sources that the tests use, and return its path."""
    from fixtures_stress import stress

    from auditor.outputs import FORMATS

    path = Path(tempfile.gettempdir()) / f"{name}.html"
    path.write_text(FORMATS["html"](stress()), encoding="utf-8")
    return path


def first_of(browser: Browser, kind: str) -> Path:
    """Save a picture of the first finding of a kind, opened, and return its path."""
    page = browser.new_page(viewport={"width": 920, "height": 900}, color_scheme="light", reduced_motion="reduce")
    page.goto(REPORT.as_uri())
    finding = page.locator("#silent" if kind == "silent" else f".f.k-{kind}").first
    if kind in ("agree", "single"):
        finding.evaluate("each => { each.open = true }")
    page.wait_for_timeout(200)
    target = ROOT / "docs" / f"finding-{kind}.png"
    finding.screenshot(path=target)
    page.close()
    return target


def shoot(browser: Browser, name: str, width: int, height: int, scheme: str, medium: str, place: str) -> Path:
    """Save one picture of the report and return its path."""
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
    )
    page.emulate_media(media=medium)  # type: ignore[arg-type]
    page.goto(large(name).as_uri() if name == "report-wide" else REPORT.as_uri())
    if place == "figcaption a":
        page.locator(place).first.click()
        page.locator(".m:target").hover()
    elif place.startswith("#"):
        page.locator(place).evaluate("each => each.scrollIntoView()")
    elif place:
        page.locator(".f", has=page.get_by_role("link", name=place, exact=True)).first.evaluate(
            "each => each.scrollIntoView()"
        )
    page.wait_for_timeout(200)
    target = ROOT / "docs" / f"{name}.png"
    page.screenshot(path=target)
    page.close()
    return target


def tell(target: Path) -> None:
    """Print a picture's path and size."""
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size:,} bytes")


def main() -> None:
    """Save all pictures; the exit code is 2 where there is no Chromium."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        sys.exit("no Chromium: run 'make browser' as root (apt-get install chromium), or set CHROMIUM to its path")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for shot in SHOTS:
            tell(shoot(browser, *shot))
        for kind in FINDINGS:
            tell(first_of(browser, kind))
        browser.close()


if __name__ == "__main__":
    main()

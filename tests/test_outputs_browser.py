"""The HTML report in a real browser: Debian's headless Chromium, driven by Playwright, with axe-core.

Chromium has to be there (``make browser`` installs it); where it is not, these tests fail and say so.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from accessibility import SCHEMES, WIDTHS, pieces, take_apart, together, violations
from fixtures_audit import audit as skarholm
from fixtures_stress import small, stress
from playwright.sync_api import Browser, BrowserContext, Page
from pypdf import PdfReader
from test_outputs_html import PAYLOADS, poisoned

from auditor.check import Settled, check
from auditor.decisions import Decision, Verdict, parse_decisions
from auditor.findings import findings
from auditor.outputs import FORMATS, markdown
from auditor.outputs.html import render_index
from auditor.outputs.index import Entry, Index
from auditor.outputs.view import report

ROOT = Path(__file__).resolve().parents[1]
ALS = ROOT / "reports" / "als.html"


def settled() -> Settled:
    """One decision that holds and one that has expired."""
    known = {each.attribute: each.fingerprint for each in findings(skarholm()) if each.kind == "conflict"}
    one, two = known["height of tower"], known["light sources"]
    return Settled((
        Decision(one, Verdict.ACCEPT, "Measured anew in spring.", owner="K. Moe", until="2030-01-01"),
        Decision(two, Verdict.FIX, "The museum mends it.", owner="K. Moe", until="2020-01-01"),
    ))  # fmt: skip


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The reports under test: the sample on ALS, the hand-made one with decisions, the large one."""
    folder = tmp_path_factory.mktemp("reports")
    made = skarholm()
    (folder / "skarholm.html").write_text(FORMATS["html"](made, check(made, settled())), encoding="utf-8")
    (folder / "stress.html").write_text(FORMATS["html"](stress()), encoding="utf-8")
    return {"als": ALS, "skarholm": folder / "skarholm.html", "stress": folder / "stress.html"}


class Visit:
    """A page with what went wrong on it, and what it asked for."""

    def __init__(self, context: BrowserContext, path: Path, fragment: str = "") -> None:
        self.page: Page = context.new_page()
        self.errors: list[str] = []
        self.requests: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda line: self.errors.append(line.text) if line.type == "error" else None)
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("dialog", lambda dialog: (self.errors.append(f"dialog {dialog.message}"), dialog.dismiss()))
        self.page.goto(path.as_uri() + fragment, timeout=60_000)


@pytest.fixture
def visit(browser: Browser, reports: dict[str, Path]) -> Iterator[object]:
    contexts: list[BrowserContext] = []
    visits: list[Visit] = []

    def go(name: str, fragment: str = "", width: int = 1280, *, script: bool = True, **options: object) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            **options,  # type: ignore[arg-type]
        )
        context.set_default_timeout(5_000)
        contexts.append(context)
        visits.append(Visit(context, reports[name], fragment))
        return visits[-1].page

    yield go
    for each in visits:
        assert not each.errors
        assert [url for url in each.requests if not url.startswith("file:")] == []
    for context in contexts:
        context.close()


def shown(page: Page) -> list[str]:
    """The attributes of the findings that a reader can see or unfold."""
    return page.evaluate(
        "[...document.querySelectorAll('.f')].filter(f => !f.closest('[hidden]'))"
        ".map(f => f.querySelector('h4 a, summary b').textContent)"
    )


def until(page: Page, condition: str) -> None:
    """Wait for a condition; the page's policy forbids Playwright's own way of waiting."""
    for _ in range(100):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never came true: {condition}")


OPEN_ALL = "for (const fold of document.querySelectorAll('details')) fold.open = true"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing(visit, scheme: str) -> None:  # type: ignore[no-untyped-def]
    page = visit("als", color_scheme=scheme, reduced_motion="reduce", bypass_csp=True)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_in_the_large_report(visit, scheme: str) -> None:  # type: ignore[no-untyped-def]
    """A different piece at every width, with findings of every kind; ``make axe`` looks at all of it at each."""
    page = visit("stress", color_scheme=scheme, reduced_motion="reduce", bypass_csp=True)
    assert take_apart(page) == {"rows": 1_000, "findings": 1_000, "sources": 50, "rest": 1}
    for at, width in enumerate(WIDTHS):
        page.set_viewport_size({"width": width, "height": 900})
        first = 20 * at + 10 * SCHEMES.index(scheme)
        other = (("sources", first // 2, 1), ("rest", 0, 1), ("rows", 400 + first, 2))[at]
        for part, start, number in [other, ("rows", first, 3), ("findings", 300 * at, 2), ("findings", 800 + first, 2)]:
            assert together(page, part, start, number)
            assert violations(page) == []


def test_axe_sees_what_is_put_together(visit) -> None:  # type: ignore[no-untyped-def]
    """And would tell what is wrong with it."""
    page = visit("stress", reduced_motion="reduce", bypass_csp=True)
    take_apart(page)
    assert together(page, "findings", 0, 2) == 2
    assert page.locator(".f").count() == page.locator(".f:visible").count() == 2
    page.evaluate("document.querySelector('.f .tools button').textContent = ''")
    page.evaluate("document.querySelector('.f .says').setAttribute('style', 'color: #ccc')")
    assert {each.partition(":")[0] for each in violations(page)} == {"button-name", "color-contrast"}


def test_the_pieces_of_the_large_report_are_all_of_it() -> None:
    numbers = {"rows": 1_000, "findings": 1_000, "sources": 50, "rest": 1}
    for part, number in numbers.items():
        found = [at for name, first, size in pieces(numbers) if name == part for at in range(first, first + size)]
        assert found == list(range(number))


def test_axe_finds_nothing_once_everything_is_open(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("skarholm", reduced_motion="reduce", bypass_csp=True)
    page.evaluate(OPEN_ALL)
    assert violations(page) == []


@pytest.mark.parametrize("name", ["als", "skarholm", "stress"])
def test_the_page_never_scrolls_sideways(visit, name: str) -> None:  # type: ignore[no-untyped-def]
    page = visit(name, width=320)
    if name != "stress":
        page.evaluate(OPEN_ALL)
    for width in (320, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_filters_are_kept_in_the_fragment(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("skarholm")
    everything = shown(page)
    assert len(everything) == 15
    for field, value, names in [
        ("kind", "overlap", ["visitors a year"]),
        ("attribute", "LENGTH", ["length of service"]),
        ("severity", "warning", ["fog signal heard in the town"]),
        ("status", "decided", ["height of tower"]),
        ("status", "expired", ["light sources"]),
        ("text", "paraffin led", ["light sources", "intensity of lamp"]),
    ]:
        field_of = page.locator(f"#filter [name={field}]")
        if field in ("text", "attribute"):
            field_of.fill(value)
        else:
            field_of.select_option(value)
        assert shown(page) == names, (field, value)
        assert page.evaluate("Object.fromEntries(new URLSearchParams(location.hash.slice(1)))") == {field: value}
        rows = page.evaluate(
            "[...document.querySelectorAll('.matrix tbody tr:not(.group)')].filter(r => r.checkVisibility()).length"
        )
        assert rows <= len(names)
        assert page.locator("#filter output").text_content() == f"{len(names)} of 15"
        page.locator("#filter button[type=reset]").click()
        until(page, "location.hash === ''")
        assert shown(page) == everything
    page.locator("#filter [name=text]").fill("no such word")
    assert shown(page) == [] and page.get_by_text("No finding is all of what the filters ask for.").is_visible()
    page.locator("#filter [name=text]").fill("")
    assert not page.get_by_text("No finding is all of what the filters ask for.").is_visible()
    page.locator("#filter [name=source]").select_option(label="The Island Gazette")
    assert "range" not in shown(page)
    assert "first lit" in shown(page)


def test_a_shared_address_shows_what_was_filtered(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("skarholm", "#kind=conflict&text=tower")
    assert shown(page) == ["first lit", "height of tower"]
    assert page.locator("#filter [name=text]").input_value() == "tower"
    assert page.locator("#matrix").evaluate("each => each.getBoundingClientRect().top") < 200


def test_a_filter_shows_what_is_left(visit) -> None:  # type: ignore[no-untyped-def]
    """From the end of the page, where the form is stuck to the edge of the window."""
    page = visit("als", reduced_motion="reduce")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.locator("#filter [name=kind]").select_option("conflict")
    assert page.locator("#matrix").evaluate("each => each.getBoundingClientRect().top") < 200
    assert page.locator(".matrix tbody tr:not(.group):visible").count() == 3


def test_permalinks_are_fingerprints(visit) -> None:  # type: ignore[no-untyped-def]
    known = {each.fingerprint for each in findings(skarholm())}
    page = visit("skarholm")
    ids = set(page.evaluate("[...document.querySelectorAll('[id^=f-]')].map(e => e.id.slice(2))")) - {"filter"}
    assert {name for name in ids if len(name) == 16} == known
    one = next(each.fingerprint for each in findings(skarholm()) if each.attribute == "visitors a year")
    page.evaluate("location.hash = '#kind=conflict'")
    until(page, "document.querySelector('#filter [name=kind]').value === 'conflict'")
    page.evaluate(f"location.hash = '#f-{one}'")
    until(page, "document.querySelector('#filter [name=kind]').value === ''")
    assert page.locator(".f:has(:target) h4").text_content() == "visitors a year"
    until(page, "Math.abs(document.querySelector('.f:has(:target)').getBoundingClientRect().top) < 400")


def test_keys(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("skarholm", reduced_motion="reduce")
    focus = "document.activeElement.closest('.f')?.querySelector('h4 a, summary b').textContent"
    names = shown(page)
    for key, at in [("j", 0), ("j", 1), ("j", 2), ("k", 1)]:
        page.keyboard.press(key)
        assert page.evaluate(focus) == names[at]
    folds = "[...document.activeElement.closest('.f').querySelectorAll('details')].map(d => d.open)"
    page.keyboard.press("e")
    assert page.evaluate(folds) == [True, True]
    page.keyboard.press("e")
    assert page.evaluate(folds) == [False, False]
    page.keyboard.press("/")
    page.keyboard.type("jk")  # letters in the field, no steps
    assert page.locator("#filter [name=text]").input_value() == "jk"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement === document.body")
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()


def test_findings_are_copied(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("skarholm", permissions=["clipboard-read", "clipboard-write"])
    lamps = page.locator("article.f", has=page.get_by_role("link", name="light sources", exact=True))
    lamps.get_by_role("button", name="Copy decision").click()
    page.get_by_text("Decision copied").wait_for()
    text = page.evaluate("navigator.clipboard.readText()")
    filled = text.replace('reason: ""', 'reason: "Both hold."')
    decisions = parse_decisions("copied", filled.encode())
    expected = {each.fingerprint for each in findings(skarholm()) if each.attribute == "light sources"}
    assert {decision.id for decision in decisions} == expected
    assert {decision.attribute for decision in decisions} == {"light sources"}


def test_a_copied_finding_is_that_of_the_markdown_report(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("skarholm", permissions=["clipboard-read", "clipboard-write"])
    page.evaluate(OPEN_ALL)
    made = report(skarholm(), check(skarholm(), settled()))
    expected = {found.anchor: markdown.finding(found) for section in made.sections for found in section.findings}
    assert len(expected) == 15
    for anchor, text in expected.items():
        page.evaluate("said => { document.querySelector('.said').textContent = said }", "")
        page.locator(f"#{anchor}").get_by_role("button", name="Copy as Markdown").click()
        page.get_by_text("Markdown copied").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == text


def test_what_cannot_reach_the_clipboard_is_shown(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("skarholm")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.locator("article.f").first.get_by_role("button", name="Copy decision").click()
    assert "decision: accept" in page.locator("dialog textarea").input_value()


def test_decided_findings_say_so(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("skarholm")
    words = [words.strip() for words in page.locator(".decided").all_text_contents()]
    assert words == [
        "Decision expired. to be fixed: The museum mends it.K. Moeuntil 2020-01-01",
        "Decided. accepted as it is: Measured anew in spring.K. Moeuntil 2030-01-01",
    ]


def test_the_source_view_tells_the_others_word(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("skarholm", reduced_motion="reduce")
    page.get_by_role("link", name="Museum of the Sound").last.click()
    figure = page.locator("figcaption a", has_text="Museum of the Sound").first
    figure.click()
    mark = page.locator(".m:target")
    assert mark.is_visible()  # its text was folded, and opened
    mark.hover()
    tip = page.locator("#tip")
    tip.wait_for(state="visible")
    assert "Skarholm Tourist Office" in (tip.text_content() or "")
    page.keyboard.press("Escape")
    tip.wait_for(state="hidden")
    page.evaluate("document.activeElement.blur()")
    mark.focus()
    tip.wait_for(state="visible")
    tip.get_by_role("link", name="Go to the finding").click()
    assert page.evaluate("document.querySelector(':target').matches('.f')")


def test_a_tap_tells_before_it_leads_away(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("skarholm", width=390, has_touch=True, reduced_motion="reduce")
    page.evaluate(OPEN_ALL)
    mark = page.locator(".m[href]").first
    before = page.evaluate("location.hash")
    mark.tap()
    page.locator("#tip").wait_for(state="visible")
    assert page.evaluate("location.hash") == before


def test_the_matrix_leads_to_topics_and_folds(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("skarholm", reduced_motion="reduce")
    page.locator(".matrix tbody td", has_text="15,000 to 27,000").click()
    until(page, "document.querySelector('.f:target h4')?.textContent === 'visitors a year'")
    button = page.locator(".group button").first
    button.click()
    assert not page.locator(".matrix tbody tr:not(.group)").first.is_visible()
    button.click()
    assert page.locator(".matrix tbody tr:not(.group)").first.is_visible()


def test_the_matrix_scrolls_in_its_frame_under_its_headers(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("stress", width=768, reduced_motion="reduce")
    frame = page.locator(".frame")
    frame.scroll_into_view_if_needed()
    until(page, "document.querySelector('.matrix')")
    place = "(({ x, y }) => [x, y])(document.querySelector('.frame thead th').getBoundingClientRect())"
    before = page.evaluate(place)
    frame.evaluate("frame => frame.scrollTo(200, 3000)")
    assert frame.evaluate("frame => [frame.scrollLeft, frame.scrollTop]") == [200, 3000]
    assert page.evaluate(place) == before


def test_a_silent_source_is_a_dash(visit) -> None:  # type: ignore[no-untyped-def]
    """In the last column, too: an end tag that is left out lets no space into an empty cell."""
    page = visit("skarholm")
    empty = page.evaluate(
        "[...document.querySelectorAll('.matrix td')].filter(cell => !cell.textContent.trim())"
        ".map(cell => getComputedStyle(cell, '::before').content)"
    )
    assert len(empty) > 5 and set(empty) == {'"–" / "says nothing"'}


def test_fifty_sources_are_on_the_screen(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("stress", reduced_motion="reduce")
    page.locator("#matrix").evaluate("each => each.scrollIntoView()")
    until(page, "document.querySelector('.map')")
    heads = page.locator(".map thead th")
    assert heads.count() == 52
    last = heads.last.bounding_box()
    assert last and last["x"] + last["width"] <= 1280
    assert page.locator(".frame").evaluate("frame => frame.scrollWidth - frame.clientWidth") <= 0
    row = page.locator(".map tbody tr:not(.group)").first
    said = row.locator("td").first.text_content() or ""
    letters = [text for text in row.locator("td ~ td").all_text_contents() if text]
    assert set(letters) == {"A", "B"} and "A" in said and "conflict" in said
    shape = "cell => getComputedStyle(cell, '::before').clipPath"
    assert row.locator("td ~ td:not(:empty)").first.evaluate(shape).startswith("polygon")


def test_a_cell_of_a_wide_matrix_tells_who_says_what(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("stress", reduced_motion="reduce")
    page.locator("#matrix").evaluate("each => each.scrollIntoView()")
    until(page, "document.querySelector('.map')")
    cell = page.locator(".map tbody tr:not(.group) td ~ td:not(:empty)").first
    letter = cell.text_content() or ""
    cell.hover()
    tip = page.locator("#tip")
    tip.wait_for(state="visible")
    said = cell.evaluate("cell => cell.parentElement.cells[1].textContent")
    value = said.split(letter, 1)[1].split(" conflict")[0]
    head = page.locator(".map thead .on")
    assert tip.text_content() == f"{head.text_content()}{value} conflict"
    box, above = cell.bounding_box(), head.bounding_box()
    assert box and above and abs(box["x"] - above["x"]) < 1
    page.locator(".map tbody td:empty").first.hover(position={"x": 4, "y": 20})
    until(page, "document.querySelector('#tip').textContent.endsWith('says nothing of this')")
    head = page.locator(".map thead th").nth(7)
    name = head.text_content()
    head.click()
    until(page, f"document.querySelector('.source:target .imprint')?.textContent.startsWith({name!r})")


def test_a_filter_leaves_only_the_sources_that_speak(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("stress", "#kind=conflict&attribute=draught+of+anchor", reduced_motion="reduce")
    until(page, "document.querySelector('.map')")
    rows = page.locator(".map tbody tr:not(.group):visible")
    assert 0 < rows.count() <= 5
    speaking = rows.locator("td ~ td:not(:empty)").count()
    shown_columns = page.locator(".map col:not(.none)").count()
    assert 2 < shown_columns <= 2 + speaking
    assert page.locator(".map").evaluate("map => map.offsetWidth") < 192 + 240 + 16 * (speaking + 1)
    page.locator("#filter button[type=reset]").click()
    until(page, "!document.querySelector('.map col.none')")


def test_everything_is_there_without_script(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("skarholm", script=False)
    assert page.locator("article.f").count() == 7
    assert page.locator("article.f blockquote").first.is_visible()
    assert not page.locator("#filter").is_visible()
    page.locator("details.f summary").first.click()
    assert page.locator("details.f blockquote").first.is_visible()


def test_print_opens_everything(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("skarholm")
    page.emulate_media(media="print")
    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF")
    text = " ".join(each.extract_text() for each in PdfReader(io.BytesIO(pdf)).pages)
    flat = " ".join(text.split())
    assert "The light characteristic is two flashes every 15 s" in flat  # a folded finding, and its source
    assert "Only paraffin and acetylene have been used as light sources" in flat
    assert "bound to" in flat  # why
    assert "Copy decision" not in flat
    pages = len(PdfReader(io.BytesIO(pdf)).pages)
    assert f"1 / {pages}" in flat and f"{pages} / {pages}" in flat


def test_a_wide_matrix_is_printed_across(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "small.html"
    path.write_text(FORMATS["html"](small(40)), encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    across = [each.extract_text() for each in pages if each.mediabox.width > each.mediabox.height]
    assert across and all("What is said" in text for text in across)  # its head stands on each of its pages
    assert any(len(set(re.findall(r"Harbour Press \d+", text))) >= 40 for text in across)
    page.close()


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("policy", [True, False])
def test_no_payload_runs(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, policy: bool, large: bool
) -> None:
    """Neither in what stands in the page from the beginning nor in what a large report holds back as text."""
    if large:
        monkeypatch.setattr("auditor.outputs.view.page.LARGE", 0)
        monkeypatch.setattr(import_module("auditor.outputs.view.matrix"), "WIDE", 1)  # the function has its name
    context = browser.new_context(bypass_csp=not policy)
    context.set_default_timeout(5_000)
    for at, payload in enumerate(PAYLOADS):
        path = tmp_path / f"{at}.html"
        made = poisoned(payload)
        decided = (Decision(each.fingerprint, Verdict.ACCEPT, payload, payload, payload) for each in findings(made))
        path.write_text(FORMATS["html"](made, check(made, Settled(tuple(decided)))), encoding="utf-8")
        assert ("<noscript>" in path.read_text(encoding="utf-8")) is large
        visited = Visit(context, path)
        until(visited.page, "!document.querySelector('noscript')")
        visited.page.evaluate(OPEN_ALL)
        for mark in visited.page.locator(".m[href]").all()[-3:]:
            mark.focus()
        if large:  # a cell of a wide matrix tells, in a box made by the script, whose it is and what is said
            visited.page.locator(".map td ~ td:not(:empty)").first.hover()
            visited.page.locator("#tip").wait_for(state="visible")
        visited.page.wait_for_timeout(50)
        assert not visited.errors, payload
        assert [url for url in visited.requests if not url.startswith("file:")] == [], payload
        assert visited.page.evaluate("document.querySelectorAll('script').length") == 1
        visited.page.close()
    context.close()


def test_payloads_would_run_unescaped(browser: Browser, tmp_path: Path) -> None:
    """What the test above looks for is seen where it happens."""
    path = tmp_path / "bad.html"
    path.write_text(f"<!doctype html><title>x</title>{PAYLOADS[0]}", encoding="utf-8")
    context = browser.new_context()
    assert Visit(context, path).errors == ["dialog 1"]
    context.close()


def test_a_thousand_findings_open_at_once(browser: Browser, reports: dict[str, Path]) -> None:
    """By processor time, which other programs on the machine hardly change; benchmarks/report.py has more."""
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script("window.requestIdleCallback = () => 0")  # what it does later, when nothing else is to be done
    session = context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(reports["stress"].as_uri(), timeout=60_000)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    assert metrics["TaskDuration"] < 1
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('.f') === document.querySelector('.f')")
    context.close()


def test_the_findings_of_a_large_report_come_when_they_are_asked_for(visit) -> None:  # type: ignore[no-untyped-def]
    """By steps over the edge of what was there, by a filter, by a permalink; as if there were never time to spare."""
    expected = [found.attribute for section in report(stress()).sections for found in section.findings]
    page = visit("stress", reduced_motion="reduce")
    page.add_init_script("window.requestIdleCallback = () => 0")
    page.reload()
    assert 40 < page.locator(".f").count() < 100
    for _ in range(13):
        page.keyboard.press("j")
    focus = "document.activeElement.closest('.f').querySelector('h4 a').textContent"
    assert page.evaluate(focus) == expected[12]
    assert shown(page)[:60] == expected[:60]
    page.reload()
    page.locator("#filter [name=attribute]").fill("draught of anchor")
    until(page, "document.querySelector('#filter output').textContent === '5 of 1000'")
    page.locator("#filter button[type=reset]").click()
    until(page, "location.hash === ''")
    assert shown(page) == expected
    one = [each for each in findings(stress()) if each.kind == "overlap"][99]
    page = visit("stress", "#f-" + one.fingerprint, reduced_motion="reduce")
    until(page, "document.querySelector('.f:has(:target) blockquote')?.checkVisibility()")


def test_what_a_large_report_holds_back_comes_by_itself(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("stress")
    until(page, "!document.querySelector('noscript')")
    assert page.locator("figure").count() == page.locator(".m").count() == 2_334
    assert page.locator(".tools").count() == 1_000
    page.locator("#filter [name=text]").fill("anchor 99")
    until(page, "document.querySelector('#filter output').textContent !== ''")
    assert 0 < len(shown(page)) < 100
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".matrix tbody tr:not(.group)").count() == 1_000
    assert page.locator("details:not([open])").count() == 0


def test_a_permalink_leads_to_what_is_held_back(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("stress", "#c2334", reduced_motion="reduce")
    until(page, "document.querySelector('.m:target')?.checkVisibility()")
    until(page, "Math.abs(document.querySelector('.m:target').getBoundingClientRect().top) < innerHeight")
    page = visit("stress", "#f-" + next(each.fingerprint for each in reversed(findings(stress()))))
    until(page, "document.querySelector('.f:has(:target) blockquote')?.checkVisibility()")


def test_a_large_matrix_shows_the_first_of_each_kind(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("stress", reduced_motion="reduce")
    rows = page.locator(".matrix tbody").first.locator("tr:not(.group)")
    until(page, "!document.querySelector('noscript')")
    assert rows.count() == 12
    page.locator(".more button").first.click()
    assert rows.count() == 250
    assert page.evaluate("document.activeElement.closest('tr') === document.querySelectorAll('.matrix tbody tr')[13]")


def test_a_large_report_is_there_without_script(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("stress", script=False)
    assert page.locator("figure").count() == 2_334
    assert page.locator(".matrix tbody tr:not(.group)").count() == 1_000
    assert page.locator("article.f blockquote").first.is_visible()
    page.locator("article.source summary").first.click()
    assert page.locator("article.source .m").first.is_visible()


def test_reports_are_small(reports: dict[str, Path]) -> None:
    assert ALS.stat().st_size <= 300_000
    assert reports["stress"].stat().st_size <= 3_000_000


def test_the_index_of_a_library(browser: Browser, tmp_path: Path) -> None:
    names = ("Skarholm Light", "Other Light", "Third Light")
    entries = tuple(Entry(name, 3, 1, 40, 9, 1, (("conflict", 1),), f"{at}.html") for at, name in enumerate(names))
    path = tmp_path / "index.html"
    path.write_text(render_index(Index(entries, "2024-02-29", "1.0")), encoding="utf-8")
    context = browser.new_context(bypass_csp=True, viewport={"width": 320, "height": 900}, color_scheme="dark")
    context.set_default_timeout(5_000)
    visited = Visit(context, path)
    page = visited.page
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.keyboard.press("/")
    page.keyboard.type("third")
    assert page.locator(".shelf li:visible h3").all_text_contents() == ["Third Light"]
    assert page.evaluate("location.hash") == "#text=third"
    assert page.locator("#search output").text_content() == "1 of 3"
    page.reload()
    assert page.locator(".shelf li:visible").count() == 1
    page.locator("#search input").fill("")
    assert page.locator(".shelf li:visible").count() == 3
    assert violations(page) == []
    assert not visited.errors
    assert [url for url in visited.requests if not url.startswith("file:")] == []
    context.close()

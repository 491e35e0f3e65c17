"""The page in a real browser: Chromium, driven by Playwright.

`.ci/chromium` installs Chromium where a package registry can be reached.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from iaclint.judging.findings import Verdict
from iaclint.judging.report import Report
from iaclint.report import find_writer
from iaclint.report.view import View
from tests.report.html import reports

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.slow, pytest.mark.network]

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WIDE, NARROW = {"width": 1200, "height": 900}, {"width": 390, "height": 844}
ALL = frozenset(Verdict)

Open = Callable[..., "Page"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A running browser; skip where none could be installed."""
    driver = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.skip("no Chromium: .ci/chromium installs it from a package registry")
    with driver.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program)
        yield running
        running.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Return a function that opens a file; the page must not log, ask or load anything."""
    contexts = []
    complaints: list[str] = []

    def visit(file: Path, **options: object) -> Page:
        context = browser.new_context(**{"viewport": WIDE, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.on("request", lambda request: complaints.append(request.url))
        page.goto(file.as_uri())
        assert complaints.pop(0) == file.as_uri()
        return page

    yield visit
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def open_page(visit: Open, tmp_path: Path) -> Open:
    """Return a function that writes a report and opens it."""

    def open_page(report: Report, **options: object) -> Page:
        out = io.StringIO()
        find_writer("html")(report, View(show=ALL), out)
        file = tmp_path / "report.html"
        file.write_text(out.getvalue(), encoding="utf-8")
        return visit(file, **options)

    return open_page


def unfold(page: Page) -> None:
    """Open everything that is folded."""
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")


def focused(page: Page) -> str:
    """Return the id or the text of what has the focus."""
    return page.evaluate(
        "document.activeElement.id || document.activeElement.innerText.split('\\n').join(' ')"
    )


def is_dark(page: Page) -> bool:
    shown = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return sum(map(int, shown.removeprefix("rgb(").removesuffix(")").split(","))) < 3 * 128


def status(page: Page) -> str:
    """Return the text that a screen reader announces after a change of the filters."""
    return page.get_by_role("status").inner_text()


def test_names_do_not_run(open_page: Open) -> None:
    page = open_page(reports.full())
    unfold(page)
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == page.locator("style").count() == 1


def test_report_of_the_command(visit: Open, run_python, tmp_path: Path) -> None:
    output = tmp_path / "clinic.html"
    command = ("-m", "iaclint", "check", "examples/clinic-media/open", "--output", str(output))
    assert run_python(*command).returncode == 1
    page = visit(output)
    assert page.get_by_role("heading", name="Findings 10").is_visible()
    page.get_by_text("module.media.aws_s3_bucket.media allows anyone").click()
    assert page.get_by_text("Remove the public grant from the ACL").first.is_visible()


def test_search_hides_what_does_not_match(open_page: Open) -> None:
    page = open_page(reports.many(20))
    search = page.get_by_role("searchbox", name="Search")
    search.fill("media[7]")
    page.locator(".finding").nth(0).wait_for(state="hidden")
    assert status(page) == "1 of 20 findings shown"
    assert page.locator(".finding:visible").count() == 1
    search.fill("media[7] encryption")
    page.locator("section.rule").wait_for(state="hidden")
    search.press("Escape")
    assert status(page) == "20 findings"


def test_filters_by_severity_service_and_control(open_page: Open) -> None:
    page = open_page(reports.full())
    page.get_by_role("checkbox", name="critical").uncheck()
    assert status(page) == "2 of 7 findings shown"
    page.get_by_role("button", name="Reset").click()
    assert status(page) == "7 findings"
    page.get_by_role("combobox", name="Service").select_option("AWS S3")
    assert status(page) == "7 findings"
    page.get_by_role("button", name="Public access").click()
    assert page.get_by_role("combobox", name="Control").input_value() == "public-access"
    assert page.get_by_role("button", name="Public access").get_attribute("aria-pressed") == "true"


def test_works_by_keyboard(open_page: Open) -> None:
    page = open_page(reports.many(3))
    stops = []
    for _ in range(24):
        page.keyboard.press("Tab")
        stops.append(focused(page))
    assert stops[0] == "Skip to the findings"
    assert stops[1] == "theme"
    order = [stops.index(name) for name in ("query", "service", "control", "reset", "expand")]
    assert order == sorted(order)
    assert "Why it matters, compliance, references" in stops[stops.index("collapse") + 1]
    page.locator(f"#finding-{reports.traced(identity='0' * 16).fingerprint} summary").first.focus()
    page.keyboard.press("Enter")
    assert page.get_by_text("How to fix it").first.is_visible()
    page.keyboard.press("ArrowDown")
    assert "media[1]" in focused(page)
    page.keyboard.press("ArrowUp")
    assert "media[0]" in focused(page)
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_a_link_unfolds_its_finding(open_page: Open) -> None:
    page = open_page(reports.full())
    fragment = f"#finding-{reports.traced(identity='suppressed').fingerprint}"
    page.goto(f"{page.url}{fragment}")
    assert page.locator(f"{fragment} .body").is_visible()


def test_theme_follows_the_system_until_it_is_chosen(open_page: Open) -> None:
    page = open_page(reports.many(1), color_scheme="dark")
    assert is_dark(page)
    page.get_by_role("button", name="Theme: system").click()
    assert not is_dark(page)
    page.get_by_role("button", name="Theme: light").click()
    page.emulate_media(color_scheme="light")
    assert is_dark(page)


def test_print_shows_everything_in_light(open_page: Open) -> None:
    page = open_page(reports.full(), color_scheme="dark")
    assert not page.locator(".body").first.is_visible()
    page.emulate_media(media="print")
    assert not is_dark(page)
    assert page.get_by_role("search").count() == 0
    assert all(body.bounding_box()["height"] > 50 for body in page.locator(".body").all())
    assert page.pdf().startswith(b"%PDF")


def test_is_readable_without_scripts(open_page: Open) -> None:
    page = open_page(reports.full(), java_script_enabled=False)
    assert page.get_by_role("search").count() == 0
    page.locator(f"#finding-{reports.traced(identity='fail').fingerprint} summary").first.click()
    assert page.get_by_text("How to fix it").first.is_visible()
    page.get_by_role("heading", name="Suppressed").click()
    assert page.get_by_text("a public web site").first.is_visible()


def test_fits_a_narrow_screen(open_page: Open) -> None:
    page = open_page(reports.full(), viewport=NARROW)
    unfold(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_is_accessible(open_page: Open, scheme: str, viewport: dict[str, int]) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = open_page(reports.full(), color_scheme=scheme, viewport=viewport)
    unfold(page)
    results = axe.Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_five_thousand_findings_can_be_searched(open_page: Open) -> None:
    page = open_page(reports.many(5000))
    # Locators by role or text are slow in a large page.
    page.locator("#query").fill("media[4321]")
    page.locator("#status", has_text="1 of 5,000 findings shown").wait_for()
    assert page.locator(".finding:not([hidden])").count() == 1
    page.locator("#reset").click()
    page.locator("#expand").click()
    assert page.locator(".finding > details[open]").count() == 5000

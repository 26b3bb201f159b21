"""Every piece in a real browser, on a desk and on a phone."""

import pytest
from playwright.sync_api import Page

from tests.browser import assert_accessible

pytestmark = [pytest.mark.journey, pytest.mark.urls("tests.look.urls")]

ADDRESS = "/styleguide/"
on_a_phone = pytest.mark.parametrize("width", [360], indirect=True)


@pytest.mark.parametrize("narrowed_to", [None, 320])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    page: Page, narrowed_to: int | None
) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    if narrowed_to:
        page.set_viewport_size({"width": narrowed_to, "height": 740})
    page.goto(f"{ADDRESS}?message=Saved")

    assert_accessible(page)
    assert said == []


@on_a_phone
def test_choosing_an_option_reveals_its_field_for_all(page: Page) -> None:
    page.goto(ADDRESS)
    why = page.locator("#id_why_not")
    assert not why.is_visible()

    page.get_by_label("No", exact=True).first.check()

    assert why.is_visible()
    assert_accessible(page)


@on_a_phone
def test_each_line_of_the_error_summary_leads_to_the_box_to_mend(page: Page) -> None:
    page.goto(ADDRESS)
    links = page.locator(".govuk-error-summary a")
    assert links.count() == 6

    for index in range(links.count()):
        target = links.nth(index).get_attribute("href") or ""
        links.nth(index).click()
        assert "#" + page.evaluate("document.activeElement.id") == target


def test_chart_text_is_never_drawn_smaller_than_twelve_pixels(page: Page) -> None:
    page.goto(ADDRESS)

    for width in (1280, 1020, 1019, 360, 320):
        page.set_viewport_size({"width": width, "height": 740})
        sizes = page.evaluate(
            """() => [...document.querySelectorAll(".homeward-lifeline svg[role=img]")]
                .map((svg) => [svg.getBoundingClientRect().width, svg])
                .filter(([drawn]) => drawn > 0)
                .map(([drawn, svg]) =>
                    svg.getAttribute("font-size") * drawn / svg.viewBox.baseVal.width)"""
        )
        assert len(sizes) == 1
        assert sizes[0] >= 12, width


@on_a_phone
def test_the_menu_opens_by_keyboard_on_a_phone(page: Page) -> None:
    page.goto(ADDRESS)
    link = page.get_by_role("link", name="Find a child")
    assert not link.is_visible()

    page.get_by_role("button", name="Menu").focus()
    page.keyboard.press("Enter")

    assert link.is_visible()


def test_the_first_tab_offers_the_way_past_the_menu(page: Page) -> None:
    page.goto(ADDRESS)
    page.locator("body").evaluate("body => { body.tabIndex = -1; body.focus(); }")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main-content"


@on_a_phone
def test_without_javascript_every_field_and_link_is_there(without_scripts: Page) -> None:
    without_scripts.goto(ADDRESS)

    assert without_scripts.get_by_role("link", name="Find a child").is_visible()
    assert without_scripts.locator("#id_why_not").is_visible()


@on_a_phone
def test_on_paper_the_furniture_is_gone_and_the_facts_are_there(page: Page) -> None:
    page.goto(ADDRESS)
    page.emulate_media(media="print")

    assert not page.get_by_role("link", name="Find a child").is_visible()
    assert not page.get_by_role("button", name="Save visit").is_visible()
    assert page.get_by_text("Invented Child").first.is_visible()
    assert page.locator(".homeward-lifeline__wide").is_visible()

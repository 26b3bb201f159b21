"""The frame every page stands in."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings

from look.forms import DateField, Form
from look.pieces import NavItem


class Someone:
    is_authenticated = True

    def __str__(self) -> str:
        return "Ada Brook"


class OneDate(Form):
    on = DateField(latest=datetime.date(2026, 11, 5))


def _page(template: str = "base.html", *, user: object = None, **context: object) -> str:
    request = RequestFactory().get("/")
    request.user = user or AnonymousUser()  # type: ignore[assignment]
    return render_to_string(template, context, request=request)


def test_the_page_is_in_british_english_and_starts_with_a_way_past_the_menu() -> None:
    html = _page()

    assert '<html lang="en-GB"' in html
    assert html.index('href="#main-content"') < html.index("<header")
    assert 'id="main-content"' in html


def test_the_title_says_error_only_when_something_is_wrong() -> None:
    assert "<title>Homeward" in _page(form=OneDate())
    assert "<title>Error: Homeward" in _page(form=OneDate({"on-day": "1"}))


@pytest.mark.parametrize("demonstration", [True, False])
def test_invented_data_is_announced_on_every_page_and_real_data_is_not(
    *, demonstration: bool
) -> None:
    with override_settings(DEMONSTRATION=demonstration):
        assert ("Everyone here is invented" in _page()) is demonstration


def test_signing_out_is_a_button_that_posts() -> None:
    html = _page(user=Someone())

    form = html[html.index('<form method="post"') : html.index("</form>")]
    assert "csrfmiddlewaretoken" in form
    assert "Sign out" in form
    assert "Sign out" not in _page()


def test_the_menu_marks_where_one_is() -> None:
    html = _page(navigation=[NavItem("My work", "/w", current=True), NavItem("Team", "/t")])

    assert 'href="/w" aria-current="page"' in html
    assert html.count("aria-current") == 1


def test_a_message_is_shown_as_text_with_its_weight() -> None:
    done, trouble = Message(constants.SUCCESS, "<b>Saved</b>"), Message(constants.ERROR, "Not sent")

    html = _page(messages=[done, trouble])

    assert "&lt;b&gt;Saved" in html
    assert 'govuk-notification-banner--success" role="alert"' in html
    assert "Important" in html


@pytest.mark.parametrize("name", ["404.html", "403.html", "500.html"])
def test_a_page_for_trouble_says_what_to_do_next(name: str) -> None:
    assert "Go to your own page" in _page(name)


def test_the_server_error_page_needs_nothing_from_the_request() -> None:
    assert "The mistake is ours" in render_to_string("500.html")


def test_a_refusal_shows_its_reason_as_text() -> None:
    html = _page("403.html", exception=PermissionError("Only the <IRO> may close this review."))

    assert "Only the &lt;IRO&gt; may close this review." in html


def test_htmx_keeps_no_page_in_the_browser_and_needs_no_inline_style() -> None:
    html = _page()

    for setting in (
        '"historyCacheSize":0',
        '"refreshOnHistoryMiss":true',
        '"includeIndicatorStyles":false',
    ):
        assert setting in html

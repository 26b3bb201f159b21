"""A child's name is where the record is, and nowhere else: log, mail, title, address, error."""

import logging
import re
import uuid

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.access.addresses import every_address
from tests.access.personas import BY_NAME
from tests.access.table import PAGES
from tests.access.world import World

pytestmark = pytest.mark.django_db
READER = BY_NAME["the allocated worker"]
ABOUT_A_CHILD = sorted(name for name, page in PAGES.items() if "child" in page.needs.values())


def test_nothing_said_about_a_child_reaches_the_log_or_an_e_mail(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """Every page of a child opened by their worker, and a stranger's attempt at each."""
    caplog.set_level(logging.DEBUG)
    logging.getLogger("django.template").setLevel(logging.INFO)
    child = world.things["child"]["child"]
    for who in (READER, BY_NAME["a worker of another team"]):
        for name in ABOUT_A_CHILD:
            given = {key: world.thing(one, who) for key, one in PAGES[name].needs.items()}
            world.clients[who.name].get(reverse(name, kwargs=given) + PAGES[name].query)
    said = [_line(record) for record in caplog.records if not record.name.startswith("django.db")]
    secrets = (child.given_name, child.family_name, str(child.pk), "I like my room", "They spoke")
    told = [line for line in said for secret in secrets if secret in line]
    assert not told, told[:3]
    assert mail.outbox == []


def _line(record: logging.LogRecord) -> str:
    return f"{record.getMessage()} {getattr(record, 'request', '')}"


def test_no_address_has_room_for_a_name() -> None:
    """Things are addressed by UUID; the other words of an address come from the code."""
    known = {"uuid", "str:role", "slug:pack"}
    for name, route in every_address():
        for kind, argument in re.findall(r"<(\w+):(\w+)>", route):
            fits = kind in known or f"{kind}:{argument}" in known
            assert fits or name in WORDS_OF_THE_CODE, f"{name}: {route}"


# Addresses with an argument that is no id: what it may be is a fixed list in the code.
WORDS_OF_THE_CODE = {
    "account_confirm_email",
    "account_reset_password_from_key",
    "cases:refile",
    "duties:remove_day_off",
}


def test_a_stranger_and_a_child_that_does_not_exist_get_the_same_answer(world: World) -> None:
    stranger = world.clients["a worker of another team"]
    child = world.things["child"]["child"].pk
    for name in ABOUT_A_CHILD:
        if PAGES[name].needs != {"pk": "child"}:
            continue
        real = stranger.get(reverse(name, args=[child]))
        none = stranger.get(reverse(name, args=[uuid.uuid4()]))
        assert real.status_code == none.status_code, name
        assert _without_tokens(real.content) == _without_tokens(none.content), name


def _without_tokens(page: bytes) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.decode())


def test_a_refusal_says_why_in_our_own_frame(world: World) -> None:
    page = world.clients["business support of the team"].get(
        reverse("cases:looked", args=[world.things["child"]["child"].pk])
    )
    text = page.content.decode()
    assert page.status_code == 403
    assert "Your role does not see what is written about a child." in text
    assert "govuk-generic-header" in text


def test_an_address_that_is_none_is_answered_in_our_own_frame(world: World) -> None:
    page = world.clients[READER.name].get("/children/nobody/of/that/name")
    assert page.status_code == 404
    assert "govuk-generic-header" in page.content.decode()
    assert "of/that/name" not in page.content.decode()


def test_a_form_from_an_old_page_gives_back_what_was_typed(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = world.clients[READER.name].cookies
    typed = "She told me about the garden, the two cats and her new school. " * 2
    page = client.post("/children/new", {"given_name": "Ana", "note": typed})
    text = page.content.decode()
    assert page.status_code == 403
    assert "That page was too old to send" in text
    assert typed.strip() in text


def test_nobody_outside_gets_back_what_they_typed(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.post("/children/new", {"note": "<b>something long enough to be kept</b>" * 3})
    assert page.status_code == 403
    assert "something long enough" not in page.content.decode()

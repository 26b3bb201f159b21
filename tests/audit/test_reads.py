"""No row, no page: whatever shows a child has written so before it leaves."""

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from audit.models import Read
from cases.models import Child
from people.models import User
from people.roles import Role
from tests.audit import urls
from tests.factories import a_child, a_person, a_team

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.audit.urls")]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def children() -> list[Child]:
    return sorted((a_child(), a_child()), key=lambda child: child.pk)


@pytest.fixture
def reader() -> User:
    return a_person(Role.SOCIAL_WORKER, team=a_team())


@pytest.fixture
def browser(reader: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(reader, backend=BACKEND)
    return client


def test_a_page_that_shows_children_leaves_one_row_with_all_of_them(
    browser: Client, reader: User, children: list[Child]
) -> None:
    browser.get("/shown")
    row = Read.objects.get()
    assert (row.user, row.what, row.channel, row.purpose) == (reader, "shown", "page", "A reason")
    assert row.children == [child.pk for child in children]


def test_a_child_shown_twice_on_a_page_is_noted_once(
    browser: Client, children: list[Child]
) -> None:
    browser.get("/shown-twice")
    assert Read.objects.get().children == [child.pk for child in children]


def test_a_page_that_shows_nobody_leaves_no_row(browser: Client, children: list[Child]) -> None:
    assert browser.get("/nobody").status_code == 200
    assert not Read.objects.exists()


def test_children_found_only_while_the_template_is_rendered_are_noted(
    browser: Client, children: list[Child]
) -> None:
    response = browser.get("/lazily")
    assert all(str(child.pk) in response.content.decode() for child in children)
    assert Read.objects.get().children == [child.pk for child in children]


def test_the_api_is_noted_as_such(browser: Client, children: list[Child]) -> None:
    assert browser.get("/api/shown").status_code == 200
    assert Read.objects.get().channel == "api"


def test_a_stream_is_noted_before_its_first_byte(browser: Client, children: list[Child]) -> None:
    urls.rows_when_streaming.clear()
    response = browser.get("/stream")
    assert Read.objects.get().children == [child.pk for child in children]
    assert urls.rows_when_streaming == []
    assert b"".join(response.streaming_content).count(b"\n") == 2  # type: ignore[attr-defined]
    assert urls.rows_when_streaming == [1]


@pytest.mark.parametrize("page", ["/shown", "/lazily", "/stream", "/api/shown"])
def test_if_the_row_cannot_be_written_nobody_is_shown(
    browser: Client, children: list[Child], page: str
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_read ADD CONSTRAINT full_disk CHECK (false) NOT VALID")
    response = browser.get(page)
    assert response.status_code == 500
    assert not response.streaming
    assert not any(str(child.pk) in response.content.decode() for child in children)


def test_not_even_to_a_client_that_is_told_of_errors(
    reader: User, children: list[Child], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: object) -> None:
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(Read.objects, "create", full)
    client = Client()
    client.force_login(reader, backend=BACKEND)
    with pytest.raises(DatabaseError):
        client.get("/shown")


@pytest.mark.parametrize("page", ["/broken", "/broken-while-rendered"])
def test_what_ends_in_an_error_showed_nobody_and_changed_nothing(
    browser: Client, children: list[Child], page: str
) -> None:
    response = browser.get(page)
    assert response.status_code == 500
    assert "Something went wrong" in response.content.decode()
    assert "Traceback" not in response.content.decode()
    assert not Read.objects.exists()
    assert not Child.objects.filter(known_as="Changed").exists()

"""What a log in production may hold: ids and patterns, never a person's data."""

import json
import logging
import uuid
from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from config import logs
from people.models import User


def _page(request: HttpRequest, child: uuid.UUID, part: str) -> HttpResponse:
    return HttpResponse(part)


URLS = [path("children/<uuid:child>/<slug:part>", _page)]
CHILD = uuid.UUID("6c2dbe1f-8f0e-4a53-9d0e-3a3f0a7f2d11")


@pytest.fixture
def formatter() -> Iterator[logging.Formatter]:
    kept = logs.configured(as_json=True)["formatters"]["all"]
    built = kept.pop("()")(**kept)
    yield built
    logs.configured(as_json=False, level="WARNING")


def _line(
    formatter: logging.Formatter,
    name: str,
    message: str,
    error: BaseException,
    **extra: object,
) -> str:
    exc_info = (type(error), error, error.__traceback__)
    record = logging.LogRecord(name, logging.ERROR, __file__, 1, message, (), exc_info)
    record.__dict__.update(extra)
    return formatter.format(record)


def test_a_request_is_named_by_its_pattern_without_ids_and_query() -> None:
    request = RequestFactory().get(f"/children/{CHILD}/amelia-hart?q=Amelia")
    with override_settings(ROOT_URLCONF=_Urls):
        named = logs.RequestLog.format_request(request)
    assert named == "GET /children/<uuid:child>/<slug:part>"


def test_an_address_that_is_none_is_not_quoted() -> None:
    request = RequestFactory().get("/Amelia%20Hart")
    assert logs.RequestLog.format_request(request) == "GET (no such page)"


@pytest.mark.django_db
def test_a_signed_in_request_is_logged_by_the_users_id(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    user = User.objects.create(email="r.okafor@marlshire.example", name="Ruth Okafor")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    caplog.set_level(logging.INFO)
    client.get("/account/email/?q=Amelia")
    said = str([record.msg for record in caplog.records])
    assert f"'user_id': '{user.pk}'" in said
    assert "Okafor" not in said
    assert "okafor" not in said
    assert "Amelia" not in said


@pytest.mark.django_db
def test_a_refusal_of_the_database_is_logged_without_the_values(
    formatter: logging.Formatter,
) -> None:
    User.objects.create(email="r.okafor@marlshire.example")
    try:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO people_user SELECT * FROM people_user")
    except IntegrityError as error:
        line = _line(formatter, "any", "failed", error)
    told = json.loads(line)
    assert "23505" in told["exception"]
    assert "people_user_pkey" in told["exception"]
    assert "okafor" not in line


def test_a_failed_task_is_logged_by_its_id_alone(formatter: logging.Formatter) -> None:
    line = _line(
        formatter,
        "celery.app.trace",
        "Task duties.nightly[1] raised unexpected: ValueError('Amelia Hart')",
        ValueError("Amelia Hart"),
        data={"name": "duties.nightly", "id": "1", "exc": "ValueError('Amelia Hart')"},
    )
    told = json.loads(line)
    assert (told["event"], told["task"], told["task_id"]) == ("task_failed", "duties.nightly", "1")
    assert "Amelia" not in line


class _Urls:
    urlpatterns = URLS

"""Where Marlshire may not be loaded, and what loading it twice does."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from pytest_django import Settings

from cases.models import Child
from people.models import Team, User
from returns.demonstration.actions import load
from visits.models import Visit

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 11, 18)


@pytest.fixture(autouse=True)
def _trying_out(settings: Settings) -> None:
    settings.DEMONSTRATION = True


def refusal(*arguments: str) -> CommandError:
    with pytest.raises(CommandError) as caught:
        call_command("load_demonstration", *arguments)
    return caught.value


def test_it_is_refused_under_production_settings(settings: Settings) -> None:
    settings.DEMONSTRATION = False
    said = refusal()
    assert said.returncode == 2
    assert str(said).count(".") == 1
    assert not User.objects.exists()


def test_it_is_refused_beside_a_real_member_of_staff() -> None:
    User.objects.create_user("somebody@council.example", name="Somebody Real")
    assert refusal().returncode == 2
    assert not Child.objects.exists()


def test_it_is_refused_beside_a_real_child() -> None:
    team = Team.objects.create(name="A real team")
    Child.objects.create(team=team, born_on=DAY)
    assert refusal().returncode == 2
    assert not User.objects.exists()


def test_loaded_once_it_is_left_alone_if_asked_and_refused_if_not() -> None:
    load(seed=1, children=1, on=DAY)
    before = Child.objects.count()
    call_command("load_demonstration", "--if-empty")
    assert refusal().returncode == 2
    assert Child.objects.count() == before


def test_no_children_at_all_is_refused_in_one_sentence() -> None:
    assert refusal("--children=0").returncode == 2


def test_signins_are_not_listed_where_records_are_real(settings: Settings) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError):
        call_command("demonstration_signins")


def fingerprint() -> tuple[object, ...]:
    return (
        list(Child.objects.order_by("pk").values_list("pk", "given_name", "born_on")),
        list(Visit.objects.order_by("pk").values_list("pk", "on", "worker_saw")),
        list(User.objects.order_by("pk").values_list("pk", "email", "password")),
    )


def test_one_seed_and_day_give_the_same_marlshire() -> None:
    found = []
    for seed in (7, 7, 8):
        with transaction.atomic():
            load(seed=seed, children=1, on=DAY)
            found.append(fingerprint())
            transaction.set_rollback(True)
    assert found[0] == found[1]
    assert found[0] != found[2]

"""The IRO reads the forms of purposeful visits: signs them, or asks for more."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases.models import Allocation
from duties.models import Duty, PackChoice
from people.refusal import Refused
from people.roles import Role
from tests.factories import NOW, TODAY, a_person, allocated, give
from tests.pages import SignedIn, as_of_now, signed_in
from tests.scene import DAY, Scene, said_of
from visits import actions, visibility
from visits.models import Reading, Visit, VisitorRole
from visits.states import State

__all__ = ["as_of_now", "signed_in"]


@pytest.fixture
def kent(scene: Scene) -> None:
    """The authority follows Kent's book, and has since before the child moved in."""
    PackChoice.objects.create(pack="kent", starts_on=scene.moved_in - DAY)


YES: dict[str, Any] = {"right_actions": True, "early_review": False, "escalate": False}


def now(by: Any) -> dict[str, Any]:
    return {"by": by, "on": TODAY, "at": NOW}


def corrected(scene: Scene, visit: Visit) -> Visit:
    return actions.correct(
        visit=visit, report=said_of(purposeful=True, where_sleeps="A room of their own."),
        reason="The room was seen.", key=uuid.uuid4(), **now(scene.worker),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ({"purposeful": True}, State.SUBMITTED),
        ({"purposeful": False}, State.RECORDED),
    ],
)
def test_a_purposeful_form_waits_for_the_iro_and_an_ordinary_visit_for_nobody(
    scene: Scene, said: dict[str, Any], state: State
) -> None:
    assert scene.visit(**said).state == state


def test_the_form_of_the_iro_themselves_waits_for_nobody(scene: Scene) -> None:
    visit = scene.visit(by=scene.iro, purposeful=True, role=VisitorRole.IRO)
    assert visit.state == State.RECORDED


def test_signing_meets_the_duty_to_read_the_first_form(scene: Scene, kent: None) -> None:
    visit = scene.visit(purposeful=True)
    duty = Duty.objects.get(subject=scene.child.pk, rule="KENT-REG-IRO-READ1")
    assert duty.state == Duty.State.OPEN
    reading = actions.sign(visit=visit, comment=" Clear. ", **YES, **now(scene.iro))
    duty.refresh_from_db()
    assert (duty.state, duty.met_by) == ("met", f"reading:{reading.pk}")
    assert Visit.objects.get(pk=visit.pk).state == State.READ
    assert reading.comment == "Clear."


def test_sent_twice_it_is_signed_once(scene: Scene) -> None:
    visit = scene.visit(purposeful=True)
    assert actions.sign(visit=visit, **YES, **now(scene.iro)) == actions.sign(
        visit=visit, **YES, **now(scene.iro)
    )
    assert Reading.objects.count() == 1


def test_two_readers_of_one_form_the_second_is_told(scene: Scene) -> None:
    visit = scene.visit(purposeful=True)
    actions.sign(visit=visit, **YES, **now(scene.iro))
    with pytest.raises(ValidationError, match="Somebody was quicker"):
        actions.send_back(visit=visit, missing="The rota", **now(scene.iro_manager))


def test_a_form_sent_back_is_read_anew_once_it_is_corrected(
    scene: Scene, django_capture_on_commit_callbacks: Any
) -> None:
    visit = scene.visit(purposeful=True)
    with django_capture_on_commit_callbacks(execute=True):
        actions.send_back(visit=visit, missing="Was the room seen?", **now(scene.iro))
    assert [message.to for message in mail.outbox] == [[scene.worker.email]]
    assert "room" not in mail.outbox[0].body
    assert [one.pk for one in visibility.sent_back(scene.worker, on=TODAY)] == [visit.pk]
    assert not visibility.forms_to_read(scene.iro, on=TODAY).exists()
    version = corrected(scene, Visit.objects.get(pk=visit.pk))
    assert version.state == State.SUBMITTED
    assert not visibility.sent_back(scene.worker, on=TODAY).exists()
    assert [one.pk for one in visibility.forms_to_read(scene.iro, on=TODAY)] == [version.pk]
    with pytest.raises(ValidationError, match="newest version"):
        actions.sign(visit=visit, **YES, **now(scene.iro))


def test_a_reading_stands_though_the_form_is_corrected_later(scene: Scene, kent: None) -> None:
    visit = scene.visit(purposeful=True)
    actions.sign(visit=visit, **YES, **now(scene.iro))
    version = corrected(scene, Visit.objects.get(pk=visit.pk))
    assert version.state == State.SUBMITTED
    duty = Duty.objects.get(subject=scene.child.pk, rule="KENT-REG-IRO-READ1")
    assert duty.state == "met"


def test_asking_for_more_says_what(scene: Scene) -> None:
    visit = scene.visit(purposeful=True)
    with pytest.raises(ValidationError, match="Say what is missing"):
        actions.send_back(visit=visit, missing="  ", **now(scene.iro))
    assert Visit.objects.get(pk=visit.pk).state == State.SUBMITTED


def test_only_the_childs_iro_and_the_iros_manager_read(scene: Scene) -> None:
    visit = scene.visit(purposeful=True)
    for person in (scene.worker, scene.manager, scene.elsewhere, a_person(Role.IRO)):
        with pytest.raises(Refused):
            actions.sign(visit=visit, **YES, **now(person))
    assert actions.sign(visit=visit, **YES, **now(scene.iro_manager))


def test_nobody_signs_their_own_form(scene: Scene) -> None:
    both = a_person(Role.SOCIAL_WORKER, team=scene.team)
    give(both, Role.IRO_MANAGER, scene.iros)
    allocated(scene.child, both, main=False)
    visit = scene.visit(by=both, purposeful=True)
    with pytest.raises(Refused, match="somebody else reads"):
        actions.sign(visit=visit, **YES, **now(both))
    assert visit not in visibility.waiting_forms(both, on=TODAY)


def test_the_longest_wait_comes_first(scene: Scene) -> None:
    late = scene.visit(purposeful=True, at=NOW)
    early = scene.visit(purposeful=True, at=NOW - DAY, on=TODAY - DAY)
    assert list(visibility.forms_to_read(scene.iro, on=TODAY)) == [early, late]


def test_an_iro_who_no_longer_holds_the_child_has_nothing_to_read(scene: Scene) -> None:
    scene.visit(purposeful=True)
    Allocation.objects.filter(child=scene.child, user=scene.iro).update(ends_on=TODAY)
    assert not visibility.forms_to_read(scene.iro, on=TODAY).exists()


@pytest.mark.parametrize(
    "said",
    [
        {"outcome": "signed", "right_actions": True, "early_review": None, "escalate": False},
        {"outcome": "signed", **YES, "missing": "x"},
        {"outcome": "returned", "missing": ""},
        {"outcome": "returned", "missing": "x", **YES},
    ],
)
def test_the_database_holds_no_half_answered_reading(scene: Scene, said: dict[str, Any]) -> None:
    visit = scene.visit(purposeful=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reading.objects.create(
            visit=visit, on=TODAY, recorded_by=scene.iro, recorded_at=NOW, **said
        )


def test_the_page_keeps_what_was_typed_and_asks_for_what_is_missing(
    scene: Scene, signed_in: SignedIn
) -> None:
    visit = scene.visit(purposeful=True, child_words="I like the dog.")
    client = signed_in(scene.iro)
    address = f"/children/{scene.child.pk}/visits/{visit.pk}/read"
    page = client.post(address, {"outcome": "sign", "comment": "Heard the child."})
    says = page.content.decode()
    assert "I like the dog." in says
    assert "Heard the child." in says
    assert "Answer the question “Were the right actions taken?”" in says
    answers = {"right_actions": "yes", "early_review": "no", "escalate": "no"}
    done = client.post(address, {"outcome": "sign", **answers}, follow=True).content.decode()
    assert "Read and signed" in done
    again = client.get(address).content.decode()
    assert "does not wait to be read" in again


def test_what_came_back_stands_on_the_workers_page_and_nobody_elses(
    scene: Scene, signed_in: SignedIn
) -> None:
    visit = scene.visit(purposeful=True)
    actions.send_back(visit=visit, missing="Was the rota read?", **now(scene.iro))
    assert "Was the rota read?" in signed_in(scene.worker).get("/").content.decode()
    assert "Was the rota read?" not in signed_in(scene.colleague).get("/").content.decode()


def test_the_button_of_the_duty_leads_to_the_form_that_waits(
    scene: Scene, signed_in: SignedIn
) -> None:
    client = signed_in(scene.iro)
    address = f"/children/{scene.child.pk}/visits/to-read"
    assert "what=purposeful_form_read" in client.get(address).headers["Location"]
    visit = scene.visit(purposeful=True)
    leads = client.get(address).headers["Location"]
    assert leads == f"/children/{scene.child.pk}/visits/{visit.pk}/read"


def test_the_menu_leads_the_iro_to_the_forms(scene: Scene, signed_in: SignedIn) -> None:
    scene.visit(purposeful=True)
    page = signed_in(scene.iro).get("/forms/").content.decode()
    assert scene.child.name in page
    assert "Since today" in page
    assert signed_in(scene.worker).get("/forms/").status_code == 403

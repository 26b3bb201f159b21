"""The pages of visits, as the people of a service open them."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.test import Client

from cases.models import Exclusion
from people.models import User
from people.roles import Role
from tests.factories import NOW, TODAY, a_person
from tests.pages import SignedIn, as_of_now, signed_in
from tests.scene import Scene
from visits import actions
from visits.models import Visit, VisitDraft

__all__ = ["as_of_now", "signed_in"]


def filled(**said: Any) -> dict[str, str]:
    """A visit of today as the browser sends it: seen alone, no action."""
    usual = {
        "key": str(uuid.uuid4()),
        "on-day": str(TODAY.day),
        "on-month": str(TODAY.month),
        "on-year": str(TODAY.year),
        "role": "social_worker",
        "seen": "yes",
        "alone": "yes",
        "kind": "statutory",
        "actions-TOTAL_FORMS": "1",
        "actions-INITIAL_FORMS": "0",
    }
    return {**usual, **said}


@pytest.fixture
def new(scene: Scene) -> str:
    return f"/children/{scene.child.pk}/visits/new"


@pytest.fixture
def worker(scene: Scene, signed_in: SignedIn) -> Client:
    return signed_in(scene.worker)


def test_the_page_says_which_duty_the_visit_will_answer(worker: Client, new: str) -> None:
    page = worker.get(new).content.decode()
    assert "See the child within a week of moving in" in page
    assert "Oak House" in page


def test_a_visit_elsewhere_than_asked_says_so_before_it_is_sent(
    worker: Client, scene: Scene, new: str
) -> None:
    review = scene.child.subject.duties.get(rule="STA-REV-1")
    page = worker.get(f"{new}?duty={review.pk}").content.decode()
    assert "As filled in so far, this visit does not" in page


def test_four_actions_after_sign_in_record_a_visit_and_say_what_it_met(
    worker: Client, new: str
) -> None:
    worker.get(new)  # 1: open the form; 2: seen; 3: alone; 4: save
    answer = worker.post(new, filled(), follow=True)
    page = answer.content.decode()
    assert "Visit recorded" in page
    assert re.search(r"Done in time.*See the child within a week", page, re.DOTALL)
    assert "17 December 2026" in page  # six weeks on, and the reason is Y1's own


def test_no_more_than_five_things_are_asked_by_force(worker: Client, new: str) -> None:
    empty = {"actions-TOTAL_FORMS": "1", "actions-INITIAL_FORMS": "0", "key": str(uuid.uuid4())}
    form = worker.post(new, empty).context["form"]
    assert set(form.errors) == {"on", "role", "seen", "kind"}
    worst = {**empty, "seen": "yes", "alone": "no"}
    assert len(worker.post(new, worst).context["form"].errors) <= 5


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"on-year": "2027"}, "Visit date must be today or in the past"),
        ({"on-month": "13"}, "Visit date must be a real date: check the month"),
        ({"on-year": "2025"}, "The child was not looked after on"),
        ({"seen": "no"}, "Say why the child was not seen"),
        ({"alone": "no"}, "Say why the child was not seen alone"),
        ({"actions-0-what": "Mend the window"}, "Choose who does it"),
        (
            {"actions-0-what": "Mend the window", "actions-0-who": "provider"},
            "Enter the name of the person at the home",
        ),
        ({"actions-0-what": "Mend it", "actions-0-due_on-day": "4"}, "must include a month"),
    ],
)
def test_bad_input_gets_one_sentence_twice_and_keeps_every_word(
    worker: Client, new: str, said: dict[str, str], words: str
) -> None:
    answer = worker.post(new, filled(child_words="I like the garden", minutes="45", **said))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count(words) == 2, "once in the summary and once at the field"
    assert "Error: Record a visit" in page
    assert "I like the garden" in page
    assert 'value="45"' in page
    assert all(value in page for value in said.values())
    assert not Visit.objects.exists()


def test_another_row_of_actions_needs_no_script_and_judges_nothing(
    worker: Client, new: str
) -> None:
    sent = filled(**{"seen": "", "actions-0-what": "Mend the window", "add_action": "1"})
    page = worker.post(new, sent).content.decode()
    assert "Mend the window" in page
    assert 'id="id_actions-1-what"' in page
    assert "There is a problem" not in page


def test_sent_twice_the_second_leads_to_the_first(worker: Client, new: str) -> None:
    sent = filled()
    first, second = worker.post(new, sent), worker.post(new, sent)
    assert first.headers["Location"] == second.headers["Location"]
    assert Visit.objects.count() == 1


def draft_of(scene: Scene, user: User) -> VisitDraft:
    found = actions.save_draft(
        child=scene.child,
        data={"child_words": ["Half a senten"], "on-day": ["31"], "on-month": ["soon"]},
        by=user, on=TODAY, at=NOW, key=uuid.uuid4(),
    )  # fmt: skip
    assert found
    return found


def test_what_is_typed_is_kept_as_it_stands_and_acknowledged(
    worker: Client, scene: Scene, new: str
) -> None:
    typed = filled(child_words="Half a senten", **{"on-month": "soon"})
    answer = worker.post(f"/children/{scene.child.pk}/visits/drafts", typed)
    assert answer.content.decode().strip() == "Saved 09:00"
    page = worker.get(f"{new}?draft={typed['key']}").content.decode()
    assert "Half a senten" in page
    assert 'value="soon"' in page


def test_a_draft_opens_for_its_writer_alone(scene: Scene, signed_in: SignedIn, new: str) -> None:
    draft = draft_of(scene, scene.worker)
    manager = signed_in(scene.manager)
    assert manager.get(f"{new}?draft={draft.key}").status_code == 404
    drop = f"/children/{scene.child.pk}/visits/drafts/{draft.pk}/discard"
    assert manager.post(drop).status_code == 404
    assert (
        "Half a senten" not in manager.get(f"/children/{scene.child.pk}/visits/").content.decode()
    )


def test_a_draft_is_thrown_away_by_its_writer(worker: Client, scene: Scene) -> None:
    draft = draft_of(scene, scene.worker)
    worker.post(f"/children/{scene.child.pk}/visits/drafts/{draft.pk}/discard")
    assert not VisitDraft.objects.exists()


def test_business_support_sees_that_a_visit_was_made_and_nothing_of_it(
    scene: Scene, signed_in: SignedIn
) -> None:
    visit = scene.visit(child_words="A secret", worker_saw="Another")
    clerk = signed_in(a_person(Role.BUSINESS_SUPPORT, team=scene.team))
    page = clerk.get(f"/children/{scene.child.pk}/visits/")
    assert "5 November 2026" in page.content.decode()
    one = clerk.get(f"/children/{scene.child.pk}/visits/{visit.pk}/")
    assert one.status_code == 403
    assert "secret" not in one.content.decode()


@pytest.mark.parametrize("page", ["", "new", "{visit}/", "{visit}/correct"])
def test_a_stranger_and_an_excluded_manager_find_nothing(
    scene: Scene, signed_in: SignedIn, page: str
) -> None:
    visit = scene.visit()
    Exclusion.objects.create(
        child=scene.child, user=scene.manager, reason="Related", starts_on=TODAY
    )
    address = f"/children/{scene.child.pk}/visits/{page.format(visit=visit.pk)}"
    for person in (scene.elsewhere, scene.manager):
        assert signed_in(person).get(address).status_code == 404


def test_a_visit_of_another_child_is_not_found_under_this_one(
    scene: Scene, signed_in: SignedIn
) -> None:
    visit = scene.visit()
    other = Scene()
    other.child.team = scene.team
    other.child.save()
    page = signed_in(scene.manager).get(f"/children/{other.child.pk}/visits/{visit.pk}/")
    assert page.status_code == 404


def test_both_versions_are_read_and_lead_to_each_other(worker: Client, scene: Scene) -> None:
    first = scene.visit(worker_saw="Blue door")
    base = f"/children/{scene.child.pk}/visits"
    sent = filled(worker_saw="Green door", reason="Wrong house")
    answer = worker.post(f"{base}/{first.pk}/correct", sent, follow=True)
    assert "Green door" in answer.content.decode()
    assert "Wrong house" in answer.content.decode()
    old = worker.get(f"{base}/{first.pk}/").content.decode()
    assert "Blue door" in old
    assert "Read the newer one" in old

"""What is written about a child: notes, things done, papers, people, the chronology."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.actions import around, chronology, documents, done, notes
from cases.actions.notes import Said
from cases.models import CaseNote, ChildDocument, ChronologyEntry, Done
from cases.story import renew
from documents.models import StoredFile
from duties.models import Duty
from people.models import User
from people.refusal import Refused
from tests.factories import NOW, TODAY
from tests.scene import DAY, Scene


@pytest.fixture
def scene(db: None) -> Scene:
    return Scene()


def now(by: User) -> dict[str, Any]:
    return {"by": by, "on": TODAY, "at": NOW}


def write(scene: Scene, text: str = "We met", **more: Any) -> CaseNote:
    said = Said(on=more.pop("day", TODAY), kind="contact", text=text)
    by = more.pop("by", scene.worker)
    return notes.add_note(
        child=scene.child, said=said, key=more.get("key", uuid.uuid4()), **now(by)
    )


def test_a_note_sent_twice_is_one_note(scene: Scene) -> None:
    key = uuid.uuid4()
    assert write(scene, key=key) == write(scene, key=key)
    assert CaseNote.objects.count() == 1


@pytest.mark.parametrize(("more", "field"), [({"day": TODAY + DAY}, "on"), ({"text": " "}, "text")])
def test_a_note_of_tomorrow_or_of_nothing_is_refused(
    scene: Scene, more: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        write(scene, **more)
    assert field in refused.value.message_dict


def test_a_note_is_put_right_by_a_new_version_once(scene: Scene) -> None:
    first = write(scene, "Blue")

    def put_right() -> CaseNote:
        return notes.correct_note(
            note=first, said=Said(on=TODAY, kind="contact", text="Green"), reason="Misheard",
            key=uuid.uuid4(), **now(scene.worker),
        )  # fmt: skip

    assert (put_right().corrects, first.text) == (first, "Blue")
    with pytest.raises(ValidationError, match="newest version"):
        put_right()


def test_a_colleague_does_not_put_anothers_note_right_but_the_manager_does(scene: Scene) -> None:
    first = write(scene)
    said = Said(on=TODAY, kind="contact", text="Green")
    with pytest.raises(Refused):
        notes.correct_note(note=first, said=said, reason="No", key=uuid.uuid4(), **now(scene.iro))
    assert notes.correct_note(
        note=first, said=said, reason="Wrong child", key=uuid.uuid4(), **now(scene.manager)
    )


def test_a_stranger_writes_nothing(scene: Scene) -> None:
    with pytest.raises(Refused):
        write(scene, by=scene.elsewhere)


def plan(scene: Scene, **more: Any) -> Done:
    given = {"what": "placement_plan", "done_on": TODAY, "by_name": "W", "key": uuid.uuid4()}
    return done.record_done(child=scene.child, **{**given, **more}, **now(scene.worker))


def plan_duty(scene: Scene) -> str:
    return Duty.objects.get(subject=scene.child.pk, rule="STA-PLACEPLAN").state


def test_what_is_recorded_as_done_meets_its_duty_until_it_is_taken_back(scene: Scene) -> None:
    assert plan_duty(scene) == Duty.State.OPEN
    row = plan(scene)
    assert plan_duty(scene) == Duty.State.MET
    done.withdraw_done(done=row, reason="It was a draft", **now(scene.worker))
    assert plan_duty(scene) == Duty.State.OPEN
    assert Done.objects.get().withdrawn_reason == "It was a draft"


def test_it_is_taken_back_once_and_with_a_reason(scene: Scene) -> None:
    row = plan(scene)
    with pytest.raises(ValidationError, match="Say why"):
        done.withdraw_done(done=row, reason=" ", **now(scene.worker))
    done.withdraw_done(done=row, reason="Mistake", **now(scene.worker))
    with pytest.raises(ValidationError, match="already"):
        done.withdraw_done(done=row, reason="Mistake", **now(scene.worker))


@pytest.mark.parametrize("day", [TODAY + DAY, datetime.date(2014, 2, 28)])
def test_nothing_is_done_tomorrow_or_before_birth(scene: Scene, day: datetime.date) -> None:
    with pytest.raises(ValidationError) as refused:
        plan(scene, done_on=day)
    assert "done_on" in refused.value.message_dict


def test_a_file_that_is_not_taken_leaves_nothing_behind(scene: Scene) -> None:
    with pytest.raises(ValidationError) as refused:
        plan(scene, file=SimpleUploadedFile("plan.pdf", b"MZ\x00"))
    assert "file" in refused.value.message_dict
    assert not Done.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_document_sent_twice_is_stored_once(scene: Scene) -> None:
    key = uuid.uuid4()
    for _ in range(2):
        documents.add_document(
            child=scene.child, file=SimpleUploadedFile("a.pdf", b"%PDF-1"), title="A letter",
            kind="", dated=TODAY, key=key, **now(scene.worker),
        )  # fmt: skip
    assert ChildDocument.objects.count() == StoredFile.objects.count() == 1


AUNT: dict[str, Any] = {
    "name": "Ann Marsh", "kind": "family", "relationship": "aunt", "phone": "", "email": "",
    "parental_responsibility": False, "address": "", "contact": "",
}  # fmt: skip


def test_somebody_is_listed_once_and_may_come_back_after_leaving(scene: Scene) -> None:
    person = around.add_person(child=scene.child, **AUNT, **now(scene.worker))
    with pytest.raises(ValidationError, match="already"):
        around.add_person(child=scene.child, **{**AUNT, "name": "ann marsh"}, **now(scene.worker))
    around.edit_person(person=person, **{**AUNT, "phone": "1"}, **now(scene.worker))
    around.end_person(person=person, ends_on=TODAY, **now(scene.worker))
    assert around.add_person(child=scene.child, **AUNT, **now(scene.worker))


def test_the_story_is_told_from_the_record(scene: Scene) -> None:
    renew([scene.child.pk])
    said = dict(ChronologyEntry.objects.values_list("source", "generated"))
    assert said[f"care:{scene.care.pk}"] == "Became looked after."


def test_a_line_follows_its_record_and_keeps_what_a_person_wrote(scene: Scene) -> None:
    line = ChronologyEntry.objects.get(source=f"care:{scene.care.pk}")
    chronology.edit_meaning(entry=line, meaning="A hard day.", **now(scene.worker))
    scene.care.starts_on = scene.moved_in - DAY
    scene.care.save()
    renew([scene.child.pk])
    line.refresh_from_db()
    assert (line.on, line.meaning) == (scene.moved_in - DAY, "A hard day.")


def test_a_line_whose_record_went_goes_unless_somebody_gave_it_meaning(scene: Scene) -> None:
    ChronologyEntry.objects.create(
        child=scene.child, on=TODAY, source="care:gone", generated="Was."
    )
    ChronologyEntry.objects.create(
        child=scene.child, on=TODAY, source="care:told", generated="Was.", meaning="It mattered."
    )
    renew([scene.child.pk])
    left = ChronologyEntry.objects.filter(source__in=["care:gone", "care:told"])
    assert [(line.source, line.hidden) for line in left] == [("care:told", True)]


def test_telling_the_story_twice_changes_nothing(scene: Scene) -> None:
    renew([scene.child.pk])
    before = list(ChronologyEntry.objects.order_by("pk").values())
    renew([scene.child.pk])
    assert list(ChronologyEntry.objects.order_by("pk").values()) == before


def test_a_line_by_hand_is_added_once_and_never_emptied(scene: Scene) -> None:
    for _ in range(2):
        line = chronology.add_entry(
            child=scene.child, day=TODAY, meaning="First swim", **now(scene.worker)
        )
    assert ChronologyEntry.objects.filter(source="").count() == 1
    with pytest.raises(ValidationError):
        chronology.edit_meaning(entry=line, meaning="", **now(scene.worker))


def test_a_line_left_out_stays_on_the_record(scene: Scene) -> None:
    line = ChronologyEntry.objects.get(source=f"care:{scene.care.pk}")
    chronology.show_entry(entry=line, shown=False, **now(scene.worker))
    renew([scene.child.pk])
    line.refresh_from_db()
    assert line.hidden

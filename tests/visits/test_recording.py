"""Recording a visit: what it meets, what is refused, what it leaves behind."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from cases.models import ChronologyEntry, Exclusion
from duties.models import Duty
from people.clock import LONDON
from people.refusal import Refused
from people.roles import Role
from placements.models import Home
from placements.models.home import HomeKind
from tests.factories import NOW, TODAY, a_person, in_care
from tests.scene import DAY, Scene, said_of
from visits import actions
from visits.models import Visit, VisitDraft, VisitorRole
from visits.report import Step, late


def first_week(scene: Scene) -> Duty:
    return Duty.objects.get(subject=scene.child.pk, rule="STA-VISIT-FIRST")


def test_a_visit_by_the_social_worker_meets_the_first_weeks_duty(scene: Scene) -> None:
    assert first_week(scene).state == Duty.State.OPEN
    visit = scene.visit()
    duty = first_week(scene)
    assert (duty.state, duty.met_on, duty.met_by) == ("met", TODAY, f"visit:{visit.pk}")


def test_a_visit_where_the_child_was_not_seen_meets_nothing(scene: Scene) -> None:
    scene.visit(seen=False, alone=False, not_seen_reason="Nobody at home")
    assert first_week(scene).state == Duty.State.OPEN


def test_a_visit_that_is_corrected_to_not_seen_no_longer_meets_the_duty(scene: Scene) -> None:
    visit = scene.visit()
    correct(scene, visit, seen=False, alone=False, not_seen_reason="It was the sister")
    assert first_week(scene).state == Duty.State.OPEN


def test_sent_twice_with_one_key_it_is_recorded_once(scene: Scene) -> None:
    key = uuid.uuid4()
    assert scene.visit(key=key) == scene.visit(key=key)
    assert Visit.objects.count() == 1


def test_a_key_used_by_somebody_else_is_refused(scene: Scene) -> None:
    key = uuid.uuid4()
    scene.visit(key=key)
    with pytest.raises(ValidationError, match="used before"):
        scene.visit(key=key, by=scene.manager, role=VisitorRole.TEAM_MANAGER)


FAULTS: list[tuple[dict[str, Any], str, str]] = [
    ({"on": TODAY + DAY}, "on", "today or in the past"),
    ({"on": TODAY - 32 * DAY}, "on", "was not looked after on"),
    ({"seen": False, "alone": False}, "not_seen_reason", "why the child was not seen"),
    ({"alone": False}, "not_alone_reason", "why the child was not seen alone"),
    ({"alone": False, "not_alone_reason": "  "}, "not_alone_reason", "not seen alone"),
    ({"judgement": "immediate"}, "steps_agreed", "what you agreed"),
    ({"home": uuid.uuid4()}, "home", "neither lived in that home"),
]


@pytest.mark.parametrize(("said", "field", "words"), FAULTS)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_kept(
    scene: Scene, said: dict[str, Any], field: str, words: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        scene.visit(**said)
    assert words in refused.value.message_dict[field][0]
    assert not Visit.objects.exists()


def test_an_action_needs_somebody_who_does_it(scene: Scene) -> None:
    with pytest.raises(ValidationError) as refused:
        scene.visit(steps=[Step(what="Mend the window", due_on=TODAY + DAY)])
    assert "steps" in refused.value.message_dict


@pytest.mark.parametrize(("days", "allowed"), [(28, True), (29, False), (1, True)])
def test_the_coming_home_may_be_visited_up_to_28_days_before(
    scene: Scene, days: int, allowed: bool
) -> None:
    visited = scene.moved_in - days * DAY
    scene.care.starts_on = visited  # looked after already, in no home we know of
    scene.care.save()
    if allowed:
        assert scene.visit(on=visited).home == scene.home
    else:
        with pytest.raises(ValidationError, match="nor one starting within 28 days"):
            scene.visit(on=visited)


def test_before_care_began_a_visit_to_the_coming_home_is_taken(scene: Scene) -> None:
    assert scene.visit(on=scene.moved_in - DAY).home == scene.home


def test_a_day_between_two_times_in_care_names_no_home(scene: Scene) -> None:
    in_care(scene.child, since=TODAY - 400 * DAY, until=TODAY - 300 * DAY)
    with pytest.raises(ValidationError, match="No home is recorded"):
        scene.visit(on=TODAY - 200 * DAY)


def test_on_the_day_of_a_move_the_new_home_is_taken_and_the_old_may_be_named(
    scene: Scene,
) -> None:
    scene.placement.ends_on = TODAY
    scene.placement.save()
    new = Home.objects.create(name="Elm Lodge", kind=HomeKind.CHILDRENS_HOME)
    scene.lives_in(new, since=TODAY)
    assert scene.visit().home == new
    assert scene.visit(home=scene.home.pk).home == scene.home


def in_london(day: datetime.date, hour: int, minute: int = 0) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(hour, minute), tzinfo=LONDON)


def test_a_record_is_late_from_the_minute_after_48_hours() -> None:
    report = said_of(time=datetime.time(15, 30))
    assert not late(report, at=in_london(TODAY + 2 * DAY, 15, 30))
    assert late(report, at=in_london(TODAY + 2 * DAY, 15, 31))


def test_without_a_time_48_hours_end_with_the_second_day_after() -> None:
    assert not late(said_of(), at=in_london(TODAY + 2 * DAY, 23, 59))
    assert late(said_of(), at=in_london(TODAY + 3 * DAY, 0, 0))


def test_with_an_immediate_concern_a_record_is_late_after_24_hours() -> None:
    report = said_of(judgement="immediate", steps_agreed="Moved tonight")
    assert not late(report, at=in_london(TODAY + DAY, 23, 59))
    assert late(report, at=in_london(TODAY + 2 * DAY, 0, 0))


def test_48_hours_over_the_end_of_summer_time_are_48_elapsed_hours() -> None:
    report = said_of(on=datetime.date(2026, 10, 24), time=datetime.time(12))
    assert not late(report, at=in_london(datetime.date(2026, 10, 26), 11))
    assert late(report, at=in_london(datetime.date(2026, 10, 26), 12))


@given(
    written=st.integers(0, 100),
    waited=st.integers(0, 100),
    time=st.none() | st.times(),
)
def test_a_late_record_never_becomes_timely_by_waiting(
    written: int, waited: int, time: datetime.time | None
) -> None:
    report = said_of(on=TODAY, time=time)
    at = in_london(TODAY, 0) + datetime.timedelta(hours=written)
    if late(report, at=at):
        assert late(report, at=at + datetime.timedelta(hours=waited))


def test_a_late_record_is_kept_and_marked(scene: Scene) -> None:
    assert scene.visit(on=TODAY - 3 * DAY).late
    assert not scene.visit(on=TODAY - 2 * DAY).late


def test_the_chronology_gains_one_line_that_says_nothing_anyone_wrote(scene: Scene) -> None:
    scene.visit(child_words="I miss the dog", worker_saw="A tidy room")
    line = ChronologyEntry.objects.get(source__startswith="visit:")
    assert line.generated == "Visit by Wendy Worker (social worker), Oak House: seen alone."
    assert not line.meaning


def test_submitting_throws_the_draft_away(scene: Scene) -> None:
    key = uuid.uuid4()
    actions.save_draft(
        child=scene.child, data={"child_words": ["Hello"]}, by=scene.worker, on=TODAY, at=NOW,
        key=key,
    )  # fmt: skip
    scene.visit(key=key)
    assert not VisitDraft.objects.exists()
    late_draft = actions.save_draft(
        child=scene.child, data={}, by=scene.worker, on=TODAY, at=NOW, key=key
    )
    assert late_draft is None


def test_the_manager_is_told_by_mail_without_a_name(
    scene: Scene, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        scene.visit(tell_manager=True)
    (message,) = mail.outbox
    assert message.to == [scene.manager.email]
    for secret in (
        scene.child.given_name,
        scene.child.family_name,
        "Oak House",
        str(scene.child.pk),
    ):
        assert secret not in f"{message.subject}{message.body}"


def test_a_manager_who_may_not_see_the_child_is_not_told(
    scene: Scene, django_capture_on_commit_callbacks: Any
) -> None:
    Exclusion.objects.create(
        child=scene.child, user=scene.manager, reason="Related", starts_on=TODAY
    )
    with django_capture_on_commit_callbacks(execute=True):
        scene.visit(tell_manager=True)
    assert mail.outbox == []


def test_a_stranger_records_nothing(scene: Scene) -> None:
    with pytest.raises(Refused) as refused:
        scene.visit(by=scene.elsewhere)
    assert refused.value.refusal.code == "not_visible"


def test_an_excluded_worker_records_nothing(scene: Scene) -> None:
    Exclusion.objects.create(
        child=scene.child, user=scene.worker, reason="Conflict", starts_on=TODAY
    )
    with pytest.raises(Refused):
        scene.visit()


def test_an_iro_never_stands_in_for_the_social_worker(scene: Scene) -> None:
    with pytest.raises(Refused) as refused:
        scene.visit(by=scene.iro)
    assert refused.value.refusal.code == "not_your_role"
    assert scene.visit(by=scene.iro, role=VisitorRole.IRO)


def test_a_social_worker_does_not_visit_as_the_iro(scene: Scene) -> None:
    with pytest.raises(Refused):
        scene.visit(role=VisitorRole.IRO)


def test_a_manager_stands_in_for_the_social_worker_and_the_duty_is_met(scene: Scene) -> None:
    scene.visit(by=scene.manager)
    assert first_week(scene).state == Duty.State.MET


def correct(scene: Scene, visit: Visit, **said: Any) -> Visit:
    return actions.correct(
        visit=visit, report=said_of(**said), reason="I mixed up two visits", by=scene.worker,
        on=TODAY, at=NOW, key=uuid.uuid4(),
    )  # fmt: skip


def test_a_correction_is_a_new_version_and_both_stay_readable(scene: Scene) -> None:
    first = scene.visit(worker_saw="Blue door")
    second = correct(scene, first, worker_saw="Green door")
    first.refresh_from_db()
    assert (first.worker_saw, second.worker_saw) == ("Blue door", "Green door")
    assert (second.corrects, second.correction_reason) == (first, "I mixed up two visits")


def test_a_correction_takes_the_actions_with_it(scene: Scene) -> None:
    step = Step(what="Mend the window", due_on=TODAY + 7 * DAY, provider_name="Mr Oak")
    first = scene.visit(steps=[step])
    second = correct(scene, first)
    assert [action.what for action in second.actions.all()] == ["Mend the window"]
    assert first.actions.count() == 1


def test_a_version_is_corrected_once(scene: Scene) -> None:
    first = scene.visit()
    correct(scene, first)
    with pytest.raises(ValidationError, match="newest version"):
        correct(scene, first)


def test_a_correction_keeps_one_line_in_the_chronology(scene: Scene) -> None:
    correct(scene, scene.visit(), alone=False, not_alone_reason="Asked for his carer")
    assert ChronologyEntry.objects.get(source__startswith="visit:").generated.endswith(
        "seen, not alone."
    )


def test_a_colleague_does_not_correct_what_another_wrote(scene: Scene) -> None:
    visit = scene.visit()
    with pytest.raises(Refused) as refused:
        actions.correct(
            visit=visit, report=said_of(role=VisitorRole.IRO), reason="No", by=scene.iro, on=TODAY,
            at=NOW, key=uuid.uuid4(),
        )  # fmt: skip
    assert refused.value.refusal.code == "not_the_writer"


def test_an_action_is_done_between_the_visit_and_today(scene: Scene) -> None:
    step = Step(what="Mend the window", due_on=TODAY + DAY, worker=scene.worker)
    (action,) = scene.visit(steps=[step]).actions.all()

    def finish(done_on: datetime.date) -> None:
        actions.finish_action(action=action, done_on=done_on, by=scene.worker, on=TODAY, at=NOW)

    for wrong in (TODAY - DAY, TODAY + DAY):
        with pytest.raises(ValidationError):
            finish(wrong)
    finish(TODAY)
    action.refresh_from_db()
    assert (action.done_on, action.done_by) == (TODAY, scene.worker)


def test_a_draft_is_nobody_elses(scene: Scene) -> None:
    key = uuid.uuid4()
    actions.save_draft(child=scene.child, data={}, by=scene.worker, on=TODAY, at=NOW, key=key)
    with pytest.raises(Refused):
        actions.save_draft(child=scene.child, data={}, by=scene.manager, on=TODAY, at=NOW, key=key)


def test_a_role_that_records_no_visits_is_told_so(scene: Scene) -> None:
    clerk = a_person(Role.BUSINESS_SUPPORT, team=scene.team)
    with pytest.raises(Refused) as refused:
        scene.visit(by=clerk)
    assert refused.value.refusal.code == "role_does_not_visit"

"""Lines of evidence: looked at or not, by whom last, and worded by administrators from a day on."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from people.refusal import Refused
from placements.models import Home
from placements.models.home import HomeKind
from tests.factories import NOW, TODAY
from tests.pages import SignedIn, as_of_now, signed_in
from tests.scene import DAY, Scene, said_of
from visits import actions, visibility
from visits.evidence import Finding, last_looked, standards
from visits.first_standards import lay_down
from visits.models import Evidence, Standard, Visit

__all__ = ["as_of_now", "signed_in"]


def line(key: str = "daily_log") -> Standard:
    return Standard.objects.get(key=key, ends_on=None)


def found(key: str = "daily_log", **said: Any) -> Finding:
    return Finding(**{"standard": line(key), "looked": "seen", **said})


def visited(scene: Scene, *findings: Finding, **said: Any) -> Visit:
    return actions.record(
        child=scene.child, report=said_of(purposeful=True, **said), evidence=findings,
        by=scene.worker, on=TODAY, at=NOW, key=uuid.uuid4(),
    )  # fmt: skip


def keeping(scene: Scene) -> dict[str, Any]:
    return {"by": scene.administrator, "on": TODAY}


def sent(**lines: str) -> dict[str, str]:
    """The visit form as a browser sends it; `lines` are its evidence: daily_log__found …"""
    typed = {f"evidence-{name.replace('__', '-')}": text for name, text in lines.items()}
    return {
        "key": str(uuid.uuid4()), "on-day": "5", "on-month": "11", "on-year": "2026",
        "role": "social_worker", "seen": "yes", "alone": "yes", "kind": "purposeful",
        "actions-TOTAL_FORMS": "1", "actions-INITIAL_FORMS": "0", **typed,
    }  # fmt: skip


def test_the_first_list_is_there_and_is_laid_down_once(db: None) -> None:
    lines = standards(TODAY)
    assert len(lines) == 13
    assert [one.key for one in lines if one.about == "property"] == ["fire_and_safety", "insurance"]
    lay_down()
    assert len(standards(TODAY)) == 13


def test_what_was_looked_at_is_kept_and_what_was_not_has_no_row(scene: Scene) -> None:
    visit = visited(scene, found(found="Signed each day.", agrees="agrees", spoke_to="Ann"))
    row = Evidence.objects.get(visit=visit)
    assert (row.standard.key, row.found, row.agrees) == ("daily_log", "Signed each day.", "agrees")


def test_a_concern_says_what_was_found(scene: Scene) -> None:
    with pytest.raises(ValidationError, match="what was found"):
        visited(scene, found(concern=True))
    assert not Visit.objects.exists()
    visit = visited(scene)
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.create(visit=visit, standard=line(), looked="seen", concern=True)


def test_each_line_says_when_it_was_last_looked_at_in_this_home(scene: Scene) -> None:
    visited(scene, found(), on=TODAY - DAY)
    visited(scene, found("staff_rota", found="Two names short.", concern=True))
    mine = visibility.standing_visits(scene.worker, on=TODAY).filter(child=scene.child)
    last = last_looked(mine, scene.home)
    assert last["daily_log"].on == TODAY - DAY
    assert last["daily_log"].by == scene.worker.name
    assert last["staff_rota"].concern
    elsewhere = Home.objects.create(name="Ash", kind=HomeKind.CHILDRENS_HOME)
    assert last_looked(mine, elsewhere) == {}
    strangers = visibility.standing_visits(scene.elsewhere, on=TODAY)
    assert last_looked(strangers, scene.home) == {}


def test_a_corrected_version_has_evidence_of_its_own(scene: Scene) -> None:
    visit = visited(scene, found(found="Signed."))
    version = actions.correct(
        visit=visit, report=said_of(purposeful=True), reason="Read again.",
        evidence=[found(found="Not signed on Sunday.", concern=True)],
        by=scene.worker, on=TODAY, at=NOW, key=uuid.uuid4(),
    )  # fmt: skip
    assert visit.evidence.get().found == "Signed."
    assert version.evidence.get().concern
    mine = visibility.standing_visits(scene.worker, on=TODAY)
    assert last_looked(mine, scene.home)["daily_log"].concern


def test_a_line_worded_anew_leaves_earlier_forms_as_they_were(scene: Scene) -> None:
    visit = visited(scene, found())
    old = line()
    new = actions.reword(
        standard=old, title="Log of each day", about="child", where="", ask="", **keeping(scene)
    )
    assert (new.key, new.starts_on) == (old.key, TODAY)
    assert visit.evidence.get().standard.title == "Daily log"
    assert "Log of each day" in [one.title for one in standards(TODAY)]
    assert "Daily log" in [one.title for one in standards(TODAY - DAY)]
    with pytest.raises(ValidationError, match="Somebody changed"):
        actions.reword(standard=old, title="x", about="child", where="", ask="", **keeping(scene))


def test_a_line_worded_twice_on_one_day_has_one_new_wording(scene: Scene) -> None:
    new = actions.reword(
        standard=line(), title="Log of each day", about="child", where="", ask="", **keeping(scene)
    )
    again = actions.reword(
        standard=new, title="The daily log", about="child", where="", ask="", **keeping(scene)
    )
    assert again.pk == new.pk
    assert Standard.objects.filter(key="daily_log").count() == 2


def test_a_line_taken_off_is_asked_no_longer_and_stays_readable(scene: Scene) -> None:
    visit = visited(scene, found())
    actions.retire(standard=line(), **keeping(scene))
    assert "daily_log" not in [one.key for one in standards(TODAY)]
    assert visit.evidence.get().standard.title == "Daily log"


def test_a_line_added_comes_last_and_no_two_have_one_title(scene: Scene) -> None:
    new = actions.add_standard(
        title="Pets", about="child", where="", ask="Who looks after them?", **keeping(scene)
    )
    lines = [one for one in standards(TODAY) if one.about == "child"]
    assert lines[-1] == new
    with pytest.raises(ValidationError, match="already a line"):
        actions.add_standard(title="pets", about="child", where="", ask="", **keeping(scene))
    with pytest.raises(ValidationError, match="began today"):
        actions.retire(standard=new, **keeping(scene))


def test_only_administrators_keep_the_lines(scene: Scene) -> None:
    for person in (scene.worker, scene.manager, scene.iro):
        with pytest.raises(Refused):
            actions.retire(standard=line(), by=person, on=TODAY)


def test_the_form_keeps_evidence_typed_and_names_the_line_that_is_wrong(
    scene: Scene, signed_in: SignedIn
) -> None:
    client = signed_in(scene.worker)
    address = f"/children/{scene.child.pk}/visits/new"
    typed = sent(daily_log__looked="seen", daily_log__concern="on", staff_rota__found="Two short.")
    page = client.post(address, typed).content.decode()
    assert "Daily log: say what was found" in page
    assert "Staff rota: say whether you looked or asked" in page
    assert "Two short." in page
    assert not Visit.objects.exists()
    more = client.post(address, {**typed, "add_action": "1"}).content.decode()
    assert "Two short." in more
    right = sent(daily_log__looked="asked", daily_log__found="Night staff write it up.")
    client.post(address, right)
    assert Evidence.objects.get().found == "Night staff write it up."


def test_a_draft_keeps_evidence_and_the_next_form_says_when_a_line_was_looked_at(
    scene: Scene, signed_in: SignedIn
) -> None:
    visited(scene, found())
    client = signed_in(scene.worker)
    typed = sent(staff_rota__found="Two short.")
    client.post(f"/children/{scene.child.pk}/visits/drafts", typed)
    address = f"/children/{scene.child.pk}/visits/new?draft={typed['key']}"
    page = client.get(address).content.decode()
    assert "Two short." in page
    assert f"last 5 November 2026, {scene.worker.name}" in page


def test_what_was_typed_into_a_line_taken_off_meanwhile_is_kept(
    scene: Scene, signed_in: SignedIn
) -> None:
    client = signed_in(scene.worker)
    typed = sent(daily_log__looked="seen", daily_log__found="Nobody wrote on Sunday.")
    client.post(f"/children/{scene.child.pk}/visits/drafts", typed)
    actions.retire(standard=line(), **keeping(scene))
    draft = client.get(f"/children/{scene.child.pk}/visits/new?draft={typed['key']}")
    assert "Nobody wrote on Sunday." in draft.content.decode()
    client.post(f"/children/{scene.child.pk}/visits/new", typed)
    assert Evidence.objects.get().found == "Nobody wrote on Sunday."


def test_a_correction_keeps_lines_laid_down_after_the_visit(
    scene: Scene, signed_in: SignedIn
) -> None:
    pets = actions.add_standard(title="Pets", about="child", where="", ask="", **keeping(scene))
    visit = visited(
        scene, Finding(standard=pets, looked="seen", found="A calm dog."), on=TODAY - DAY
    )
    address = f"/children/{scene.child.pk}/visits/{visit.pk}/correct"
    client = signed_in(scene.worker)
    assert "A calm dog." in client.get(address).content.decode()
    typed = {**sent(), "on-day": "4", "reason": "The day."}
    typed |= {f"evidence-{pets.key}-looked": "seen", f"evidence-{pets.key}-found": "Two dogs."}
    client.post(address, typed)
    assert Visit.objects.get(corrects=visit).evidence.get().found == "Two dogs."


def test_what_was_found_is_read_on_the_visits_page_and_by_the_iro(
    scene: Scene, signed_in: SignedIn
) -> None:
    visit = visited(scene, found(found="Nobody wrote on Sunday.", concern=True))
    for person, tail in ((scene.worker, ""), (scene.iro, "read")):
        address = f"/children/{scene.child.pk}/visits/{visit.pk}/{tail}"
        page = signed_in(person).get(address).content.decode()
        assert "Nobody wrote on Sunday." in page
        assert "Concern" in page


def test_an_administrator_words_a_line_on_its_page(scene: Scene, signed_in: SignedIn) -> None:
    client = signed_in(scene.administrator)
    address = f"/settings/evidence/{line().pk}/edit"
    wrong = client.post(address, {"title": "", "about": "child", "ask": "Who reads it?"})
    assert "Enter what is looked at" in wrong.content.decode()
    assert "Who reads it?" in wrong.content.decode()
    client.post(address, {"title": "Log of each day", "about": "child"})
    assert line().title == "Log of each day"
    client.post(f"/settings/evidence/{line('staff_rota').pk}/retire")
    listed = client.get("/settings/evidence/").content.decode()
    assert "Asked for no longer" in listed

"""Live cases from another system brought into the record: what they make, and only once."""

import datetime
from pathlib import Path

import pytest
from django.core import mail

from cases.actions import merging
from cases.models import Allocation, CarePeriod, Child, CompleteFrom, Done, LegalStatus
from duties.models import Duty, StaleSubject, Subject
from people.models import RoleAssignment, Team, User
from placements.models import Home, Placement
from returns.actions.running import check_now
from returns.models import CarriedOver, Import
from returns.report import headline
from reviews.models import Review
from tests.factories import NOW, TODAY, a_child
from tests.returns.moving import (
    IRA,
    MO,
    ROSA,
    an_authority,
    bring,
    child,
    codes,
    fates,
    home,
    visit,
    write,
)
from visits.models import Visit

pytestmark = pytest.mark.django_db

MADE = (
    Allocation, CarePeriod, CarriedOver, Child, CompleteFrom, Done, Home, LegalStatus, Placement,
    Review, RoleAssignment, Team, User, Visit,
)  # fmt: skip


def counted() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in MADE}


def test_a_whole_authority_comes_over(tmp_path: Path) -> None:
    run = bring(tmp_path, an_authority())
    assert run.state == Import.State.DONE, run.refusal
    assert codes(run, "dropped") == codes(run, "refused_child") == codes(run, "warned") == []
    assert fates(run) == {"read": 21, "taken": 21}
    child = Child.objects.get(given_name="ChildK1")
    assert (child.family_name, child.born_on) == ("Marsh", datetime.date(2014, 3, 1))
    assert child.team.name == "North team"
    assert child.team.parent == Team.objects.get(name="Care service")
    held = {(one.role, one.user.email, one.main) for one in child.allocations.all()}
    assert held == {("social_worker", ROSA, True), ("iro", IRA, True)}
    stay = child.placements.get()
    assert (stay.home.name, stay.kind) == ("House H1", "in_house_foster")
    assert child.legal_statuses.get().code == "C2"
    visit = child.visits.get()
    assert (visit.visitor.email, visit.role, visit.home) == (ROSA, "social_worker", stay.home)
    assert (visit.seen, visit.alone, visit.worker_saw) == (True, True, "Settled.")
    assert child.reviews.get().held_on == datetime.date(2026, 6, 1)
    assert child.dones.get().what == "care_plan"
    assert RoleAssignment.objects.filter(user__email=MO, role="team_manager").count() == 1


def test_the_same_files_again_change_nothing_and_say_so(tmp_path: Path) -> None:
    bring(tmp_path, an_authority())
    before = counted()
    again = bring(tmp_path, on=TODAY + datetime.timedelta(days=3))
    assert counted() == before
    assert fates(again) == {"read": 21, "repeated": 21}
    assert again.counts["again"] is True
    assert again.counts["children_unchanged"] == 2
    assert headline(again).startswith("These files were imported before: nothing changed")


def test_a_dry_run_reports_the_same_and_writes_nothing(tmp_path: Path) -> None:
    before = counted()
    dry = bring(tmp_path, an_authority(), dry_run=True)
    assert counted() == before
    assert not Duty.objects.exists()
    real = bring(tmp_path)
    assert dry.counts == real.counts
    assert "would be taken" in headline(dry)
    assert not dry.lines.exclude(child=None).exists()


def test_no_report_repeats_what_was_written_about_a_child(tmp_path: Path) -> None:
    bring(tmp_path / "a", an_authority(["K1"]))
    Visit.objects.update(worker_saw="Rewritten here.", not_alone_reason="Hers.", alone=False)
    told = visit("V-K1", note="Another secret.", alone="no", why_not="A secret too.")
    long = visit("V-2", note="Secret. " * 1200)
    run = bring(tmp_path / "b", {"visits": [told, long]})
    assert codes(run, "dropped") == ["changed_here"]
    assert codes(run, "warned") == ["bad_value"]
    assert "ecret" not in repr(list(run.lines.values()))


def test_what_is_owed_is_worked_out_with_the_import_however_many_children(tmp_path: Path) -> None:
    bring(tmp_path, an_authority([f"K{number}" for number in range(30)]))
    assert not StaleSubject.objects.exists()
    assert Subject.objects.filter(computed_on=TODAY).count() == 30
    assert Duty.objects.filter(state=Duty.State.OPEN).values("subject").distinct().count() == 30


def test_nobody_gets_a_password_or_a_letter(tmp_path: Path) -> None:
    bring(tmp_path, an_authority())
    users = User.objects.filter(email__in=[ROSA, IRA, MO])
    assert [user.has_usable_password() for user in users] == [False] * 3
    assert all(user.is_active for user in users)
    assert mail.outbox == []


def test_a_corrected_file_corrects_what_the_import_wrote(tmp_path: Path) -> None:
    bring(tmp_path / "a", an_authority(["K1"]))
    fixed = an_authority(["K1"])
    fixed["children"] = [child(given_name="Adah", upn="UN2")]
    fixed["visits"] = [visit("V-K1", visited_on="2026-10-06", seen="no", why_not="At school")]
    fixed["homes"] = [home(home_name="Elm House")]
    fixed["staff"][0]["phone"] = "01632 960001"
    fixed["allocations"][0]["until"] = "2026-11-01"
    fixed["plans"][0]["done_on"] = "2025-01-12"
    fixed["reviews"][0]["held_on"] = "2026-06-02"
    run = bring(tmp_path / "b", fixed)
    assert codes(run, "dropped") == []
    assert fates(run) == {"read": 14, "taken": 7, "repeated": 7}
    known = Child.objects.get()
    assert (known.given_name, known.upn, known.search_name) == ("Adah", "UN2", "adah marsh")
    made = known.visits.get()
    assert (str(made.on), made.seen, made.not_seen_reason) == ("2026-10-06", False, "At school")
    assert known.placements.get().home.name == "Elm House"
    assert User.objects.get(email=ROSA).phone == "01632 960001"
    ends = known.allocations.get(role="social_worker").ends_on
    assert ends == datetime.date(2026, 11, 1)
    assert str(known.dones.get().on) == "2025-01-12"
    assert str(known.reviews.get().held_on) == "2026-06-02"


def test_what_was_changed_here_stays_and_is_said(tmp_path: Path) -> None:
    bring(tmp_path / "a", an_authority(["K1"]))
    Child.objects.update(given_name="Ottilie")
    Allocation.objects.filter(role="social_worker").update(ends_on=TODAY)
    Home.objects.update(name="The Elms")
    User.objects.filter(email=ROSA).update(name="Rosa Whit")
    fixed = an_authority(["K1"])
    fixed["children"][0]["given_name"] = "Adah"
    fixed["allocations"][0]["until"] = "2026-11-01"
    fixed["homes"] = [home(home_name="Elm House")]
    fixed["staff"][0]["name"] = "Rosa M"
    run = bring(tmp_path / "b", fixed)
    assert codes(run, "dropped") == ["changed_here"] * 4
    assert {line.column for line in run.lines.filter(outcome="dropped")} == {
        "given_name", "until", "home_name", "name",
    }  # fmt: skip
    assert Child.objects.get().given_name == "Ottilie"
    assert Home.objects.get().name == "The Elms"
    assert User.objects.get(email=ROSA).name == "Rosa Whit"


def test_the_same_files_do_not_undo_what_was_changed_here(tmp_path: Path) -> None:
    bring(tmp_path, an_authority(["K1"]))
    Allocation.objects.filter(role="social_worker").update(ends_on=TODAY)
    CarePeriod.objects.update(need_code="N4")
    run = bring(tmp_path)
    assert fates(run) == {"read": 14, "repeated": 14}
    assert Allocation.objects.get(role="social_worker").ends_on == TODAY
    assert CarePeriod.objects.get().need_code == "N4"


def test_rows_of_a_record_merged_here_go_to_the_one_that_is_kept(tmp_path: Path) -> None:
    bring(tmp_path / "a", an_authority(["K1"]) | {"placements": [], "reviews": []})
    merged = Child.objects.get()
    kept = a_child(team=merged.team, born_on=merged.born_on)
    manager = User.objects.get(email=MO)
    merging.merge(kept=kept, merged=merged, take=[], reason="One", by=manager, at=NOW, on=TODAY)
    check_now()
    run = bring(tmp_path / "b", {"visits": [visit("V-2"), visit("V-K1")]})
    assert fates(run) == {"read": 2, "taken": 1, "repeated": 1}
    assert kept.visits.count() == 2
    assert not merged.visits.exists()


def test_a_visit_filed_under_another_child_here_is_not_fetched_back(tmp_path: Path) -> None:
    bring(tmp_path / "a", an_authority())
    one, other = Child.objects.order_by("given_name")
    Visit.objects.filter(child=one).update(child=other)
    run = bring(tmp_path / "b", {"visits": [visit("V-K1", note="Shorter.")]})
    assert codes(run, "dropped") == ["refiled_here"]
    assert other.visits.count() == 2


def test_a_visit_recorded_here_meanwhile_is_not_doubled(tmp_path: Path) -> None:
    bring(tmp_path / "a", an_authority(["K1"]))
    Visit.objects.update(on=datetime.date(2026, 10, 20))
    CarriedOver.objects.filter(kind="visit").delete()
    run = bring(tmp_path / "b", {"visits": [visit("V-9", visited_on="2026-10-20", note="Other")]})
    assert codes(run, "warned") == ["differs_here"]
    assert Visit.objects.get().worker_saw == "Settled."


def test_a_child_known_by_key_and_never_told_again_gets_later_visits(tmp_path: Path) -> None:
    bring(tmp_path / "a", an_authority(["K1"]))
    run = bring(tmp_path / "b", {"visits": [visit("V-2", visited_on="2026-10-30")]})
    assert fates(run) == {"read": 1, "taken": 1}
    assert Visit.objects.filter(child__given_name="ChildK1").count() == 2


def test_a_home_filled_in_by_hand_is_not_renamed_and_one_of_that_name_is_the_same(
    tmp_path: Path,
) -> None:
    here = Home.objects.create(name="House H1", kind="childrens_home", capacity=3)
    run = bring(tmp_path, {"homes": [home(capacity="4", urn="SC1")]})
    here.refresh_from_db()
    assert Home.objects.count() == 1
    assert (here.kind, here.capacity, here.urn) == ("childrens_home", 3, "SC1")
    assert codes(run, "warned") == ["differs_here", "differs_here"]


def test_one_bad_file_among_good_ones_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path, an_authority())
    (tmp_path / "zz.csv").write_bytes(b"PK\x03\x04 a workbook")
    run = bring(tmp_path)
    assert run.state == Import.State.REFUSED
    assert "spreadsheet" in run.refusal
    assert not Child.objects.exists()


def test_an_unforeseen_failure_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr("cases.changes.tell", fail)
    with pytest.raises(RuntimeError):
        bring(tmp_path, an_authority())
    assert not Child.objects.exists()
    assert not Team.objects.exists()
    assert "Nothing was changed" in Import.objects.get().refusal

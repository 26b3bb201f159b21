"""Gathers what is to be written for all children of an import, then writes it in bulk."""

from __future__ import annotations

import datetime
import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.db.models import ProtectedError, RestrictedError

from cases import changes as cases_changes
from cases.models import CarePeriod, Child, CompleteFrom, LegalStatus
from placements.models import Home, Milestone, Placement, PlacementCode
from returns.actions import record
from returns.actions.running import Run, check_now
from returns.actions.weave import Changes, Weaver
from returns.sheets.account import Remark
from returns.ssda903 import shape
from returns.ssda903.chain import Refusal
from returns.ssda903.held import Rows
from returns.ssda903.history import History, Told
from returns.ssda903.identity import Identity
from returns.ssda903.places import Home as ReturnHome
from returns.ssda903.tables import HEADER
from reviews.models import Review

# A return stops at its 31 March and holds no visits or plans: of all that follows it is silent,
# so what fell due before the import is unknown. The families are those the rule packs name.
FAMILIES = ("visits", "reviews", "plans", "records", "concerns")
BATCH = 2000
CREATED: tuple[type[models.Model], ...] = (
    Child,
    CarePeriod,
    LegalStatus,
    Placement,
    PlacementCode,
    Milestone,
    Review,
    CompleteFrom,
)
UPDATED: dict[type[models.Model], list[str]] = {
    Child: ["sex", "ethnicity", "upn", "unaccompanied"],
    CarePeriod: ["starts_on", "ends_on", "need_code", "end_code", "end_date_needed"],
    LegalStatus: ["starts_on", "ends_on", "code", "care_period"],
    Placement: [
        "starts_on",
        "ends_on",
        "care_period",
        "home",
        "kind",
        "end_reason",
        "long_term_foster",
    ],
    Review: ["participation"],
}
OTHER_BIRTH = Remark("birth_date_here", "The record here has another date of birth.")
EDITED = Remark(
    "edited_here",
    "The child's care, status or homes were changed here and the returns say otherwise: "
    "compare them by hand.",
)
IN_USE = Remark(
    "in_use",
    "The returns no longer hold a home or period of care on which something is recorded here.",
)


@dataclass
class Case:
    """One child of the import: rows, what they tell, what they told before, what is recorded."""

    rows: Rows
    told: Told
    before: History | None
    known: record.Known | None

    @property
    def history(self) -> History | None:
        return None if self.told.refusal else self.told.history


@dataclass
class Writer:
    """Call `take` for every child, then `finish` once."""

    run: Run
    counts: Counter[str] = field(default_factory=Counter)
    children: dict[str, uuid.UUID] = field(default_factory=dict)  # number → record
    changes: Changes = field(default_factory=Changes)
    homes: dict[str, Home] = field(default_factory=dict)
    new_homes: list[Home] = field(default_factory=list)
    touched: set[uuid.UUID] = field(default_factory=set)
    upns: dict[str, list[tuple[Child, Case]]] = field(default_factory=dict)

    def take(self, case: Case) -> None:
        """One child. Sets `case.told.refusal` where the record forbids what the rows say."""
        history, known = case.history, case.known
        if history is None:
            return
        why = _barred(case, history)
        if why:
            case.told.refusal = Refusal(why)
        elif known is None:
            self._begin(case, history)
        else:
            self._continue(case, history, known)

    def _begin(self, case: Case, history: History) -> None:
        number = history.number
        child = Child(team=self.run.receiving, ssda903_id=number, search_name=number.lower())
        child.born_on = history.identity.born_on
        self._describe(case, child, history.identity)
        self.changes.new(child)
        for family in FAMILIES:
            self.changes.new(CompleteFrom(child=child, family=family, on=self.run.on))
        self._find_homes(history.homes)
        weaver = Weaver(self.homes)
        weaver.begin(child, history)
        self.changes.join(weaver.changes)
        self._reviews(child, history, weaver.cares, {})
        self._done(case, child, "children_new")

    def _continue(self, case: Case, history: History, known: record.Known) -> None:
        now, then = known.shape, shape.of_history(history)
        cares: list[CarePeriod] = []
        changed = False
        if then not in (now, shape.of_history(case.before)):
            weaver = self._weave(known, history)
            if weaver is None:
                case.told.refusal = Refusal(IN_USE)
                return
            self.changes.join(weaver.changes)
            cares, changed = weaver.cares, True
        else:
            cares = known.care
            changed = self._end_dates(known, history)
        changed |= self._describe(case, known.child, history.identity)
        changed |= self._reviews(known.child, history, cares, known.reviews)
        self._done(case, known.child, "children_changed" if changed else "children_unchanged")

    def _weave(self, known: record.Known, history: History) -> Weaver | None:
        """The changes that bring the child's rows to the history; None if some row must stay."""
        self._find_homes(history.homes)
        weaver = Weaver(self.homes)
        gone = weaver.continue_(known, history)
        try:
            with transaction.atomic():
                for row in gone:
                    row.delete()
        except (ProtectedError, RestrictedError):
            return None
        return weaver

    def _end_dates(self, known: record.Known, history: History) -> bool:
        """Say that an end date is needed, or no longer, where the record still has none."""
        needed = {one.starts_on: one.end_date_needed for one in history.periods}
        changed = False
        for care in known.care:
            if care.ends_on is None and care.end_date_needed != needed.get(
                care.starts_on, care.end_date_needed
            ):
                care.end_date_needed = not care.end_date_needed
                self.changes.changed(care)
                changed = True
        return changed

    def _describe(self, case: Case, child: Child, identity: Identity) -> bool:
        """Fill in what the returns say of the child, never over what was changed here."""
        before = case.before.identity if case.before else None
        changed = False
        for name in ("sex", "ethnicity", "upn", "unaccompanied"):
            now, said = getattr(child, name), getattr(identity, name)
            ours = now in ("", "U", False) or (before and now == getattr(before, name))
            if said and now != said and ours:
                setattr(child, name, said)
                changed = True
        if changed and case.known is not None:
            self.changes.changed(child)
        if child.upn and not child.upn.startswith("UN"):
            self.upns.setdefault(child.upn, []).append((child, case))
        return changed

    def _reviews(
        self,
        child: Child,
        history: History,
        cares: list[CarePeriod],
        recorded: dict[datetime.date, Review],
    ) -> bool:
        changed = False
        for one in (review for period in history.periods for review in period.reviews):
            review = recorded.get(one.held_on)
            care = _care_on(cares, one.held_on)
            if review is None and care is not None:
                made = self._review(child, care, one.held_on, one.participation)
                recorded[one.held_on] = made
                self.changes.new(made)
                changed = True
            elif review and one.participation and not review.participation:
                review.participation = one.participation
                self.changes.changed(review)
                changed = True
        return changed

    def _review(
        self, child: Child, care: CarePeriod, held_on: datetime.date, participation: str
    ) -> Review:
        return Review(
            child=child,
            care_period=care,
            held_on=held_on,
            participation=participation,
            recorded_by=self.run.by,
            recorded_at=self.run.at,
        )

    def _find_homes(self, homes: Iterable[ReturnHome]) -> None:
        for home in homes:
            if home.key not in self.homes:
                self.homes[home.key] = Home(
                    name=home.name,
                    search_name=home.name.lower(),
                    kind=home.kind,
                    urn=home.urn,
                    postcode=home.postcode,
                    import_key=home.key,
                )
                self.new_homes.append(self.homes[home.key])

    def _done(self, case: Case, child: Child, what: str) -> None:
        self.children[case.rows.number] = child.pk
        self.counts[what] += 1
        if what != "children_unchanged":
            self.touched.add(child.pk)

    def use_known_homes(self, keys: Iterable[str]) -> None:
        """Before `take`: the homes that an earlier import already made."""
        for home in Home.objects.filter(import_key__in=list(keys)).exclude(import_key=""):
            self.homes[home.import_key] = home

    def finish(self) -> None:
        """Write everything, and tell whoever counts duties."""
        self._clear_shared_upns()
        Home.objects.bulk_create(self.new_homes, batch_size=BATCH)
        self.counts["homes_new"] = len(self.new_homes)
        PlacementCode.objects.filter(placement__in=self.changes.recoded).delete()
        for model, fields in UPDATED.items():
            for rows in self.changes.updates(model):
                _every(model).bulk_update(rows, fields, batch_size=BATCH)
        for model in CREATED:
            rows = self.changes.create.get(model, [])
            twice = model is Milestone
            _every(model).bulk_create(rows, batch_size=BATCH, ignore_conflicts=twice)
            self.counts[f"{model.__name__.lower()}_new"] = len(rows)
        check_now()
        cases_changes.tell(self.touched, today=self.run.on)

    def _clear_shared_upns(self) -> None:
        """A pupil number two children claim is given to neither; the one who has it keeps it."""
        holders = record.holders_of(self.upns)
        for upn, claims in self.upns.items():
            holder = holders.get(upn)
            for child, case in claims:
                alone = len({claimed.pk for claimed, _ in claims}) == 1
                if child.pk == holder or (holder is None and alone):
                    continue
                child.upn = ""
                for held in case.rows.of(HEADER.name)[-1:]:
                    reason = "Another child has this pupil number too; left blank."
                    held.remarks.append(Remark("upn_shared", reason, "UPN", upn))


def _barred(case: Case, history: History) -> Remark | None:
    """Why the record forbids what the rows say: only it knows."""
    known = case.known
    if known is None:
        return None
    if known.child.born_on not in (None, history.identity.born_on):
        return OTHER_BIRTH
    now, then, before = known.shape, shape.of_history(history), shape.of_history(case.before)
    return None if now == before or then in (now, before) else EDITED


def _care_on(cares: list[CarePeriod], day: datetime.date) -> CarePeriod | None:
    """The latest period of care that holds the day, its last day included."""
    holding = [one for one in cares if one.starts_on <= day <= (one.ends_on or day)]
    return max(holding, key=lambda one: one.starts_on, default=None)


def _every(model: type[models.Model]) -> models.QuerySet[Any]:
    return models.QuerySet(model)

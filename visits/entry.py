"""Putting the visit form together: what is known is filled in, nothing is asked twice."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict

from cases.models import Allocation
from cases.web import Opened
from duties.models import Duty
from duties.supposing import WouldMeet
from people.models import User
from people.periods import holds
from people.trays import managing
from placements.whereabouts import PROVIDER_RUN, Whereabouts, home_on, homes_on, stays
from visits import visibility
from visits.answering import asked_for, would_answer
from visits.evidence import last_looked, standards, worded_last
from visits.forms.evidence import PREFIX, EvidenceForm, keys_typed, typed_in
from visits.forms.visit import ActionForm, ActionRows, VisitForm, as_typed
from visits.models import Standard, Visit, VisitDraft, VisitorRole
from visits.permissions import roles_open_to
from visits.report import Report

# What the form says in its own way; see `version_of`.
FILLED_APART = ("key", "home", "seen", "alone", "bedroom_seen")

# Homes the child left this many calendar days ago may still be named: the record comes late.
RECENT_DAYS = 60


@dataclass
class Sheet:
    """Everything that is filled in on the page of a visit."""

    form: VisitForm
    rows: forms.BaseFormSet[ActionForm]
    evidence: list[EvidenceForm]

    def is_valid(self) -> bool:
        """Whether all of it is; every part is asked, so that every fault is told at once."""
        parts = [self.form.is_valid(), self.rows.is_valid()]
        return all(parts + [line.is_valid() for line in self.evidence])

    @property
    def wrong_besides(self) -> bool:
        """Whether there are faults outside the main form."""
        return bool(
            (self.rows.is_bound and self.rows.total_error_count())
            or any(line.errors for line in self.evidence)
        )


@dataclass
class Entry:
    """One person about to write about one child's visit. `sent` is what was posted, if anything."""

    opened: Opened
    sent: QueryDict | None = None
    duty_id: str = ""
    correcting: Visit | None = None

    @cached_property
    def duty(self) -> Duty | None:
        """The duty the writer came to answer."""
        if not self.duty_id:
            return None
        who = self.opened.viewer
        return asked_for(who.stand, self.opened.child, self.duty_id, at=who.at)

    @cached_property
    def roles(self) -> list[VisitorRole]:
        """Roles open to the writer; the one the duty asks for, or of the first version, first."""
        found = roles_open_to(self.opened.viewer.stand, self.opened.child)
        wanted = self.correcting.role if self.correcting else self.duty and self.duty.owner_role
        if wanted in found or self.correcting:
            first = VisitorRole(str(wanted))
            found = [first, *(role for role in found if role != first)]
        return found

    @cached_property
    def homes(self) -> list[tuple[str, str]]:
        """Homes to choose from: asked only when the child has just moved or is about to."""
        on = self.opened.viewer.on
        since = on - datetime.timedelta(days=RECENT_DAYS)
        near = homes_on(stays(self.opened.child), on)
        names = {str(one.home.pk): str(one.home) for one in near}
        for stay in stays(self.opened.child):
            if stay.ends_on and stay.ends_on >= since:
                names[str(stay.home_id)] = str(stay.home)
        return list(names.items()) if len(names) > 1 else []

    @cached_property
    def workers(self) -> list[User]:
        """Who may be given an action: the writer, the child's workers, their manager."""
        child, viewer = self.opened.child, self.opened.viewer
        held = Allocation.objects.filter(
            holds(viewer.on), child=child, user__is_active=True
        ).select_related("user")
        managers = managing({child.team_id}, viewer.on)[child.team_id]
        found = [viewer.user, *(row.user for row in held), *managers]
        return list({worker.pk: worker for worker in found}.values())

    def form(self, data: QueryDict | None = None, *, initial: dict[str, Any]) -> VisitForm:
        return VisitForm(
            data,
            initial=initial,
            today=self.opened.viewer.on,
            roles=self.roles,
            homes=self.homes,
        )

    def rows(
        self, data: QueryDict | None = None, *, initial: list[dict[str, Any]] | None = None
    ) -> forms.BaseFormSet[ActionForm]:
        given: dict[str, Any] = {"workers": self.workers}
        rows = ActionRows(data, initial=initial, prefix="actions", form_kwargs=given)
        if data is None and initial is not None:
            rows.extra = 0
        return rows

    def evidence(self, data: QueryDict | None = None, *, judged: bool = True) -> list[EvidenceForm]:
        """The lines of evidence, as they stand; `judged` only when the form is sent to be kept.

        None on the shorter form: a visit to one of our own foster homes, or to family.
        """
        if not self._asks_for_evidence(data):
            return []
        viewer, child = self.opened.viewer, self.opened.child
        seen = visibility.standing_visits(viewer.stand, on=viewer.on, at=viewer.at)
        mine = seen.filter(child=child)
        if self.correcting:
            mine = mine.exclude(pk=self.correcting.pk)
        last = last_looked(mine, self.where.home if self.where else None)
        earlier = self._found_before()
        forms_ = []
        for line in self._lines(data):
            told: dict[str, Any] = {"standard": line, "last": last.get(line.key)}
            initial = earlier.get(line.key)
            if data is not None and not judged:
                initial = typed_in(EvidenceForm(**told), data)
            forms_.append(EvidenceForm(data if judged else None, initial=initial, **told))
        return forms_

    def _lines(self, data: QueryDict | None) -> list[Standard]:
        """Today's lines, and those a version or a typed text holds though nobody is asked now."""
        lines = {line.key: line for line in standards(self.opened.viewer.on)}
        for line in worded_last(keys_typed(data) - set(lines)) if data is not None else []:
            lines[line.key] = line
        if self.correcting:
            for row in self.correcting.evidence.select_related("standard"):
                lines[row.standard.key] = row.standard
        return sorted(lines.values(), key=lambda line: (line.about, line.position))

    def _asks_for_evidence(self, data: QueryDict | None) -> bool:
        if self.correcting:
            return self.correcting.purposeful
        typed = any(name.startswith(PREFIX) for name in data or ())
        return typed or self._purposeful_here()

    def _found_before(self) -> dict[str, dict[str, Any]]:
        """What the version that is corrected says, by line."""
        if not self.correcting:
            return {}
        return {
            row.standard.key: {name: getattr(row, name) for name in EvidenceForm.base_fields}
            for row in self.correcting.evidence.select_related("standard")
        }

    def fresh(self) -> tuple[VisitForm, forms.BaseFormSet[ActionForm]]:
        """The form as it first appears."""
        initial: dict[str, Any] = {
            "key": uuid.uuid4(),
            "on": self.opened.viewer.on,
            "role": self.roles[0].value,
            "kind": "purposeful" if self._purposeful_here() else "statutory",
        }
        return self.form(initial=initial), self.rows()

    def again(
        self, data: QueryDict, *, more_rows: int = 0
    ) -> tuple[VisitForm, forms.BaseFormSet[ActionForm]]:
        """What was typed, as it stands, unjudged; with `more_rows` empty rows of actions."""
        bare, rows = self.form(data, initial={}), self.rows(data)
        typed = [as_typed(row, data) for row in rows.forms] + [{}] * more_rows
        return self.form(initial=as_typed(bare, data)), self.rows(initial=typed)

    def drafted(self, draft: VisitDraft) -> Sheet:
        """A draft taken up again."""
        data = QueryDict(mutable=True)
        for name, values in draft.data.items():
            data.setlist(name, values)
        data["key"] = str(draft.key)
        self.duty_id = self.duty_id or data.get("duty", "")
        return self.sheet_again(data)

    def sheet_again(self, data: QueryDict, *, more_rows: int = 0) -> Sheet:
        """The whole sheet as typed, unjudged."""
        form, rows = self.again(data, more_rows=more_rows)
        return Sheet(form, rows, self.evidence(data, judged=False))

    def version_of(self, visit: Visit) -> VisitForm:
        """The form filled with an earlier version, to be corrected."""
        said = {
            name: getattr(visit, name)
            for name in VisitForm.base_fields
            if hasattr(visit, name) and name not in FILLED_APART
        }
        yes_no = {True: "yes", False: "no", None: ""}
        return self.form(
            initial={
                **said,
                "key": uuid.uuid4(),
                "time": visit.at,
                "home": str(visit.home_id or ""),
                "kind": "purposeful" if visit.purposeful else "statutory",
                "unannounced": not visit.announced,
                "seen": yes_no[visit.seen],
                "alone": yes_no[visit.alone],
                "bedroom_seen": yes_no[visit.bedroom_seen],
            }
        )

    @cached_property
    def meets(self) -> list[WouldMeet]:
        """Duties the visit will answer as the form stands, taken for granted the child is seen."""
        viewer, child = self.opened.viewer, self.opened.child
        return would_answer(viewer.stand, child, self._supposed(self.sent), at=viewer.at)

    @cached_property
    def where(self) -> Whereabouts | None:
        """The home the visit is taken to be to, as the form stands."""
        supposed = self._supposed(self.sent)
        return home_on(stays(self.opened.child), supposed.on, supposed.home)

    @property
    def answers_duty(self) -> bool:
        """Whether the duty the writer came to answer is among them."""
        return any(self.duty and one.duty.pk == self.duty.pk for one in self.meets)

    def _supposed(self, data: QueryDict | None) -> Report:
        """The visit as far as the form tells: today's, in the likeliest role, unless it says."""
        form, _ = self.fresh()
        said = dict(form.initial)
        if data is not None:
            for name in ("on", "role", "kind", "seen", "home"):
                if name in form.fields:
                    said[name] = _clean(form.fields[name], form, name, data) or said.get(name)
        home = said.get("home")
        return Report(
            on=said["on"],
            role=VisitorRole(said["role"]),
            purposeful=said["kind"] == "purposeful",
            seen=said.get("seen") != "no",
            alone=said.get("seen") != "no",
            home=uuid.UUID(home) if home else None,
        )

    def _purposeful_here(self) -> bool:
        if self.duty and "purposeful" in self.duty.asks:
            return True
        near = homes_on(stays(self.opened.child), self.opened.viewer.on)
        return bool(near) and near[0].kind in PROVIDER_RUN


def _clean(field: forms.Field, form: VisitForm, name: str, data: QueryDict) -> Any:
    """The value typed into one field, or None if it cannot be read."""
    try:
        return field.clean(field.widget.value_from_datadict(data, {}, form.add_prefix(name)))
    except forms.ValidationError:
        return None

"""Entering a child, and keeping who they are right."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

from cases import changes, naming
from cases.independence import require_independence
from cases.models import Alias, Allocation, Child
from cases.permissions import may_allocate, may_create, may_record
from people.models import Team, User
from people.refusal import require

OLDEST_YEARS = 30  # a record for somebody older is a mistyped year
PREGNANCY = datetime.timedelta(days=300)
OVERDUE_BIRTH = datetime.timedelta(days=60)


@dataclass(frozen=True)
class Details:
    """Who a child is, as the form has it. Names of fields are those of `Child`."""

    given_name: str = ""
    family_name: str = ""
    known_as: str = ""
    born_on: datetime.date | None = None
    expected_on: datetime.date | None = None
    sex: str = "U"
    ethnicity: str = ""
    language: str = ""
    religion: str = ""
    disability: str = ""
    unaccompanied: bool = False
    nhs_number: str = ""
    upn: str = ""
    own_words: str = ""
    own_words_on: datetime.date | None = None

    @classmethod
    def of(cls, child: Child) -> Details:
        return cls(**{field.name: getattr(child, field.name) for field in fields(cls)})


class ChangedMeanwhile(Exception):
    """Somebody else saved the record first. `current` is what they left."""

    def __init__(self, current: Child) -> None:
        self.says = (
            "Somebody changed this record while you were writing. Nothing of yours is lost: "
            "compare below, then save again."
        )
        super().__init__(self.says)
        self.current = current


@transaction.atomic
def create(
    *,
    key: uuid.UUID,
    team: Team,
    details: Details,
    aliases: Iterable[tuple[str, str]] = (),
    by: User,
    on: datetime.date,
) -> Child:
    """Enter a child into a team. `key` came with the form: sent twice, the child is entered once.

    Entered by a worker, the child is theirs until a manager says otherwise; entered by a manager,
    the child waits in the team's tray. `on` is today.

    Raises:
        Refused: `by` enters no children in that team.
        ValidationError: keyed by field.
    """
    require(may_create(by, team, on=on))
    known = Child.objects.filter(pk=key).first()
    if known is not None:
        require(may_record(by, known, on=on))
        return known
    child = Child(pk=key, team=team)
    _write(child, details, on)
    _name(child, aliases)
    if not may_allocate(by, child, on=on):
        Allocation.objects.create(
            child=child, user=by, role=Allocation.Role.SOCIAL_WORKER, main=True, starts_on=on
        )
    changes.tell([child.pk], today=on)
    return child


@transaction.atomic
def edit(
    *,
    child: Child,
    version: int,
    details: Details,
    aliases: Iterable[tuple[str, str]] = (),
    by: User,
    on: datetime.date,
    at: datetime.datetime,
) -> Child:
    """Correct who the child is. `version` is the one the form was drawn from.

    Raises:
        Refused: `by` adds nothing to this record.
        ChangedMeanwhile: another version is stored by now.
        ValidationError: keyed by field.
    """
    row = Child.objects.select_for_update().get(pk=child.pk)
    require(may_record(by, row, on=on, at=at))
    if row.version != version:
        raise ChangedMeanwhile(row)
    row.version += 1
    _write(row, details, on)
    _name(row, aliases)
    changes.tell([row.pk], today=on)
    return row


@transaction.atomic
def move_to_team(*, child: Child, team: Team, by: User, on: datetime.date) -> Child:
    """Let another team answer for the child. Whoever works with them goes on doing so.

    Raises:
        Refused: `by` does not manage the child's team.
        ValidationError: keyed by `team`: it is closed, the same, or led by the child's IRO.
    """
    row = Child.objects.select_for_update().get(pk=child.pk)
    require(may_allocate(by, row, on=on))
    if team.pk == row.team_id:
        raise ValidationError({"team": "That team answers for the child already."})
    if team.closed_on is not None and team.closed_on <= on:
        raise ValidationError({"team": f"{team} is closed."})
    row.team = team
    row.version += 1
    row.save(update_fields=["team", "version"])
    require_independence(on=on, children=[row.pk], field="team")
    changes.tell([row.pk], today=on)
    return row


def _write(child: Child, details: Details, on: datetime.date) -> None:
    for field, value in asdict(details).items():
        setattr(child, field, value)
    wrong = _wrong(child, on)
    if wrong:
        raise ValidationError(wrong)
    try:
        child.full_clean()
    except ValidationError as error:
        raise _at_their_fields(error) from error
    child.save()


def _wrong(child: Child, on: datetime.date) -> dict[str, str]:
    """What no constraint can say: it needs today, or a check digit."""
    found: dict[str, str] = {}
    if not (child.given_name or child.family_name or child.known_as or child.ssda903_id):
        found["given_name"] = "Enter a name, even if it is only part of one"
    if child.born_on and child.born_on > on:
        found["born_on"] = "The date of birth must be today or in the past"
    elif child.born_on and child.born_on.year < on.year - OLDEST_YEARS:
        found["born_on"] = f"That is more than {OLDEST_YEARS} years ago. Check the year."
    if child.expected_on and child.expected_on > on + PREGNANCY:
        found["expected_on"] = "No birth is expected that far ahead. Check the date."
    elif child.expected_on and not child.born_on and child.expected_on < on - OVERDUE_BIRTH:
        found["expected_on"] = "That is long past. Enter the date of birth instead."
    if child.nhs_number and (why := naming.nhs_number_wrong(child.nhs_number)):
        found["nhs_number"] = why
    if child.upn and (why := naming.upn_wrong(child.upn)):
        found["upn"] = why
    if child.own_words_on and child.own_words_on > on:
        found["own_words_on"] = "The day they said it must be today or in the past"
    if child.own_words and not child.own_words_on:
        found["own_words_on"] = "Enter the day the child said this"
    if child.own_words_on and not child.own_words:
        found["own_words"] = "Enter what the child said, or leave the day out too"
    return found


_FIELD_OF = {
    "Another child already has that NHS number.": "nhs_number",
    "Another child already has that unique pupil number.": "upn",
    "Enter the date of birth, or when the birth is expected.": "born_on",
}


def _at_their_fields(error: ValidationError) -> ValidationError:
    """A broken constraint speaks for the whole row; say it at the field it is about."""
    sorted_out: dict[str, list[str]] = {}
    for field, sentences in error.message_dict.items():
        for says in sentences:
            place = _FIELD_OF.get(says, field) if field == NON_FIELD_ERRORS else field
            sorted_out.setdefault(place, []).append(says)
    return ValidationError(sorted_out)


def _name(child: Child, aliases: Iterable[tuple[str, str]]) -> None:
    """Store the aliases given, let go of the others, and fold every name for searching."""
    wanted = dict.fromkeys(pair for pair in aliases if any(pair))
    kept: list[Alias] = []
    for row in child.aliases.all():
        if (row.given_name, row.family_name) in wanted:
            wanted.pop((row.given_name, row.family_name))
            kept.append(row)
        else:
            row.delete()
    kept += [
        Alias.objects.create(child=child, given_name=given, family_name=family)
        for given, family in wanted
    ]
    child.search_name = naming.search_name(child, kept)
    child.save(update_fields=["search_name"])

"""How late each team is agrees with the list behind it."""

from __future__ import annotations

import datetime

import pytest

from cases.changes import tell
from desk.lateness import late_by_team
from desk.team import team_work
from people.standing import standing
from tests.duties.test_sync import settled
from tests.factories import NOW, TODAY, a_child, allocated
from tests.house import House

pytestmark = pytest.mark.django_db


def test_each_team_counts_the_rows_of_its_page_and_a_service_those_beneath(house: House) -> None:
    for days, team in ((9, house.team), (60, house.team), (20, house.other_team)):
        child = a_child(team=team)
        allocated(child, house.worker)
        settled(child, since=TODAY - datetime.timedelta(days=days))
        tell([child.pk], today=TODAY)
    head = standing(house.head, TODAY)
    teams = [house.service, house.team, house.other_team]
    lines = {line.team: line for line in late_by_team(head, teams, on=TODAY, at=NOW)}
    for team, line in lines.items():
        rows = team_work(head, team, on=TODAY, at=NOW).work.overdue
        assert rows
        assert sorted(line.days) == sorted(row.late_by for row in rows)
        assert line.all == line.up_to_a_week + line.up_to_four_weeks + line.longer
        assert line.oldest == max(row.late_by for row in rows)
    assert lines[house.service].all == lines[house.team].all + lines[house.other_team].all

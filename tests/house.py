"""The people every test of the children's pages is about, by name."""

from __future__ import annotations

from people.models import Team
from people.roles import Role
from tests.factories import a_child, a_person, a_team


class House:
    """A service with two teams, their managers, workers, an IRO and the IROs' manager."""

    def __init__(self) -> None:
        self.service = a_team(kind=Team.Kind.SERVICE)
        self.team = a_team(under=self.service)
        self.other_team = a_team(under=self.service)
        self.iros = a_team()
        self.manager = a_person(Role.TEAM_MANAGER, team=self.team, name="Mara Manager")
        self.other_manager = a_person(Role.TEAM_MANAGER, team=self.other_team)
        self.head = a_person(Role.SERVICE_MANAGER, team=self.service, name="Hana Head")
        self.worker = a_person(Role.SOCIAL_WORKER, team=self.team, name="Wendy Worker")
        self.colleague = a_person(Role.SOCIAL_WORKER, team=self.team, name="Colin Colleague")
        self.elsewhere = a_person(Role.SOCIAL_WORKER, team=self.other_team)
        self.iro = a_person(Role.IRO, team=self.iros, name="Ira Officer")
        self.iro_manager = a_person(Role.IRO_MANAGER, team=self.iros)
        self.administrator = a_person(Role.ADMINISTRATOR, team=self.service)
        self.child = a_child(team=self.team)

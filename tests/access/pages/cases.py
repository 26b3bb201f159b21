from people.roles import Role
from tests.access.kinds import CHILD_PAGE, LINE_PAGE, TEAM_PAGE, by_role, page

PAGES = {
    "cases:without_iro": page(by_role(Role.IRO_MANAGER)),
    "cases:workers": page(CHILD_PAGE, pk="child"),
    "cases:allocate": page(LINE_PAGE, pk="child", role="social_worker"),
    "cases:end_allocation": page(LINE_PAGE, pk="child", allocation_pk="allocation"),
    "cases:unallocated": page(TEAM_PAGE, pk="team"),
    "cases:caseloads": page(TEAM_PAGE, pk="team"),
    "cases:move_caseload": page(TEAM_PAGE, pk="team", user_pk="worker", role="social_worker"),
}

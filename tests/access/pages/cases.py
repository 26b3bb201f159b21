from people.roles import Role
from tests.access.kinds import (
    ADMIN_PAGE,
    CHILD_PAGE,
    LINE_PAGE,
    RECORD_PAGE,
    TEAM_PAGE,
    by_role,
    page,
)

ENTERS_CHILDREN = by_role(
    Role.SOCIAL_WORKER,
    Role.PRACTICE_MANAGER,
    Role.TEAM_MANAGER,
    Role.SERVICE_MANAGER,
    Role.ASSISTANT_DIRECTOR,
)

PAGES = {
    "cases:new_child": page(ENTERS_CHILDREN),
    "cases:edit_child": page(RECORD_PAGE, pk="child"),
    "cases:child_team": page(LINE_PAGE, pk="child"),
    "cases:leaving": page(ADMIN_PAGE, pk="worker"),
    "cases:without_iro": page(by_role(Role.IRO_MANAGER)),
    "cases:workers": page(CHILD_PAGE, pk="child"),
    "cases:allocate": page(LINE_PAGE, pk="child", role="social_worker"),
    "cases:end_allocation": page(LINE_PAGE, pk="child", allocation_pk="allocation"),
    "cases:unallocated": page(TEAM_PAGE, pk="team"),
    "cases:caseloads": page(TEAM_PAGE, pk="team"),
    "cases:move_caseload": page(TEAM_PAGE, pk="team", user_pk="worker", role="social_worker"),
}

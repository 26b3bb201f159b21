from people.roles import RULES, Role, Sight
from tests.access.kinds import (
    ADMIN_PAGE,
    CHILD_PAGE,
    LINE_PAGE,
    MANAGER_PAGE,
    NARRATIVE_PAGE,
    NOBODYS,
    PAIR_PAGE,
    RECORD_PAGE,
    SENIOR_PAGE,
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

OPENS_RECORDS = by_role(*(role for role, rule in RULES.items() if rule.sight == Sight.FULL))

PAGES = {
    "cases:duplicates": page(MANAGER_PAGE),
    "cases:merge": page(PAIR_PAGE, pk="child", merged_pk="twin"),
    "cases:undo_merge": page(NOBODYS, pk="nowhere", only_post=True),
    "cases:refile": page(RECORD_PAGE, pk="child", label="cases.CaseNote", record_pk="note"),
    "cases:urgent": page(OPENS_RECORDS),
    "cases:shift": page(by_role(Role.OUT_OF_HOURS)),
    "cases:reasons": page(MANAGER_PAGE),
    "cases:review_reason": page(NOBODYS, pk="nowhere", only_post=True),
    "cases:access": page(SENIOR_PAGE, pk="child"),
    "cases:restrict": page(SENIOR_PAGE, pk="child"),
    "cases:open_up": page(SENIOR_PAGE, pk="child", only_post=True),
    "cases:exclude": page(SENIOR_PAGE, pk="child"),
    "cases:end_exclusion": page(SENIOR_PAGE, pk="child", exclusion_pk="exclusion"),
    "cases:new_child": page(ENTERS_CHILDREN),
    "cases:edit_child": page(RECORD_PAGE, pk="child"),
    "cases:child_team": page(LINE_PAGE, pk="child"),
    "cases:leaving": page(ADMIN_PAGE, pk="worker"),
    "cases:without_iro": page(by_role(Role.IRO_MANAGER)),
    "cases:looked": page(NARRATIVE_PAGE, pk="child"),
    "cases:workers": page(CHILD_PAGE, pk="child"),
    "cases:allocate": page(LINE_PAGE, pk="child", role="social_worker"),
    "cases:end_allocation": page(LINE_PAGE, pk="child", allocation_pk="allocation"),
    "cases:unallocated": page(TEAM_PAGE, pk="team"),
    "cases:caseloads": page(TEAM_PAGE, pk="team"),
    "cases:move_caseload": page(TEAM_PAGE, pk="team", user_pk="worker", role="social_worker"),
}

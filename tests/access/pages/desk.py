"""Pages that read across rooms, and those that keep the rules."""

from tests.access.kinds import (
    ADMIN_PAGE,
    CHILD_PAGE,
    MANAGER_PAGE,
    OPEN_PAGE,
    SIGNED_IN,
    TEAM_PAGE,
    page,
)

PAGES = {
    "help": page(OPEN_PAGE),
    "accessibility": page(OPEN_PAGE),
    "privacy": page(OPEN_PAGE),
    "desk:my_work": page(SIGNED_IN),
    "desk:my_work_csv": page(SIGNED_IN),
    "desk:find": page(SIGNED_IN),
    "desk:child": page(CHILD_PAGE, pk="child"),
    "desk:child_duties": page(CHILD_PAGE, pk="child"),
    "desk:why": page(CHILD_PAGE, pk="child", duty_pk="duty"),
    "desk:teams": page(MANAGER_PAGE),
    "desk:team": page(TEAM_PAGE, pk="team"),
    "desk:team_csv": page(TEAM_PAGE, pk="team"),
    "desk:end_dates": page(TEAM_PAGE, pk="team"),
    "duties:packs": page(ADMIN_PAGE),
    "duties:pack": page(ADMIN_PAGE, pack="kent"),
    "duties:choose": page(ADMIN_PAGE, pack="kent"),
    "duties:end": page(ADMIN_PAGE, pk="pack_choice"),
    "duties:days_off": page(ADMIN_PAGE),
    "duties:remove_day_off": page(ADMIN_PAGE, day="day_off"),
}

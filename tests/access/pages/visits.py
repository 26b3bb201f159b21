from people.roles import Role
from tests.access.kinds import (
    ADMIN_PAGE,
    CHILD_PAGE,
    CHILD_SENT_ON,
    FORM_PAGE,
    NARRATIVE_PAGE,
    OWN_THING,
    RECORD_PAGE,
    VISIT_PAGE,
    WRITER_PAGE,
    by_role,
    page,
)

PAGES = {
    "visits:list": page(CHILD_PAGE, pk="child"),
    "visits:new": page(VISIT_PAGE, pk="child"),
    "visits:preview": page(VISIT_PAGE, pk="child", only_post=True),
    "visits:save_draft": page(VISIT_PAGE, pk="child", only_post=True),
    "visits:one": page(NARRATIVE_PAGE, pk="child", visit="visit"),
    "visits:correct": page(WRITER_PAGE, pk="child", visit="visit"),
    "visits:read": page(FORM_PAGE, pk="child", visit="visit"),
    "visits:read_next": page(CHILD_SENT_ON, pk="child"),
    "visits:to_read": page(by_role(Role.IRO, Role.IRO_MANAGER)),
    "visits:standards": page(ADMIN_PAGE),
    "visits:add_standard": page(ADMIN_PAGE),
    "visits:edit_standard": page(ADMIN_PAGE, pk="standard"),
    "visits:retire_standard": page(ADMIN_PAGE, pk="standard"),
    "visits:finish_action": page(RECORD_PAGE, pk="child", action="visit_action"),
    "visits:discard_draft": page(OWN_THING, pk="child", draft="nowhere", only_post=True),
}

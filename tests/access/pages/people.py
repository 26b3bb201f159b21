from tests.access.kinds import ADMIN_PAGE, COLLEAGUE_PAGE, PEOPLE_PAGE, page

PAGES = {
    "people:people": page(PEOPLE_PAGE),
    "people:new_person": page(ADMIN_PAGE),
    "people:person": page(COLLEAGUE_PAGE, pk="worker"),
    "people:edit_person": page(ADMIN_PAGE, pk="worker"),
    "people:invite": page(ADMIN_PAGE, pk="worker", only_post=True),
    "people:come_back": page(ADMIN_PAGE, pk="worker", only_post=True),
    "people:give_role": page(ADMIN_PAGE, pk="worker"),
    "people:end_role": page(ADMIN_PAGE, pk="role"),
    "people:away": page(COLLEAGUE_PAGE, pk="worker"),
    "people:back": page(COLLEAGUE_PAGE, pk="absence"),
    "people:teams": page(ADMIN_PAGE),
    "people:new_team": page(ADMIN_PAGE),
    "people:edit_team": page(ADMIN_PAGE, pk="team"),
    "people:close_team": page(ADMIN_PAGE, pk="team"),
}

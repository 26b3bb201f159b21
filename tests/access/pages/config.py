from tests.access.kinds import OPEN_PAGE, page

PAGES = {
    "health_live": page(OPEN_PAGE),
    "health_ready": page(OPEN_PAGE),
}

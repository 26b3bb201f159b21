from people.roles import Role
from tests.access.kinds import RETURNS_PAGE, by_role, page

# An administrator imports and sees the numbers; the rows are about children.
IMPORTERS = by_role(Role.RETURNS_OFFICER, Role.ADMINISTRATOR)

PAGES = {
    "returns:index": page(IMPORTERS),
    "returns:new": page(IMPORTERS),
    "returns:report": page(IMPORTERS, pk="import"),
    "returns:progress": page(IMPORTERS, pk="import"),
    "returns:rows": page(RETURNS_PAGE, pk="import"),
    "returns:rows_csv": page(RETURNS_PAGE, pk="import"),
}

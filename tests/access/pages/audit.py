from tests.access.kinds import AUDIT_PAGE, page

PAGES = {
    "audit:looked": page(AUDIT_PAGE, query="?child=123e4567-e89b-12d3-a456-426614174000"),
    "audit:changed": page(AUDIT_PAGE),
}

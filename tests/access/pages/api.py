from tests.access.kinds import ADMIN_PAGE, CHILD_PAGE, OWN_THING, SIGNED_IN, VISIT_PAGE, api, page

PAGES = {
    "api:tokens": page(SIGNED_IN),
    "api:everybodys_tokens": page(ADMIN_PAGE),
    "api:revoke_token": page(OWN_THING, pk="nowhere"),
    "api:docs": page(SIGNED_IN),
    "api:schema": page(api(SIGNED_IN)),
    "api:children": page(api(SIGNED_IN)),
    "api:child": page(api(CHILD_PAGE), pk="child"),
    "api:visits": page(api(CHILD_PAGE), post=api(VISIT_PAGE), pk="child"),
    "api:duties": page(api(SIGNED_IN)),
    "api:why": page(api(CHILD_PAGE), pk="duty"),
}

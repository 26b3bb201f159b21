from tests.access.kinds import NARRATIVE_PAGE, SIGNED_IN, page

PAGES = {
    "handovers:mine": page(SIGNED_IN),
    "handovers:one": page(NARRATIVE_PAGE, pk="child", handover_pk="handover"),
    "handovers:read": page(NARRATIVE_PAGE, pk="child", handover_pk="handover", only_post=True),
}

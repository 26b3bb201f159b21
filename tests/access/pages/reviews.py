from tests.access.kinds import CHILD_PAGE, NARRATIVE_PAGE, RECORD_PAGE, REVIEW_PAGE, page

PAGES = {
    "reviews:list": page(CHILD_PAGE, pk="child"),
    "reviews:one": page(NARRATIVE_PAGE, pk="child", review_pk="review"),
    "reviews:book": page(RECORD_PAGE, pk="child"),
    "reviews:record": page(REVIEW_PAGE, pk="child"),
    "reviews:cancel": page(RECORD_PAGE, pk="child", review_pk="review"),
}

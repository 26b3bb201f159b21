from tests.access.kinds import CHILD_PAGE, HOMES_PAGE, KEEPERS_PAGE, PLACE_PAGE, page

PAGES = {
    "placements:child": page(CHILD_PAGE, pk="child"),
    "placements:place": page(PLACE_PAGE, pk="child"),
    "placements:move_to": page(PLACE_PAGE, pk="child", home_pk="home"),
    "placements:move_to_new": page(PLACE_PAGE, pk="child"),
    "placements:end": page(PLACE_PAGE, pk="child", stay_pk="placement"),
    "placements:in_error": page(PLACE_PAGE, pk="child", stay_pk="placement"),
    "placements:milestone": page(PLACE_PAGE, pk="child", stay_pk="placement"),
    "placements:start_care": page(PLACE_PAGE, pk="child"),
    "placements:end_care": page(PLACE_PAGE, pk="child", care_pk="care_period"),
    "placements:change_legal": page(PLACE_PAGE, pk="child"),
    "placements:homes": page(HOMES_PAGE),
    "placements:add_home": page(KEEPERS_PAGE),
    "placements:home": page(HOMES_PAGE, pk="home"),
    "placements:provider": page(HOMES_PAGE, pk="provider"),
    "placements:edit_provider": page(KEEPERS_PAGE, pk="provider"),
    "placements:edit_home": page(KEEPERS_PAGE, pk="home"),
    "placements:registration": page(KEEPERS_PAGE, pk="home"),
    "placements:inspection": page(KEEPERS_PAGE, pk="home"),
    "placements:notice": page(KEEPERS_PAGE, pk="home"),
}

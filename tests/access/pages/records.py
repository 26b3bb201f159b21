from tests.access.kinds import NARRATIVE_PAGE, RECORD_PAGE, WRITER_PAGE, page

PAGES = {
    "cases:notes": page(NARRATIVE_PAGE, pk="child"),
    "cases:add_note": page(RECORD_PAGE, pk="child"),
    "cases:note": page(NARRATIVE_PAGE, pk="child", note_pk="note"),
    "cases:correct_note": page(WRITER_PAGE, pk="child", note_pk="note"),
    "cases:done": page(NARRATIVE_PAGE, pk="child"),
    "cases:done_new": page(RECORD_PAGE, pk="child"),
    "cases:withdraw_done": page(WRITER_PAGE, pk="child", done_pk="done"),
    "cases:done_file": page(NARRATIVE_PAGE, pk="child", done_pk="done"),
    "cases:documents": page(NARRATIVE_PAGE, pk="child"),
    "cases:add_document": page(RECORD_PAGE, pk="child"),
    "cases:document_file": page(NARRATIVE_PAGE, pk="child", document_pk="document"),
    "cases:around": page(NARRATIVE_PAGE, pk="child"),
    "cases:add_person": page(RECORD_PAGE, pk="child"),
    "cases:edit_person": page(RECORD_PAGE, pk="child", person_pk="person"),
    "cases:end_person": page(RECORD_PAGE, pk="child", person_pk="person"),
    "cases:chronology": page(NARRATIVE_PAGE, pk="child"),
    "cases:add_entry": page(RECORD_PAGE, pk="child"),
    "cases:edit_entry": page(RECORD_PAGE, pk="child", entry_pk="entry"),
    "cases:show_entry": page(RECORD_PAGE, pk="child", entry_pk="entry", only_post=True),
}

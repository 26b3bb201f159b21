"""Addresses of what is written about a child; part of the names "cases:…"."""

from django.urls import path

from cases.views import around, chronology, documents, done, notes

urlpatterns = [
    path("children/<uuid:pk>/notes/", notes.note_list, name="notes"),
    path("children/<uuid:pk>/notes/add", notes.add_note, name="add_note"),
    path("children/<uuid:pk>/notes/<uuid:note_pk>/", notes.note, name="note"),
    path(
        "children/<uuid:pk>/notes/<uuid:note_pk>/correct", notes.correct_note, name="correct_note"
    ),
    path("children/<uuid:pk>/done/", done.done_list, name="done"),
    path("children/<uuid:pk>/done/new", done.add_done, name="done_new"),
    path(
        "children/<uuid:pk>/done/<uuid:done_pk>/withdraw", done.withdraw_done, name="withdraw_done"
    ),
    path("children/<uuid:pk>/done/<uuid:done_pk>/file", done.done_file, name="done_file"),
    path("children/<uuid:pk>/documents/", documents.document_list, name="documents"),
    path("children/<uuid:pk>/documents/add", documents.add_document, name="add_document"),
    path(
        "children/<uuid:pk>/documents/<uuid:document_pk>/file",
        documents.document_file,
        name="document_file",
    ),
    path("children/<uuid:pk>/people/", around.people, name="around"),
    path("children/<uuid:pk>/people/add", around.add_person, name="add_person"),
    path("children/<uuid:pk>/people/<uuid:person_pk>/edit", around.edit_person, name="edit_person"),
    path("children/<uuid:pk>/people/<uuid:person_pk>/end", around.end_person, name="end_person"),
    path("children/<uuid:pk>/chronology/", chronology.story, name="chronology"),
    path("children/<uuid:pk>/chronology/add", chronology.add_entry, name="add_entry"),
    path(
        "children/<uuid:pk>/chronology/<uuid:entry_pk>/edit",
        chronology.edit_entry,
        name="edit_entry",
    ),
    path(
        "children/<uuid:pk>/chronology/<uuid:entry_pk>/show",
        chronology.show_entry,
        name="show_entry",
    ),
]

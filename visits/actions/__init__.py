from visits.actions.reading import send_back, sign
from visits.actions.recording import correct, discard_draft, finish_action, record, save_draft
from visits.actions.standards import add_standard, retire, reword

__all__ = [
    "add_standard",
    "correct",
    "discard_draft",
    "finish_action",
    "record",
    "retire",
    "reword",
    "save_draft",
    "send_back",
    "sign",
]

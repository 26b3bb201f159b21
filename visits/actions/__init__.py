from visits.actions.reading import send_back, sign
from visits.actions.recording import correct, discard_draft, finish_action, record, save_draft

__all__ = [
    "correct",
    "discard_draft",
    "finish_action",
    "record",
    "save_draft",
    "send_back",
    "sign",
]

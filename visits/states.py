"""How far the form of a purposeful visit has got (spec: purposeful-visit.md, "Life of a form").

What is being written is a `VisitDraft`; it becomes a row here when it is sent. A sent form is never
edited: what comes back is corrected in a new version, which the IRO reads anew.
"""

from __future__ import annotations

from django.db import models

from workflow.flow import Flow, Move


class State(models.TextChoices):
    RECORDED = "recorded", "Recorded"  # an ordinary visit, or one from before: nobody has to sign
    SUBMITTED = "submitted", "Waiting for the IRO"
    RETURNED = "returned", "Sent back"
    READ = "read", "Read by the IRO"


FORM = Flow(
    name="visit_form",
    states=State,
    begins=[State.RECORDED, State.SUBMITTED],
    before="a draft is sent, or a version corrected",
    moves=[
        Move("sign", "The IRO reads and signs", [State.SUBMITTED], State.READ),
        Move("send_back", "The IRO asks for more", [State.SUBMITTED], State.RETURNED),
    ],
)

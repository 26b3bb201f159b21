"""What is asked, in a word or two, for counting many of a kind. Each list has the full sentence."""

from __future__ import annotations

ASKED = {
    "adoption_exception": "Reports on adoption delay",
    "adoption_review": "Adoption reviews",
    "care_plan": "Care plans",
    "child_consultation": "Children asked before a review",
    "commissioning_visit": "Commissioning visits",
    "iro_escalation": "Escalations by the IRO",
    "iro_named": "Naming an IRO",
    "iro_told": "Telling the IRO",
    "placement_checklist": "Checklists for the home",
    "placement_plan": "Placement plans",
    "purposeful_form_read": "Purposeful visits to read and sign",
    "purposeful_visit": "Purposeful visits",
    "review": "Reviews",
    "review_agenda": "Reviews to talk through beforehand",
    "review_decisions": "Decisions of reviews",
    "review_documents": "Documents before reviews",
    "review_invitations": "Invitations to reviews",
    "review_minutes": "Minutes of reviews",
    "review_response": "Answers to review decisions",
    "visit": "Visits",
    "visiting_schedule": "Visiting schedules",
}


def asked(key: str) -> str:
    """The words for an ask of the rule packs; one not known here says itself, with capitals."""
    return ASKED.get(key, key.replace("_", " ").capitalize())

"""What may be recorded as done where no form of its own exists, in plain words.

The words are those by which the rule packs know it (timescales/packs); a pack may know more, and
then its word stands for itself.
"""

from __future__ import annotations

SAYS = {
    "care_plan": "Care plan made or renewed",
    "placement_plan": "Placement plan agreed and signed",
    "placement_information_record": "Placement information record completed",
    "placement_planning_meeting": "Placement planning meeting held",
    "delegated_authority": "Delegated authority agreed",
    "placement_checklist": "Checklist for the home completed",
    "health_assessment": "Health assessment done",
    "dental": "Dental check done",
    "sdq": "Strengths and difficulties questionnaire done",
    "pep": "Personal education plan made or renewed",
    "permanence_planning_meeting": "Permanence planning meeting held",
    "permanence_plan": "Permanence plan made",
    "pathway_plan": "Pathway plan made or renewed",
    "transfer_referral": "Referred to the leaving care team",
    "iro_named": "Independent reviewing officer named",
    "iro_told": "Independent reviewing officer told",
    "iro_escalation": "Escalation by the independent reviewing officer",
    "purposeful_form_read": "Purposeful visit form read and signed",
    "visiting_schedule_considered": "Visiting schedule considered at the review",
    "child_consultation": "Child asked before the review",
    "review_agenda": "Review talked through beforehand",
    "review_invitations": "Invitations to the review sent",
    "review_documents": "Documents for the review shared",
    "review_decisions": "Decisions of the review recorded",
    "review_response": "Decisions of the review answered by the manager",
    "review_minutes": "Minutes of the review sent",
    "carer_approved": "Carer fully approved",
    "parents_assessed": "Parents' assessment finished",
    "adoption_exception": "Report on adoption delay sent",
    "adoption_exception_9m": "Report on adoption delay at nine months sent",
}

# Where a rule asks under one word and is answered by another.
ANSWERED_BY = {"visiting_schedule": "visiting_schedule_considered"}


def answers(asks: str) -> str:
    """The word of what was done that answers a rule asking `asks`."""
    return ANSWERED_BY.get(asks, asks)


def says(what: str) -> str:
    """The word in plain English."""
    return SAYS.get(what) or what.replace("_", " ").capitalize()


def choices() -> list[tuple[str, str]]:
    """For a form, by what they say."""
    return sorted(SAYS.items(), key=lambda pair: pair[1])

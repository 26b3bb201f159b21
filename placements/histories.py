"""What happened to a home, as one line of time."""

from __future__ import annotations

from look.pieces import Event
from placements.models import Home, Registration

SAYS = {
    Registration.Status.REGISTERED: "Registered",
    Registration.Status.APPLIED: "Registration applied for",
    Registration.Status.SUSPENDED: "Registration suspended",
    Registration.Status.CANCELLED: "Registration cancelled",
    Registration.Status.REFUSED: "Registration refused",
    Registration.Status.NEVER: "Never applied for registration",
}


def history_of(home: Home) -> list[Event]:
    """Registrations, inspections and notices, the newest first. Three queries."""
    registered = [
        Event(SAYS[Registration.Status(one.status)], one.starts_on)
        for one in home.registrations.all()
    ]
    inspected = [
        Event(f"Inspected: {one.get_judgement_display().lower()}", one.on, text=one.note)
        for one in home.inspections.all()
    ]
    noticed = [Event(one.get_kind_display(), one.on, text=one.note) for one in home.notices.all()]
    closed = [Event("Closed", home.closed_on)] if home.closed_on else []
    every = [*registered, *inspected, *noticed, *closed]
    return sorted(every, key=lambda event: event.day, reverse=True)

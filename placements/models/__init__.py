from placements.models.home import Home, Inspection, Notice, Provider, Registration
from placements.models.placement import Milestone, Placement, PlacementCode

__all__ = [
    "Home",
    "Inspection",
    "Milestone",
    "Notice",
    "Placement",
    "PlacementCode",
    "Provider",
    "Registration",
]

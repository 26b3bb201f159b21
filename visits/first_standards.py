"""The first list of what may be looked at, there after `migrate`; administrators keep it then."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import yaml
from django.apps import apps as every_app

WRITTEN = Path(__file__).with_name("standards.yaml")
# Long before any visit: the form of an earlier day is filled in under the first wording.
FROM = datetime.date(2000, 1, 1)


def lay_down(*, apps: Any = every_app, **_: object) -> None:
    """Write the first list if there is none yet. `apps` is as migrated so far."""
    try:
        standard = apps.get_model("visits", "Standard")
    except LookupError:  # migrated only in part: the table is not there yet
        return
    if standard.objects.exists():
        return
    rows = yaml.safe_load(WRITTEN.read_text(encoding="utf-8"))
    standard.objects.bulk_create(
        standard(position=position, starts_on=FROM, **row)
        for position, row in enumerate(rows, start=1)
    )

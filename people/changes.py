"""What the rooms above may object to: they listen, and raise ValidationError to refuse.

Sent inside the transaction, after the rows were written (but for `coming_back`).
"""

from __future__ import annotations

from django.dispatch import Signal

# Somebody was given a role. Sent with `user` and `on` (today).
role_given = Signal()

# A team was put elsewhere in the tree. Sent with `team` and `on`.
team_moved = Signal()

# A team is closed. Sent with `team` and `on`.
team_closed = Signal()

# Somebody leaves. Sent with `user`, `left_on` (their first day gone), `by`, `on` and `at`.
leaving = Signal()

# Somebody who left is about to work here again. Sent with `user` as they stand, and `on`.
coming_back = Signal()

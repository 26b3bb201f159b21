"""One file for each room: its addresses. See tests/access/table.py."""

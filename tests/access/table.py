"""The table of access: every URL name, and which kind of page it is. An undeclared URL fails.

You added a URL? Add one line to tests/access/pages/<your room>.py (make the file: it is found):

    PAGES = {
        "visits:record": page(VISIT_PAGE, pk="child"),
    }

- The key is the name a template would give to {% url %}: "room:name", or "name" without a room.
- The first argument is the kind, from tests/access/kinds.py, which says what each of the personas
  of tests/access/personas.py is answered (200, 302 to sign-in, 403, 404).
- The keywords are the arguments of the URL, each the name of a thing of tests/access/world.py
  (child, team, user, worker, allocation, home, placement, care_period, file, note, visit, review,
  person, import, key, nowhere); another word stands for itself (`slug="kent"`). A new kind of
  thing is one line there.
- `post=KIND` if fewer may POST than may look: `page(CHILD_PAGE, post=LINE_PAGE, pk="child")`.
- `only_post=True` for an address without a page of its own; `query="?q=x"` if a GET needs one.
- API addresses: `page(api(CHILD_PAGE), pk="child")`.

tests/access/test_table.py then opens it as every persona, posts to it as everyone who is refused
(nothing may change), and looks at each page for scripts and styles the policy forbids and for a
child's name in its title. A page that fits no kind: write the kind, with the words of
docs/trust.md, in kinds.py.
"""

import importlib
import pkgutil

from tests.access import pages
from tests.access.kinds import Page

PAGES: dict[str, Page] = {}
for found in pkgutil.iter_modules(pages.__path__):
    declared = importlib.import_module(f"{pages.__name__}.{found.name}").PAGES
    twice = set(PAGES) & set(declared)
    assert not twice, f"declared twice: {twice}"
    PAGES |= declared

"""Live cases from another case-management system: from files to checked rows, in pure Python.

`tables` is the one description of the files: the reader, the empty templates and the documentation
come from it. `checks` judges each row by itself, `gather` brings equal rows together, `judge` finds
what rows contradict of each other. Nothing here knows a database or a clock; what only the record
knows is asked by `returns/actions/live/`. How to make the files: docs/import-cases.md.
"""

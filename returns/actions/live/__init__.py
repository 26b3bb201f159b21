"""Bringing live cases from another system into the record, in one transaction.

`ledger` knows what an earlier import wrote and decides, value by value, what may be written now;
`crossing` is one import under way; `people`, `homes`, `children`, `care`, `allocations` and
`records` take the rows of their tables, in that order; `complete` says from when records are
complete; `reconcile` counts what is here and in the files; `writer` calls them all.
"""

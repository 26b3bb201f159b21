"""The statutory return on children looked after (SSDA903): from files to histories, in pure Python.

`tables` says which table a file is, `checks` judges each row by
itself, `years` finds which return a file belongs to, `held` brings copies of a row together,
`chain` judges a child's episodes, `history` tells what they mean, `account` says what became of
every row. Nothing here knows a database or a clock. The readings are in docs/ssda903-import.md.
"""

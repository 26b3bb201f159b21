"""CSV files from outside, in pure Python: what every import does with them before it knows theirs.

`reading` turns a file into rows and refuses what is none, `files` finds them and opens them all,
`days` reads days, `account` says what became of every row. Which tables there are and what their
columns mean is each import's own matter (`Format`). Nothing here knows a database or a clock.
"""

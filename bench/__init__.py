"""How fast Homeward is, as ratios measured in one run (docs/speed.md).

    python -m bench                    every measure, and docs/speed.md written anew
    python -m bench recompute nightly  some of them, printed only
    python -m bench --list             their names

Both sides of a ratio are timed in turns, A B B A, in one run on one machine: a bar is a ratio, so
a slower machine has the same bars. What is over its bar is said plainly, and the command ends
with 1.
"""

import sys


def say(words: str) -> None:
    """Tell whoever waits what is going on, beside the results."""
    print(words, file=sys.stderr, flush=True)

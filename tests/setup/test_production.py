"""Production refuses to start on what it lacks: one sentence, no traceback, whoever starts it."""

import os
import runpy
import subprocess
import sys
from collections.abc import Iterator

import pytest

from config import logs
from config.embedded import CHECKOUT
from tools.checks import PRODUCTION


@pytest.fixture
def production(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """An environment that has all that production asks for."""
    for name, value in PRODUCTION.items():
        monkeypatch.setenv(name, value)
    yield monkeypatch
    logs.configured(as_json=False, level="WARNING")


def _refusal() -> str:
    with pytest.raises(SystemExit) as refused:
        runpy.run_module("config.settings.production")
    return str(refused.value)


@pytest.mark.parametrize("name", sorted(set(PRODUCTION) - {"DJANGO_SETTINGS_MODULE"}))
def test_production_names_what_its_environment_lacks(
    name: str, production: pytest.MonkeyPatch
) -> None:
    production.delenv(name)
    assert _refusal().startswith(f"Homeward does not start: the environment does not set {name} (")


def test_everything_that_is_missing_is_named_at_once(production: pytest.MonkeyPatch) -> None:
    production.delenv("SECRET_KEY")
    production.setenv("REDIS_URL", "")
    assert "SECRET_KEY (" in _refusal()
    assert "REDIS_URL (" in _refusal()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("ALLOWED_HOSTS", "*"),
        ("DATABASE_URL", "no address"),
        ("DATABASE_URL", "sqlite:///homeward.db"),
        ("EMAIL_PORT", "smtp"),
        ("PROXIES", "-1"),
    ],
)
def test_a_value_that_cannot_be_right_is_refused(
    name: str, value: str, production: pytest.MonkeyPatch
) -> None:
    production.setenv(name, value)
    assert _refusal().startswith(f"Homeward does not start: {name} ")


@pytest.mark.parametrize(
    "command",
    [
        ["manage.py", "migrate"],
        ["-m", "gunicorn", "--preload", "--bind", "127.0.0.1:0", "config.wsgi"],
        ["-m", "celery", "-A", "config", "worker"],
        ["-m", "celery", "-A", "config", "beat"],
    ],
    ids=["manage.py", "gunicorn", "worker", "beat"],
)
def test_whoever_starts_it_gets_the_sentence(command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, *command],
        check=False,
        cwd=CHECKOUT,
        env={**PRODUCTION, "PATH": os.environ["PATH"], "DATABASE_URL": ""},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert done.stderr.strip().splitlines()[-1].startswith("Homeward does not start: ")


def test_with_all_of_it_production_loads(production: pytest.MonkeyPatch) -> None:
    assert runpy.run_module("config.settings.production")["SECURE_SSL_REDIRECT"] is True

"""Every quick check at once: what `make check` runs.

A failing check is one line with what it said beneath; one that passes is silent.
"""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
COMPOSE_SPEC = "vendor.compose-spec"
# Enough for production's settings to load, so that Django's own deployment checks can look at them.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "checks-only-" + "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJ",
    "ALLOWED_HOSTS": "homeward.example",
    "DATABASE_URL": "postgres://nobody@nowhere.example/none",
    "REDIS_URL": "redis://nowhere.example",
    "AUTHORITY_NAME": "Checks",
    "FILES_DIR": "/nonexistent",
    "EMAIL_HOST": "nowhere.example",
    "EMAIL_FROM": "checks@homeward.example",
}


@dataclass(frozen=True)
class Check:
    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)


def checks() -> list[Check]:
    """All of them, the slow ones first so that they overlap with the rest."""
    rooms = sorted(path.parent.name for path in CHECKOUT.glob("*/apps.py"))
    return [
        Check("types (mypy)", ["mypy", "."]),
        # The tests and tools run programs and hold passwords on purpose.
        Check(
            "security (bandit)",
            ["bandit", "-q", "-c", "pyproject.toml", "-r", "config", "timescales", *rooms],
        ),
        Check(
            "deployment settings (manage.py check --deploy)",
            ["python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
            PRODUCTION,
        ),
        Check("Django", ["python", "-m", "tools.django_checks"]),
        Check("import contracts (import-linter)", ["lint-imports"]),
        Check(
            "diagrams (`make diagrams` draws them)", ["python", "-m", "tools.diagrams", "--check"]
        ),
        Check("templates (djlint)", ["djlint", "templates", "--lint", "--quiet"]),
        Check("lint (ruff)", ["ruff", "check", "-q", "."]),
        Check("format (ruff; `make format` mends it)", ["ruff", "format", "-q", "--check", "."]),
        Check(
            "docker-compose.yml (compose-spec)",
            ["check-jsonschema", "-q", "--builtin-schema", COMPOSE_SPEC, "docker-compose.yml"],
        ),
        Check("Dockerfile (hadolint)", ["hadolint", "Dockerfile"]),
    ]


def failure(check: Check) -> str:
    """What it said, or nothing if all is well."""
    done = subprocess.run(
        [str(BIN / check.command[0]), *check.command[1:]],
        check=False,
        cwd=CHECKOUT,
        env={**os.environ, **check.environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode == 0:
        return ""
    return f"✗ {check.name}\n{done.stdout.strip() or f'ended with {done.returncode}'}\n"


def main() -> int:
    began = time.monotonic()
    everything = checks()
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        failures = [said for said in pool.map(failure, everything) if said]
    print("\n".join(failures), end="")
    well = len(everything) - len(failures)
    print(f"{well} of {len(everything)} checks passed in {time.monotonic() - began:.1f} s")
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())

# Homeward. `make help` lists what there is.
PYTHON ?= python3.11
PORT ?= 8000
export PORT

# What needs the locked packages runs through tools/bootstrap.py, which sees to them first.
READY = $(PYTHON) -c '' 2> /dev/null || { echo "Homeward: it needs Python 3.11, and there is no $(PYTHON)\
 that runs: install it, or name yours as in \`make PYTHON=/path/to/python3.11\`." >&2; exit 1; }; \
	$(PYTHON) -m tools.bootstrap

.PHONY: help run stop test test-servers check format diagrams bench lock
help: ## This list
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' Makefile | awk -F'|' '{printf "  make %-13s %s\n", $$1, $$2}'

run: ## Start Homeward with its demonstration: PORT=8100 for another port, Ctrl-C to stop
	@$(READY)
	@exec .venv/bin/python -m tools.run

check: ## Lint, types, import contracts, migrations, templates, deployment: in seconds
	@$(READY)
	@.venv/bin/python -m tools.checks

bench: ## Measure the pages and the nightly run against hand-written SQL
	@$(READY)
	@test -d bench || { echo "There is nothing to measure yet." >&2; exit 1; }
	@.venv/bin/python -m bench

format: ## Put the code into the one format
	@$(READY)
	@.venv/bin/ruff check -q --fix-only .
	@.venv/bin/ruff format -q .

diagrams: ## Draw rooms, tables and workflows into docs, from the code
	@$(READY)
	@.venv/bin/python -m tools.diagrams
	@.venv/bin/python manage.py draw_workflows

test: ## Every test, browser journeys included
	@$(READY)
	@.venv/bin/python -m tools.browsers > /dev/null
	@.venv/bin/python -m pytest -n 2 --dist loadfile -q

test-servers: ## Leave the tests' servers running, so that single tests start faster
	@$(READY)
	@.venv/bin/python -m tools.servers start test

stop: ## Stop whatever of this checkout still runs
	@$(READY)
	@.venv/bin/python -m tools.run stop
	@.venv/bin/python -m tools.servers stop test

lock: ## Lock the newest allowed versions, by hash
	uv pip compile -q pyproject.toml --universal --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" -o requirements/runtime.lock
	uv pip compile -q pyproject.toml --group embedded --group dev --universal --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" -o requirements/dev.lock

# One way to do a thing, the same on a laptop and in CI. `make` alone says what there is.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
# The system's certificates where it has them, so that a network with its own authority works too.
CERTS := $(if $(wildcard /etc/ssl/certs/ca-certificates.crt),--system-certs)
ARGS ?=
PYTEST_ARGS ?=
# Processes that share the tests, a file at a time, in the order of the folders: the long ones of
# acceptance first, so that no process is left alone with one at the end. WORKERS=0 runs them in one.
WORKERS ?= 2
EXAMPLES ?= 20000

.PHONY: help generative reference explanation setup test-setup demo test test-postgresql mutants check format bench screenshots lighthouse texts locks clean

help:
	@echo "make demo        install, invent a region, compute, release, serve on http://localhost:8000"
	@echo "                 (ARGS=\"--no-serve --home DIR --persons N --port P\")"
	@echo "make setup       install alone; the command is $(BIN)/tvaerblik"
	@echo "make test        install what the tests need and run them all"
	@echo "make test-postgresql  the governance's tests alone, on PostgreSQL (make test runs them too)"
	@echo "make generative  both engines on many random definitions (EXAMPLES=20000; TVAERBLIK_SEED, _WORLD)"
	@echo "make mutants     seed faults into the engine one at a time: a test must catch each (ARGS=\"WORD\")"
	@echo "make check       lint, types, import contract, documents"
	@echo "make format      put the code into shape"
	@echo "make bench       the measurements behind bench/RESULTS.md"
	@echo "make screenshots pictures of every kind of page in build/screenshots (HOME_DIR=DIR, ARGS=\"WORD\")"
	@echo "make lighthouse  every kind of page by Lighthouse, into bench/RESULTS.md (HOME_DIR=DIR, ARGS=\"WORD\")"
	@echo "make texts       every text of the pages, Danish | English, for proof-reading"
	@echo "make locks       pin the dependencies anew"

# The virtual environment. Debian keeps venv in a package of its own: said, or installed when we may.
$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 eller nyere mangler / Python 3.11 or newer is missing: apt-get install python3"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || sh tools/system-packages.sh python3-venv
	@echo "→ $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bootstrap.lock
	@touch $@

$(VENV)/.runtime: $(VENV)/.made requirements/runtime.lock pyproject.toml
	@echo "→ installing / installerer"
	@$(UV) pip install $(CERTS) --python $(BIN)/python --quiet --require-hashes -r requirements/runtime.lock
	@$(UV) pip install $(CERTS) --python $(BIN)/python --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.runtime requirements/test.lock
	@echo "→ installing what the tests need"
	@$(UV) pip install $(CERTS) --python $(BIN)/python --quiet --require-hashes -r requirements/test.lock
	@touch $@

setup: $(VENV)/.runtime

# What checks the pages from outside: html-validate with every test run, Lighthouse by its own command.
node_modules/.html-validate: package.json package-lock.json .npmrc
	@command -v npm >/dev/null || sh tools/system-packages.sh nodejs npm
	@npm ci --omit=optional --loglevel=error
	@touch $@

node_modules/.lighthouse: node_modules/.html-validate
	@npm ci --loglevel=error
	@touch node_modules/.html-validate $@

test-setup: $(VENV)/.test node_modules/.html-validate
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || sh tools/system-packages.sh chromium
	@command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || sh tools/system-packages.sh postgresql

demo: setup
	@$(BIN)/tvaerblik demo $(ARGS)

test: test-setup
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(PYTEST_ARGS)
	@$(if $(PYTEST_ARGS),,$(MAKE) --no-print-directory test-postgresql)

# The governance's tests once more, on a PostgreSQL server that they start themselves.
test-postgresql: test-setup
	@TVAERBLIK_TEST_DATABASE=postgresql $(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile tests/integration

mutants: $(VENV)/.test
	@$(BIN)/python tools/mutants.py $(ARGS)

check: $(VENV)/.test
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python tools/check_documents.py

format: $(VENV)/.test
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

bench: setup
	@$(BIN)/python -m bench $(ARGS)

# Without HOME_DIR a small demonstration is invented first.
screenshots: test-setup
	@HOME_DIR="$(HOME_DIR)" $(BIN)/python tools/screenshots.py $(ARGS)

# As screenshots; pages by their names: make lighthouse ARGS="overblik data".
lighthouse: test-setup node_modules/.lighthouse
	@HOME_DIR="$(HOME_DIR)" $(BIN)/python tools/lighthouse.py $(ARGS)

texts: setup
	@$(BIN)/python tools/texts.py

# No index address may stand in a lock file: it must install from whatever index a machine has.
locks: $(VENV)/.made
	@$(UV) pip compile $(CERTS) --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url -q requirements/bootstrap.in -o requirements/bootstrap.lock
	@$(UV) pip compile $(CERTS) --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url -q pyproject.toml -o requirements/runtime.lock
	@$(UV) pip compile $(CERTS) --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url -q --extra test -c requirements/runtime.lock pyproject.toml -o requirements/test.lock

clean:
	rm -rf $(VENV) build node_modules src/*.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

reference: $(VENV)/.test
	@$(BIN)/python tools/reference.py

explanation: $(VENV)/.test
	@$(BIN)/python tools/explanation.py

generative: $(VENV)/.test
	@TVAERBLIK_EXAMPLES=$(EXAMPLES) $(BIN)/python -m pytest -q tests/generative

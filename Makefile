# Everything one does here. A machine needs Python 3.11 or newer and make, no more.
# `make` alone lists the targets.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PORT ?= 8000
PYTEST_ARGS ?=
DATA := $(or $(DATA_DIR),var)
SERVICES_DIR ?= $(or $(TMPDIR),/tmp)/alliance-services-$(shell id -u)

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps
QUIETLY = EMAIL_URL=dummymail:// LOG_LEVEL=WARNING $(MANAGE)
SERVICES := tests/services/services
TEMPLATES = $(wildcard cms/templates cms/*/templates extranet/*/templates academy/*/templates \
	campaigns/*/templates */templates)
CATALOGUES := $(wildcard */locale/*/LC_MESSAGES/*.po */*/locale/*/LC_MESSAGES/*.po)

.PHONY: help install install-dev run code test lint format messages bench elasticsearch services \
	services-env services-stop lock clean

help: ## List what make can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo "  PORT=8000          the port that make run serves on"
	@echo "  PYTEST_ARGS=...    what make test hands to pytest, as in PYTEST_ARGS='tests/home -x'"

# --- The virtual environment ----------------------------------------------------------

$(BIN)/python:
	@for candidate in $(PYTHON) python3 python3.13 python3.12 python3.11 python3.14; do \
		$$candidate -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		if ! $$candidate -c 'import ensurepip, venv' 2>/dev/null; then \
			echo "$$candidate cannot make virtual environments (Debian: apt-get install python3-venv)" >&2; \
			exit 1; \
		fi; \
		echo "Making .venv with $$($$candidate --version)"; \
		$$candidate -m venv .venv && exit 0 || exit 1; \
	done; \
	echo "Python 3.11 or newer is needed, and none was found; name one with PYTHON=/path/to/python" >&2; \
	exit 1

.venv/.installed: requirements.lock | $(BIN)/python
	@echo "Installing what the site needs"
	@$(PIP) -r requirements.lock
	@touch $@

.venv/.installed-dev: requirements-dev.lock | .venv/.installed
	@echo "Installing what the tests need"
	@$(PIP) -r requirements-dev.lock
	@touch $@

.venv/.catalogues: $(CATALOGUES) .venv/.installed
	@$(MANAGE) compile_catalogues
	@touch $@

install: .venv/.installed .venv/.catalogues ## Make .venv and install the site into it

install-dev: install .venv/.installed-dev ## The same, with what tests and checks need

# --- The site -------------------------------------------------------------------------

# The sample's password is drawn once and kept beside the data; signing in works on every run.
# Loading it again finds everything there and adds nothing.
run: install ## Install, migrate, load the sample, serve on http://127.0.0.1:8000
	@mkdir -p $(DATA); test -f $(DATA)/db.sqlite3 || test -n "$$DATABASE_URL" || rm -f $(DATA)/sample-password
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) sync_roles >/dev/null
	@if test -f $(DATA)/sample-password; then \
		$(QUIETLY) load_sample --verbosity 0; \
	else \
		password=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(12))') && \
		$(QUIETLY) load_sample --password="$$password" && \
		echo "$$password" >$(DATA)/sample-password; \
	fi
	@echo
	@echo "  The site       http://127.0.0.1:$(PORT)/"
	@echo "  For editors    http://127.0.0.1:$(PORT)/admin/"
	@echo "                 editor@example.org, password $$(cat $(DATA)/sample-password)"
	@echo "                 (the same password: translator@, coordinator@, secretariat@example.org)"
	@echo "  The extranet   http://127.0.0.1:$(PORT)/en/extranet/"
	@echo "                 the same password: secretariat@, chair@, delegate@, guest@, auditor@example.org"
	@echo "  The academy    http://127.0.0.1:$(PORT)/en/learn/"
	@echo "                 the same password: representative@ (nominates), participant@ (learns),"
	@echo "                 trainer@ (teaches), academy@example.org (runs it, in /admin/ too)"
	@echo "  Where six digits are asked for, 'make code' prints them in another window."
	@echo "  Ctrl-C stops it."
	@echo
	@$(MANAGE) runserver 127.0.0.1:$(PORT)

code: install ## Print the codes that the sample's accounts need now to sign in
	@$(MANAGE) sample_code

# --- Tests and checks -----------------------------------------------------------------

test: install-dev ## Run every check and test, on SQLite and on PostgreSQL where there is one
	@$(BIN)/python -m tests.run $(PYTEST_ARGS)

lint: install-dev ## Check style, templates and the import contract alone
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet $(TEMPLATES)

format: install-dev ## Put the Python code in order
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: install-dev ## Measure pages on the sample content: requests a second, queries, bytes
	$(BIN)/pytest tests/benchmarks -o python_files='bench_*.py' --capture=no --quiet $(PYTEST_ARGS)

messages: install-dev ## Collect interface texts into the catalogues (needs gettext), compile them
	@command -v xgettext >/dev/null || { echo "gettext is needed (Debian: apt-get install gettext)" >&2; exit 1; }
	$(MANAGE) makemessages --locale en --locale fr --locale es --no-obsolete --add-location file \
		--ignore .venv --ignore var --ignore tests --ignore docs
	$(MANAGE) compile_catalogues

# --- Real services for tests and development ------------------------------------------

services: ## Start PostgreSQL, Redis and Elasticsearch on loopback and print their addresses
	@$(SERVICES) start $(SERVICES_DIR)
	@$(SERVICES) env $(SERVICES_DIR)
	@echo '# to use them: eval "$$(make services-env)"; to end them: make services-stop' >&2

elasticsearch: ## Start Elasticsearch alone and print its address
	@$(SERVICES) start $(SERVICES_DIR) elasticsearch
	@$(SERVICES) env $(SERVICES_DIR) | grep ELASTICSEARCH

services-env: ## Print the addresses of the services that run, as shell exports
	@$(SERVICES) env $(SERVICES_DIR)

services-stop: ## Stop the services and drop their data
	@$(SERVICES) stop $(SERVICES_DIR)
	@rm -rf -- $(SERVICES_DIR)

# --- Upkeep ---------------------------------------------------------------------------

lock: $(BIN)/python ## Write the lock files anew from pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url \
		pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url \
		--extra dev --extra meaning -c requirements.lock pyproject.toml -o requirements-dev.lock

clean: ## Remove .venv, compiled catalogues and caches; what was entered (var/) stays
	rm -rf .venv .pytest_cache .ruff_cache .import_linter_cache .hypothesis build
	find . -name '*.mo' -not -path './var/*' -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

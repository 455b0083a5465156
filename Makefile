# `make` alone prints the commands. Everything is installed in .venv, nothing outside.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help install demo demo-reset test test-real browser check load-real fixtures \
	bench bench-businesses bench-import bench-search drill-demo drill-import drill-newsletter drill-orders \
	drill-pages drill-search \
	messages format requirements screenshots data

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
# Where the official files are, for the commands that read them.
DATA ?=
# More arguments for pytest, for instance PYTEST_ARGS="-k search".
PYTEST_ARGS ?=

VENV := .venv/bin
DEMO := env IMT_DEMO=1 IMT_STATE=demo
MANAGE := $(DEMO) $(VENV)/python manage.py
# Starts the demonstration's servers when they are down, and then stops them again.
WITH_SERVERS := $(DEMO) $(VENV)/python -m imt.embedded demo
PIP := $(VENV)/python -m pip install --quiet --disable-pip-version-check
UV := $(VENV)/python -m uv pip compile --quiet --universal --generate-hashes \
	--no-header --python-version 3.11 pyproject.toml --extra demo
# What `check --deploy` must see: a portal behind HTTPS with everything configured.
PRODUCTION := env IMT_DEMO=0 DJANGO_DEBUG=0 SITE_URL=https://portal.example.org \
	DJANGO_ALLOWED_HOSTS=portal.example.org DATABASE_URL=postgres://imt@db/imt \
	REDIS_URL=redis://cache:6379 EMAIL_URL=smtp://mail.example.org

help: ## Print the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

install: .venv/run.stamp ## Install what the portal needs to run

# Each file holds the ones before it: whatever is asked for is installed in one go.
.venv/run.stamp: requirements.txt
	$(call install,$<)
	@touch $@

.venv/test.stamp: requirements-test.txt requirements.txt
	$(call install,$<)
	@touch .venv/run.stamp $@

.venv/dev.stamp: requirements-dev.txt requirements-test.txt requirements.txt
	$(call install,$<)
	@touch .venv/run.stamp .venv/test.stamp $@

define install
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or later is needed. Try: make install PYTHON=python3.11"; \
		exit 1; }
	@$(VENV)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv .venv
	@echo "Installing $(1) into .venv (a minute or two, once)…"
	@$(PIP) --require-hashes --no-deps -r $(1)
endef

demo: install ## Run the whole portal with its demonstration data (HOST=, PORT=)
	@exec $(MANAGE) demo --host $(HOST) --port $(PORT)

demo-reset: install ## Forget the demonstration's data
	@$(MANAGE) demo --reset

test: .venv/test.stamp browser ## Run the whole test suite, in Chromium too
	$(VENV)/python -m pytest -n 2 --dist loadscope --no-loadscope-reorder $(PYTEST_ARGS)

test-real: .venv/test.stamp data ## Run the tests that read the official files (DATA=)
	IMT_REAL_DATA="$(DATA)" $(VENV)/python -m pytest -m real $(PYTEST_ARGS)

# From the system, else by apt-get (root), else Playwright's own; never without. The
# shell is Chromium without windows: a page takes half the processor time.
browser: .venv/test.stamp
	@for name in chromium-headless-shell chromium chromium-browser google-chrome \
		google-chrome-stable; do \
		command -v $$name >/dev/null && exit 0; \
	done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && \
		apt-get install -y -qq --no-install-recommends chromium-headless-shell >/dev/null && \
		exit 0; \
	fi; \
	$(VENV)/python -m playwright install chromium && exit 0; \
	echo "The browser tests need Chromium, and it could not be installed." \
		"Install the package 'chromium', then run 'make test' again."; \
	exit 1

check: .venv/dev.stamp ## Run every check but the tests
	$(VENV)/ruff format --check .
	$(VENV)/ruff check .
	$(VENV)/lint-imports
	$(VENV)/djlint --lint templates
	$(DEMO) $(VENV)/python -m imt.embedded check \
		$(VENV)/python manage.py makemigrations --check --dry-run
	$(MANAGE) check_messages
	@echo "manage.py check --deploy, as in production"
	@$(PRODUCTION) DJANGO_SECRET_KEY="$$($(VENV)/python -c \
		'import secrets; print(secrets.token_urlsafe(50))')" \
		$(VENV)/python manage.py check --deploy --fail-level WARNING

load-real: install data ## Load the official files into the demonstration (DATA=DIR)
	$(VENV)/python -m imt.catalogs
	$(WITH_SERVERS) bash -c '$(VENV)/python manage.py migrate --verbosity 0 && \
		$(VENV)/python manage.py load_real "$(DATA)"'

fixtures: install data ## Write fixtures/ again from the official files (DATA=DIR)
	$(WITH_SERVERS) $(VENV)/python manage.py export_fixtures "$(DATA)"

data:
	@[ -n "$(DATA)" ] && [ -d "$(DATA)" ] || { \
		echo "Say where the official files are: make $(firstword $(MAKECMDGOALS)) DATA=DIR" \
			"(see docs/data-sources.md)"; \
		exit 1; }

bench: .venv/test.stamp ## Measure the pages
	$(VENV)/python -m imt.catalogs
	$(VENV)/python -m benchmarks.pages

bench-search: .venv/test.stamp ## Measure the job search, the alerts and the matching (ROWS=1000000)
	$(VENV)/python -m benchmarks.search $(or $(ROWS),1000000)

bench-businesses: .venv/test.stamp ## Measure the directory and its register (ROWS=1000000)
	$(VENV)/python -m benchmarks.directory $(or $(ROWS),1000000)

bench-import: .venv/test.stamp ## Measure imports of a million rows (ROWS=1000000)
	$(VENV)/python -m benchmarks.imports $(or $(ROWS),1000000)

drill-demo: .venv/test.stamp ## Kill the demonstration's processes one by one, and all
	$(VENV)/python -m tests.drills.demo_drill

drill-import: .venv/test.stamp ## Kill workers and PostgreSQL during imports (KILLS=100)
	$(VENV)/python -m tests.drills.import_drill $(or $(KILLS),100)

drill-orders: .venv/test.stamp ## Kill everything while employers submit (ORDERS=2000 KILLS=60)
	$(VENV)/python -m tests.drills.orders_drill $(or $(ORDERS),2000) $(or $(KILLS),60)

drill-newsletter: .venv/test.stamp ## Kill the worker twice while a bulletin leaves for 1,000 readers
	$(VENV)/python -m tests.drills.newsletter_drill

drill-pages: .venv/test.stamp ## Visit every occupation's page (TEXTS=1 after load-real)
	$(WITH_SERVERS) env DJANGO_SETTINGS_MODULE=imt.settings \
		$(VENV)/python -m tests.drills.pages_drill $(if $(TEXTS),--texts)

drill-search: .venv/test.stamp ## Search every official title, gender form and typo (EVERY=1)
	$(WITH_SERVERS) env DJANGO_SETTINGS_MODULE=imt.settings \
		$(VENV)/python -m tests.drills.search_drill $(or $(EVERY),1)

messages: install ## Extract the strings to translate into locale/fr (needs gettext)
	$(MANAGE) makemessages --locale fr --no-location --no-wrap --ignore .venv

format: .venv/dev.stamp ## Format the Python files
	$(VENV)/ruff check --fix .
	$(VENV)/ruff format .

requirements: .venv/run.stamp ## Write the three requirements files again
	$(PIP) uv
	$(UV) -o requirements.txt
	$(UV) --group test -c requirements.txt -o requirements-test.txt
	$(UV) --group test --group dev -c requirements-test.txt -o requirements-dev.txt

screenshots: .venv/test.stamp browser ## Picture the running demonstration's pages
	$(VENV)/python -m tests.screenshots http://$(HOST):$(PORT)

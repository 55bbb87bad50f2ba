# What there is to do here.  `make` alone lists it; every target sets up what it needs.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
TRUST := $(VENV)/.trust

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help setup audit test check browser axe screenshots format trust advisories fuzz mutants lock clean

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(READY) ## Make .venv with everything in requirements.lock, checked by hash

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "auditor needs Python 3.11 or newer, and '$(PYTHON)' is not: try make PYTHON=python3.11" >&2; exit 1; }
	@echo "Installing what requirements.lock lists into $(VENV): once, about 820 MB"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-index --no-deps --no-build-isolation --editable .
	@touch $@

audit: $(READY) ## Audit sources/als and write reports/als.html
	$(BIN)/auditor audit sources/als --date 2026-11-21 --output reports/als.html

test: $(READY) browser ## Run the tests and doctests
	$(BIN)/python -m pytest -q

check: $(READY) browser ## All that must hold before a change is merged: ruff, mypy, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict auditor
	$(BIN)/python -m pytest -q

browser: ## Install Debian's Chromium, which the tests of the report need, where no Chromium is
	@command -v "$${CHROMIUM:-chromium}" >/dev/null || command -v chromium-browser >/dev/null || \
	  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core; } || \
	  echo "no Chromium, and it could not be installed (as root: apt-get install chromium): tests of the report will fail" >&2

axe: $(READY) browser ## Ask axe-core for every part of a large report, light and dark, at three widths: half an hour
	$(BIN)/python tests/accessibility.py

screenshots: $(READY) browser ## Take the pictures of the sample report that docs/ shows
	$(BIN)/python tests/screenshots.py

format: $(READY) ## Put code in its form, and mend what ruff can mend safely
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

trust: $(TRUST) browser ## Every figure of docs/trust.md: tests, advisories, fuzzing, a sample of mutants (about an hour)
	$(BIN)/python -m pytest -q tests/test_trust.py tests/test_fuzz.py tests/test_hostile_words.py tests/test_upgrades.py \
	  tests/test_schema.py tests/test_tutorial.py tests/test_documents_hostile.py tests/test_review.py
	@$(MAKE) --no-print-directory advisories
	$(MAKE) fuzz
	$(MAKE) mutants

advisories: $(TRUST) ## Ask whether a weakness is known of what is installed; says so where it cannot ask
	@$(BIN)/python fuzz/advisories.py || [ $$? -eq 3 ]

FUZZ_SECONDS ?= 60
FUZZ_JOBS ?= 1
FUZZ_KEEP ?=
fuzz: $(TRUST) ## Fuzz loaders, numbers, rules, decisions and audits (FUZZ_SECONDS=60 for each; FUZZ_KEEP=FOLDER adds up)
	$(BIN)/python fuzz/run.py --seconds $(FUZZ_SECONDS) --jobs $(FUZZ_JOBS) $(if $(FUZZ_KEEP),--keep $(FUZZ_KEEP))

MUTANTS ?= quantities comparison topics decisions
MUTANTS_SAMPLE ?= 60
mutants: $(TRUST) ## Change what judges and see whether tests notice (MUTANTS=topics, MUTANTS_SAMPLE=0 for all: many hours)
	$(BIN)/python fuzz/mutants.py $(MUTANTS) --sample $(MUTANTS_SAMPLE)

$(TRUST): $(READY) requirements-trust.lock
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-trust.lock
	@touch $@

lock: ## Resolve the two locks anew from pyproject.toml (the only target that needs uv)
	uv pip compile pyproject.toml --all-extras --group dev --universal --python-version 3.11 --upgrade --generate-hashes \
	  --no-header --no-annotate --no-emit-index-url --quiet --output-file requirements.lock
	uv pip compile --group trust --constraint requirements.lock --universal --python-version 3.11 --upgrade --generate-hashes \
	  --no-header --no-annotate --no-emit-index-url --quiet --output-file requirements-trust.lock

clean: ## Remove .venv, caches and builds; reports stay
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis mutants fuzz/crashes
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

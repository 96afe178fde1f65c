# Everything sets itself up: `make run` and `make test` need only git, make and Python 3.11 or newer.
# Each step says what it does; a step that is done is not done again.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MODEL := $(VENV)/share/charter-bot/minilm-int8.onnx
LOCKING := -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate
.DEFAULT_GOAL := help

.PHONY: help run chat setup test lint audit bench bench-store bench-turns bench-kills bench-export lock clean browser office servers

help:  ## Show what can be made
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 12

run: setup  ## Start the assistant: a page on this machine, and Telegram with a token
	@$(BIN)/charter-bot run

chat: setup  ## Talk with the assistant in this terminal
	@$(BIN)/charter-bot chat

setup: $(VENV)/.ready $(MODEL)  ## Install everything into .venv, and nothing else

test: $(VENV)/.ready-test $(MODEL) browser office servers lint  ## Set up, lint, check types and content, run all tests
	@echo "== Checking the content"
	@$(BIN)/charter-bot check --skip-reviews
	@echo "== Running the tests"
	@$(BIN)/python -m pytest

lint: $(VENV)/.ready-test
	@echo "== Linting"
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@echo "== Checking which module imports which"
	@$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports
	@echo "== Checking types"
	@$(BIN)/mypy
	@echo "== Looking for unsafe code"
	@$(BIN)/bandit -q -c pyproject.toml -r bot knowledge storage

audit: $(VENV)/.ready-test  ## Ask the public advisories whether anything we run has a known weakness (needs the network)
	@echo "== Asking the public advisories about every package in requirements.lock; this needs the network"
	@$(BIN)/pip-audit --strict --require-hashes --disable-pip --progress-spinner off -r requirements.lock || \
	  { echo "NOT AUDITED, OR NOT CLEAN: the line above says which. A package that could not be asked about counts."; exit 1; }

browser: $(VENV)/.ready-test
	@$(BIN)/python tests/browser_setup.py

office: $(VENV)/.ready-test
	@$(BIN)/python tests/office_setup.py

servers: $(VENV)/.ready-test
	@$(BIN)/python tests/postgres_setup.py

bench: $(VENV)/.ready-bench $(MODEL)  ## Measure the search and its rivals; with DATA=folder the public sets too
	@$(BIN)/python benchmarks/search $(if $(DATA),--data $(DATA))

bench-store: $(VENV)/.ready  ## Measure the stores: one answer, stalls, starts, memory
	@$(BIN)/python benchmarks/store

bench-turns: $(VENV)/.ready  ## Measure turns through Telegram's protocol, beside a bare echo bot
	@$(BIN)/python benchmarks/turns

bench-export: $(VENV)/.ready  ## Measure an export of 50,000 assessments: time, memory, stalls
	@$(BIN)/python benchmarks/export

bench-kills: $(VENV)/.ready-test $(MODEL)  ## Kill the bot for as long as you like: lost, doubled, out of order
	@$(BIN)/python benchmarks/kills $(or $(N),50)

lock:  ## Make the lock files anew from pyproject.toml (needs uv); what is run is what is tested
	uv pip compile $(LOCKING) --extra build --extra test -o requirements-test.lock pyproject.toml
	uv pip compile $(LOCKING) --extra build -c requirements-test.lock -o requirements.lock pyproject.toml
	uv pip compile $(LOCKING) --extra build --extra bench -c requirements-test.lock -o requirements-bench.lock pyproject.toml

clean:  ## Remove what the set-up made; never your data
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .test-cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; this is $$($(PYTHON) --version 2>&1). Try: make PYTHON=python3.12"; exit 1; }
	@echo "== Making $(VENV)"
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "Python's venv module is missing. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }

$(VENV)/.ready: $(VENV)/bin/python requirements.lock pyproject.toml
	@echo "== Installing what the assistant needs (once; some minutes on a slow line)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(MODEL): $(VENV)/.ready knowledge/search/make_model.py knowledge/search/model_file.py
	@echo "== Making the sentence model ready (once)"
	@$(BIN)/python -m knowledge.search.make_model || true

$(VENV)/.ready-test: $(VENV)/.ready requirements-test.lock
	@echo "== Installing what the tests need (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

$(VENV)/.ready-bench: $(VENV)/.ready requirements-bench.lock
	@echo "== Installing what the benchmark needs (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	@touch $@

# Doorstep. `make` alone tells what there is.
PYTHON ?= python3
VENV_PYTHON := .venv/bin/python
NPM := $(VENV_PYTHON) -m tools.node_packages
PREPARE := $(PYTHON) -m tools.prepare

.DEFAULT_GOAL := help
.PHONY: help run test check bench fix

help: ## what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

run: ## build what has changed and serve the demo on http://localhost:8000
	@$(PREPARE) run
	@$(VENV_PYTHON) -m backend.commands demo

test: ## every test, on SQLite, PostgreSQL and in a real browser
	@$(PREPARE) test
	@$(NPM) run --silent test
	@$(VENV_PYTHON) -m pytest -n 3 --dist worksteal

check: ## every check that reads the code without running it
	@$(PREPARE) work
	@$(VENV_PYTHON) -m tools.check

bench: ## how fast, as ratios to a bare baseline
	@$(PREPARE) test
	@$(VENV_PYTHON) -m tests.bench

fix: ## put right what tools can put right
	@$(PREPARE) work
	@$(VENV_PYTHON) -m ruff check --fix --quiet . || true
	@$(VENV_PYTHON) -m ruff format .
	@$(NPM) run --silent fix

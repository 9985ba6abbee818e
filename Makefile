# Thin names for the commands of this repository. `make help` lists them. Nothing here is needed on Windows:
# python -m dlcourse lab, doctor and ready do the work behind it.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help lab live test test-fast lint author notebooks student-kit grade-demo mutants lock

PORT ?=
ARGS ?=
WORKERS ?= 2
VENV_PYTHON := .venv/bin/python
READY := .venv/.installed
BUNDLER := node_modules/.installed

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# One file says that everything is installed, so a second run starts at once and a changed lock installs again.
$(READY): requirements.lock pyproject.toml grader/pyproject.toml tools/make_venv.sh
	@sh tools/make_venv.sh
	@echo "Installing the locked packages into .venv (a few minutes the first time) ..."
	@$(VENV_PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(VENV_PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . -e ./grader
	@touch $@

# What puts the views' JavaScript together and checks it, and pyright. Only the tests and whoever changes a line need it.
$(BUNDLER): package.json package-lock.json
	@command -v npm >/dev/null || { echo "npm is missing: install it (Debian: apt-get install nodejs npm), then try again." >&2; exit 1; }
	@npm ci --no-audit --no-fund --loglevel=error
	@touch $@

lab: $(READY) ## Open the course in JupyterLab (PORT=8890, ARGS=--no-browser)
	@$(VENV_PYTHON) -m dlcourse lab $(if $(PORT),--port $(PORT)) $(ARGS)

live: $(READY) ## Show the playground to a class (ARGS=learning-rate)
	@$(VENV_PYTHON) -m dlcourse live $(if $(PORT),--port $(PORT)) $(ARGS)

test: $(READY) ## Install what the tests need and run all of them
	@sh tools/system_packages.sh
	@$(MAKE) --no-print-directory $(BUNDLER) lint
	@$(VENV_PYTHON) -m pytest -n $(WORKERS) --dist loadfile --max-worker-restart 2 $(ARGS)

test-fast: lint ## The tests that need no browser, in under 4 minutes
	@$(VENV_PYTHON) -m pytest -n $(WORKERS) --dist loadfile --max-worker-restart 2 -m "not browser and not slow" $(ARGS)

lint: $(READY) $(BUNDLER) ## Style and spelling of code and prose, notebooks' text included
	@$(VENV_PYTHON) -m ruff check .
	@$(VENV_PYTHON) -m ruff format --check --quiet .
	@node_modules/.bin/biome check --error-on-warnings
	@node_modules/.bin/tsc
	@node_modules/.bin/pyright --project pyproject.toml --warnings
	@$(VENV_PYTHON) -m codespell_lib

author: $(READY) ## Open the repository with every notebook paired to its text
	@$(VENV_PYTHON) tools/author.py $(if $(PORT),--port $(PORT)) $(ARGS)

notebooks: $(READY) ## Write course/, source/ and release/ from text/
	@$(VENV_PYTHON) tools/notebooks.py $(ARGS)

student-kit: $(READY) ## Write dist/dlcourse-student-kit.zip, all that a class needs
	@$(VENV_PYTHON) tools/student_kit.py $(ARGS)

grade-demo: $(READY) ## Grade a made-up class of 24 and show the table
	@$(VENV_PYTHON) -m dlgrader demo $(ARGS)

mutants: $(READY) ## Try the checks on every known mistake and every unusual right answer
	@$(VENV_PYTHON) -m dlgrader.mistakes $(ARGS)

lock: $(READY) ## Lock the dependencies anew (needs uv; ARGS=--upgrade for the newest)
	@$(VENV_PYTHON) tools/lock.py $(ARGS)

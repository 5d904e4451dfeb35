# Every chore has one name here, and continuous integration calls the same names.
# `make run` and `make test` work as the first command on a fresh clone: they build .venv themselves.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MAIN := $(VENV)/.main-installed
DEV := $(VENV)/.dev-installed
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --no-input

.PHONY: run test check fmt bench soak clean screens words help
.DEFAULT_GOAL := help

help: ## Say what each target does
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

run: $(MAIN) ## Start Say So: live with a token, else the demo in a browser
	@exec $(BIN)/sayso start

# Four processes also on two cores: half of the time of the journeys is waiting for the disk and for each other.
test: $(DEV) ## Run every test
	@$(BIN)/python -m pytest --numprocesses 5 --dist worksteal

check: $(DEV) ## Lint, formatting, strict types, content
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/sayso content check

fmt: $(DEV) ## Format the code and mend what can be mended by itself
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(DEV) ## Compare with a bare bot, side by side
	@$(BIN)/python -m benchmarks

soak: $(DEV) ## Let everything fail for an hour: kills, storms, hostile updates
	@$(BIN)/python -m pytest -o faulthandler_timeout=0 -m soak tests/faults tests/papers

screens: $(DEV) ## Take the pictures of docs/screens from the demo page
	@$(BIN)/python -m tests.browser.pictures

words: $(DEV) ## Collect every sentence that people see, and renew and compile the translations
	@$(BIN)/python -m babel.messages.frontend --quiet extract --no-location --sort-output \
		--omit-header -k _ -k _n:1,2 -o bot/locale/sayso.pot bot
	@$(BIN)/python -m tests.catalogues

clean: ## Remove what was built (never data/)
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Say So needs Python 3.11 or newer. Install it, or name one: make PYTHON=python3.11 run"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo "This Python cannot make virtual environments. On Debian or Ubuntu: apt install python3-venv"; exit 1; }
	@echo "Building .venv (first time only) ..."
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(MAIN): $(VENV)/.made requirements/main.txt pyproject.toml
	@echo "Installing what Say So needs, from requirements/main.txt ..."
	@$(PIP) install --require-hashes --only-binary :all: -r requirements/main.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): $(MAIN) requirements/dev.txt
	@echo "Installing what the tests need, from requirements/dev.txt ..."
	@$(PIP) install --require-hashes --only-binary :all: -r requirements/dev.txt
	@touch $@

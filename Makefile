# Child Labor Knowledge Sharing System. `make help` lists what there is.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
BIN := .venv/bin
PROCESSES ?= 2
SETUPS := setup.py $(wildcard src/*/setup.py)
PROFILES := buildout.cfg $(wildcard profiles/*.cfg)

# What was compiled is kept, whatever the environment says: the tests start many processes.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help
help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

.venv/ready: profiles/python.sh profiles/versions.cfg
	@PYTHON="$(PYTHON)" bash profiles/python.sh
	@touch $@

.venv/development: .venv/ready $(SETUPS) $(PROFILES) profiles/wheels.py
	@$(PYTHON) profiles/wheels.py $(BIN)/python main
	@$(BIN)/buildout -N -q
	@rm -f .venv/test
	@touch $@

.venv/test: .venv/ready $(SETUPS) $(PROFILES) profiles/wheels.py
	@$(PYTHON) profiles/wheels.py $(BIN)/python main test
	@$(BIN)/buildout -N -q -c profiles/test.cfg buildout:directory="$(CURDIR)"
	@touch $@ .venv/development

.venv/check: .venv/ready $(SETUPS) profiles/versions.cfg profiles/wheels.py
	@$(PYTHON) profiles/wheels.py $(BIN)/python check
	@touch $@

.venv/docs: .venv/ready $(SETUPS) profiles/versions.cfg profiles/wheels.py
	@$(PYTHON) profiles/wheels.py $(BIN)/python docs
	@touch $@

.PHONY: build
build: .venv/development ## Set everything up

.PHONY: start
start: .venv/development ## Serve the site with its demo at http://localhost:8080/clkss
	@exec bin/clkss serve --create --demo

.PHONY: test
test: .venv/test ## Set everything up and run all tests
	@bash tests/prepare.sh
	@exec bin/pytest -n $(PROCESSES) --dist loadfile --no-loadscope-reorder $(ARGS)

.PHONY: check
check: .venv/check ## Lint: ruff, zpretty, i18n, dead code, news
	@bash profiles/check.sh $(BIN)

.PHONY: i18n
i18n: .venv/check ## Bring the catalogues up to date with the code
	@$(BIN)/python profiles/i18n.py

.PHONY: docs
docs: .venv/docs ## Build the documentation, warnings are errors
	@$(BIN)/sphinx-build -q -W --keep-going -b html docs docs/_build/html

.PHONY: bench
bench: .venv/test ## Run the benchmarks and print their tables
	@bash benchmarks/run.sh

.PHONY: clean
clean: ## Take away what `make` built; keeps var/ (the data)
	@rm -rf .venv bin parts develop-eggs eggs .installed.cfg docs/_build

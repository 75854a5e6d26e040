.DEFAULT_GOAL := help
.PHONY: help setup run demo test drill bench lint fmt map clean
MEYAR_HOME ?= var
export MEYAR_HOME
python := .venv/bin/python
meyar := .venv/bin/meyar
workers ?= 2

help: ## list what one can do
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 14

setup: ## set up this checkout and nothing else
	@scripts/set-up.sh run

run: setup ## set up, make the demonstration of 2013-2015, serve it on http://127.0.0.1:8000
	@$(meyar) demo --reports span
	@$(meyar) serve

demo: setup ## the same without serving
	@$(meyar) demo

test: ## set up and prove everything (SQLite and PostgreSQL, browser)
	@scripts/set-up.sh dev
	@scripts/test.sh

drill: ## the long trials: hundreds of kills and races
	@scripts/set-up.sh dev
	@$(python) -m pytest -m drill -n $(workers) -q

bench: ## the benchmarks, each with the limit or peer it is held against
	@scripts/set-up.sh dev
	@$(python) -m benchmarks

lint: ## format, lint, types and contracts only
	@scripts/set-up.sh dev
	@scripts/lint.sh

fmt: ## format the code
	@.venv/bin/ruff format -q src tests benchmarks
	@.venv/bin/ruff check -q --fix src tests benchmarks

clean: ## remove the demonstration and the environment
	rm -rf var .venv

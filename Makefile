# Everything runs in .venv, from hash-locked requirements. uv is used when it is there, pip otherwise.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
UV     := $(shell command -v uv 2>/dev/null)
DATA   ?= data

ifneq ($(UV),)
MAKE_VENV   = $(UV) venv --quiet --allow-existing --python $(PYTHON) $(VENV)
PIP_INSTALL = $(UV) pip install --quiet --python $(BIN)/python
else
MAKE_VENV   = $(PYTHON) -m venv $(VENV)
PIP_INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

# No tool reports on its use.
export DAGSTER_DISABLE_TELEMETRY = yes
export GX_ANALYTICS_ENABLED = False

FIRST_QUERY = SELECT c.target_symbol AS cited, count(*) AS times, count(DISTINCT d.symbol) AS documents \
	FROM citations c JOIN documents d USING (document_id) WHERE c.target_symbol IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10

.DEFAULT_GOAL := help
.PHONY: help dataset test install check lint docs figures specimens questions dagster lock clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{ printf "  make %-9s %s\n", $$1, $$2 }'

dataset: install ## set up, run the job on the specimens (offline), print the result of a first query
	$(BIN)/unres build --source specimen --data $(DATA)
	$(BIN)/unres sql --data $(DATA) "$(FIRST_QUERY)"

test: $(VENV)/.dev ## set up and run all tests
	$(BIN)/python -m pytest -n 2 --dist loadfile -q

install: $(VENV)/.runtime ## the environment in .venv only

check: lint test ## ruff, mypy --strict, tests

lint: $(VENV)/.dev ## ruff and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: install ## write docs/data-dictionary.md from the schema
	$(BIN)/unres schema --markdown > docs/data-dictionary.md

figures: $(VENV)/.dev ## renew the scores over the corpus that UNRES_CORPUS names
	$(BIN)/python -m tests.regression.figures

specimens: $(VENV)/.dev ## render the bundled specimens from their sources
	$(BIN)/python -m specimens.render

questions: $(VENV)/.dev ## renew the answers in the README
	$(BIN)/python -m tests.readme_questions

dagster: install ## Dagster's web server on http://127.0.0.1:3000
	@mkdir -p .dagster && cp dagster.yaml .dagster/
	DAGSTER_HOME=$(CURDIR)/.dagster $(BIN)/dagster dev -w workspace.yaml -h 127.0.0.1

lock: ## renew requirements/*.lock (needs uv)
	@test -n "$(UV)" || { echo "make lock needs uv" >&2; exit 2; }
	echo 'setuptools>=77' | $(UV) pip compile pyproject.toml - --extra dev $(LOCK) -o requirements/dev.lock
	echo 'setuptools>=77' | $(UV) pip compile pyproject.toml - -c requirements/dev.lock $(LOCK) -o requirements/runtime.lock

LOCK = --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-strip-extras

clean: ## remove the environment, caches and ./data
	rm -rf $(VENV) data build dist *.egg-info .dagster .tmp_dagster_home_* .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(BIN)/python:
	$(MAKE_VENV)

$(VENV)/.runtime: requirements/runtime.lock pyproject.toml | $(BIN)/python
	$(PIP_INSTALL) --require-hashes -r requirements/runtime.lock
	$(PIP_INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements/dev.lock pyproject.toml | $(BIN)/python
	$(PIP_INSTALL) --require-hashes -r requirements/dev.lock
	$(PIP_INSTALL) --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.runtime

# People and CI type the same commands. `make` alone lists them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
# uv is fast; where it cannot reach the registry (it reads no pip configuration), pip installs the same lock.
install = UV_SYSTEM_CERTS=1 $(BIN)/uv pip install --quiet --python $(BIN)/python $(1) 2>.venv/uv.log || \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(1)
OUT ?= out

.PHONY: help setup setup-dev setup-clients demo test test-clients lint type arch catalogs house bench quality ci clean lock

help: ## list the commands
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/.uv: .ci/requirements-uv.lock
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed (apt-get install python3 python3-venv)"; exit 2; }
	@rm -rf .venv
	@"$(PYTHON)" -m venv .venv 2>/dev/null || .ci/install-venv "$(PYTHON)" .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r .ci/requirements-uv.lock
	@touch $@

.venv/.runtime: .venv/.uv requirements.lock pyproject.toml hatch_build.py $(wildcard locales/*/LC_MESSAGES/*.po)
	@$(call install,--require-hashes --no-deps -r requirements.lock)
	@$(call install,--no-deps --no-build-isolation --editable .)
	@touch $@

.venv/.dev: .venv/.runtime requirements-dev.lock
	@$(call install,--require-hashes --no-deps -r requirements-dev.lock)
	@touch $@

setup: .venv/.runtime ## install into .venv what the product needs (no torch, no model download)
	@echo "ready: $(BIN)/l10n --help"

setup-dev: .venv/.dev ## install the tools for tests and checks as well

setup-clients: setup-dev ## install outside programs that tests use as independent readers (needs apt and root)
	@.ci/install-clients --try all

demo: .venv/.runtime ## localise two bundled articles, print where the pages are
	@$(BIN)/l10n demo --out $(OUT)/demo

test: .venv/.dev ## run the tests
	@$(BIN)/python -m pytest -n 2 -m "not slow"

test-clients: .venv/.dev ## run the tests that need outside programs: browser, office suite, translation tools
	@$(BIN)/python -m pytest -rs -m "client or slow"

lint: .venv/.dev ## ruff
	@$(BIN)/ruff check .

type: .venv/.dev ## mypy --strict
	@$(BIN)/mypy

arch: .venv/.dev ## imports go down only
	@$(BIN)/lint-imports --no-cache

house: .venv/.dev ## lint our own glossaries, check our own catalogs
	@$(BIN)/l10n glossary lint
	@$(BIN)/l10n check locales --fail-on warning --quiet

catalogs: .venv/.dev ## write locales/l10n.pot anew from templates and code
	@$(BIN)/pybabel -q extract -F babel.cfg --no-location --sort-output -o locales/l10n.pot .

bench: .venv/.dev ## speed and memory against the stock decoding loop, as ratios
	@$(BIN)/python -m benchmarks.bench

quality: .venv/.dev ## scores of models, terms, facts, checks and pages; writes docs/quality.md, docs/checks.md (long)
	@$(BIN)/python -m benchmarks.quality
	@$(BIN)/python -m benchmarks.checks
	@$(BIN)/python -m pytest -q -m slow

ci: lint type arch house test ## all gates, as .ci/run calls them

lock: .venv/.uv ## write the lock files anew from pyproject.toml
	@$(BIN)/uv lock --quiet
	@$(BIN)/uv export --quiet --no-emit-project --no-default-groups --group build --no-header --no-annotate -o requirements.lock >/dev/null
	@$(BIN)/uv export --quiet --no-emit-project --all-groups --no-header --no-annotate -o requirements-dev.lock >/dev/null

clean: ## remove what the commands made
	@rm -rf .venv $(OUT) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

# make serve   build news.db from samples/ and serve it on http://127.0.0.1:8001
# make test    run the whole test suite
# Each makes its own environment in .venv; PYTHON names the interpreter to make it with.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

.PHONY: serve build test lint bench proving clean

serve: build
	$(BIN)/baoshu serve

build: $(INSTALLED)
	$(BIN)/baoshu build

test: $(INSTALLED)
	$(BIN)/python -m pytest

lint: $(INSTALLED)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(INSTALLED)
	$(BIN)/python -m bench

proving: $(INSTALLED)
	$(BIN)/python -m bench.proving text
	$(BIN)/python -m bench.proving pdf

$(INSTALLED): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Baoshu needs Python 3.11 or newer; name one with: make PYTHON=python3.12 …") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV)

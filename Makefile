# Everything installs into .venv in this folder; Python 3.11 or newer and make are all that is needed.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: setup demo test lint bench chaos fuzz eval lock clean

setup: .venv/ready

.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Twosource needs Python 3.11 or newer; this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# The sample site, built and served.
demo: setup
	$(BIN)/twosource demo

# Everything CI checks: style, types, tests, and the pages in a real browser.
test: lint
	-tools/browser.sh
	$(BIN)/pytest -n 2 --dist loadgroup

lint: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

# Speed beside its floor, in one run; results also in .bench/results.json.
bench: setup
	$(BIN)/python bench/speed.py
	$(BIN)/python bench/annotate.py
	$(BIN)/python bench/group.py

# The kill -9 test at length.
chaos: setup
	TWOSOURCE_KILLS=200 $(BIN)/pytest -n 2 tests/test_chaos.py

# Spoilt texts through annotate for five minutes; guided by coverage where atheris is installed.
fuzz: setup
	$(BIN)/python tests/annotate/fuzz_annotate.py

# Quality on the data in ../shared, where it is present.
eval: setup
	$(BIN)/python bench/quality.py

# Pin what pyproject.toml asks for, with hashes.
lock: setup
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --extra embeddings --group dev pyproject.toml -o requirements.lock

clean:
	rm -rf .venv .bench .tools demo

# Everything installs into .venv in this folder; Python 3.11 or newer and make are all that is needed.
PYTHON ?= python3
RUN := .venv/bin

.PHONY: setup demo test lint bench chaos eval lock clean

setup: .venv/ready

.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Twosource needs Python 3.11 or newer; this is " + sys.version.split()[0])'
	$(PYTHON) -m venv .venv
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: setup
	$(RUN)/twosource demo

test: setup
	$(RUN)/pytest -n 2

clean:
	rm -rf .venv .bench .tools demo

# Everything a person or a machine does with this repository. Only python3 (3.11 or newer),
# make and git have to be there already.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
CLIENTS := .venv-caldav/installed .venv-coreapi/installed .venv-schemathesis/installed
STATIC := $(or $(ONEONONE_HOME),var)/static
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# A lock is complete: nothing is resolved, so what is released later changes nothing.
LOCKED := --require-hashes --no-deps --requirement
# As in production, in a home of its own.
MANAGE := ONEONONE_HOME=.cache/home ONEONONE_BASE_URL=https://oneonone.example \
	ONEONONE_SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_hex(32))')" \
	$(BIN)/oneonone manage
TEMPLATES := $(shell find src -name '*.html')
MODULES := --deny correctness --deny suspicious --deny perf src/oneonone/static/js
OPENAPI := --format openapi-json --validate --fail-on-warn
COMPILE := $(BIN)/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe \
	--all-build-deps --no-emit-index-url --no-emit-find-links

.DELETE_ON_ERROR:
.PHONY: run setup test test-inside test-command test-browser test-postgresql test-matrix
.PHONY: test-pythons test-3.12 test-3.13
.PHONY: soak check bench bench-planner mutants format messages picture lock

run: $(VENV)/run $(STATIC)/staticfiles.json
	@$(BIN)/oneonone manage migrate --verbosity 0
	@$(BIN)/oneonone serve

setup: $(VENV)/dev $(CLIENTS)

# Coverage sees what the service does only when it runs inside the test process.
MEASURED := $(addprefix tests/,planner ics calendars schedules contract pages cli mail documents)
MATRIX := tests/matrix
BROWSER := tests/browser
BY_COMMAND := $(filter-out $(MEASURED) $(MATRIX) $(BROWSER) tests/support, \
	$(patsubst %/,%,$(wildcard tests/*/)))
LONG := $(addprefix tests/,planner races kills day fuzzing mail)
ON_POSTGRESQL := $(addprefix tests/,calendars schedules contract races day limits mail)

test: test-inside test-browser test-postgresql test-command test-matrix

test-inside: setup
	$(BIN)/pytest --cov --server inside $(MEASURED)

test-command: setup
	$(BIN)/pytest $(BY_COMMAND)

test-browser: setup
	$(BIN)/pytest $(BROWSER)

# Guards are opened inside the service, too.
test-matrix: setup
	$(BIN)/pytest --server inside $(MATRIX)

test-postgresql: setup
	$(BIN)/pytest --database postgresql --share contract=4 $(ON_POSTGRESQL)

soak: setup
	ONEONONE_SOAK=1 $(BIN)/pytest --server inside $(MATRIX) tests/pages
	ONEONONE_SOAK=1 $(BIN)/pytest $(LONG)
	ONEONONE_SOAK=1 $(BIN)/pytest --database postgresql $(filter-out tests/planner,$(LONG))
	$(BIN)/pytest --database postgresql tests/contract

test-pythons: test-3.12 test-3.13

test-3.12 test-3.13: test-3.%:
	@found=; \
	for python in python3.$* "$$(pyenv root 2>/dev/null)"/versions/3.$*.*/bin/python; do \
	  if "$$python" --version >/dev/null 2>&1; then found=$$python; fi; done; \
	if [ -z "$$found" ]; then echo "Python 3.$* is not on this machine: skipped"; \
	else $(MAKE) --no-print-directory test-python PYTHON="$$found" VENV=.venv-3.$*; fi

.PHONY: test-python
test-python: $(VENV)/dev
	$(BIN)/python -m pytest --share planner=4 --share contract=8 tests/planner tests/contract

check: $(VENV)/dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(BIN)/djade --check $(TEMPLATES)
	$(BIN)/oxlint $(MODULES)
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) check --deploy --fail-level WARNING
	@mkdir -p .cache
	$(MANAGE) spectacular $(OPENAPI) --file .cache/openapi.json
	cmp docs/openapi.json .cache/openapi.json  # out of date? make format

bench: $(VENV)/dev
	$(BIN)/python benchmarks/planner/run.py --contestants ours relaxation relaxation-ipm first-come
	$(BIN)/python benchmarks/planner/reporting.py
	$(BIN)/python benchmarks/api/run.py
	$(BIN)/python benchmarks/pages/run.py

# Hours: beside CP-SAT and a plain integer program, and by people, days and step.
bench-planner: $(VENV)/dev .venv-bench/installed
	$(BIN)/python benchmarks/planner/run.py --write
	$(BIN)/python benchmarks/planner/scaling.py

# Hours: the planner broken in thousands of ways, one core; goes on where it was stopped.
mutants: .venv-mutants/installed
	ONEONONE_PROBLEMS=50 .venv-mutants/bin/mutmut run --max-children 1
	.venv-mutants/bin/python benchmarks/mutants.py

format: $(VENV)/dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	@$(BIN)/djade $(TEMPLATES)
	$(BIN)/oxlint --fix $(MODULES)
	$(MANAGE) spectacular $(OPENAPI) --file docs/openapi.json

# What pages say, in every language: take in what is new, drop what is gone, compile.
messages: $(VENV)/dev
	$(BIN)/python tools/messages.py

# What README opens with: the demo's schedule, as Chromium shows it.
picture: $(VENV)/dev
	$(BIN)/python tools/picture.py

lock: $(VENV)/dev
	$(COMPILE) --output-file requirements/run.txt pyproject.toml
	$(COMPILE) --extra dev --constraint requirements/run.txt \
	  --output-file requirements/dev.txt pyproject.toml
	$(filter-out --all-build-deps,$(COMPILE)) --output-file requirements/caldav.txt \
	  requirements/caldav.in
	$(filter-out --all-build-deps,$(COMPILE)) --output-file requirements/coreapi.txt \
	  requirements/coreapi.in
	$(filter-out --all-build-deps,$(COMPILE)) --output-file requirements/schemathesis.txt \
	  requirements/schemathesis.in
	$(filter-out --all-build-deps,$(COMPILE)) --output-file requirements/bench.txt \
	  requirements/bench.in
	$(filter-out --all-build-deps,$(COMPILE)) --output-file requirements/mutants.txt \
	  requirements/mutants.in

$(STATIC)/staticfiles.json: $(VENV)/run $(shell find src/oneonone/static -type f)
	@$(BIN)/oneonone manage collectstatic --no-input --verbosity 0

# A stamp says what is installed: a second run finds it newer than the locks and does nothing.
$(VENV)/run: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) install $(LOCKED) $<
	$(PIP) install --no-deps --no-build-isolation --editable .
	@$(PIP) check
	@touch $@

$(VENV)/dev: requirements/dev.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) install $(LOCKED) $<
	$(PIP) install --no-deps --no-build-isolation --editable .
	@$(PIP) check
	@touch $@ $(VENV)/run

# Programs that run beside ours or break it, with packages of their own.
$(CLIENTS) .venv-bench/installed .venv-mutants/installed: .venv-%/installed: requirements/%.txt
	$(PYTHON) -m venv .venv-$*
	.venv-$*/bin/python -m pip --disable-pip-version-check --quiet install $(LOCKED) $<
	.venv-$*/bin/python -m pip check
	@touch $@

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

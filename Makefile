# Two commands for a newcomer: `make run` and `make test`. Needs Python >= 3.11 and make, nothing else.

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
COMPILE := $(BIN)/uv pip compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-annotate \
	--universal --python-version 3.11 --custom-compile-command "make lock"
SAMPLE := src/jixiao/samples/qingshi-2025.docx
REPORT := out/qingshi-2025.html
MENDED := src/jixiao/samples/qingshi-2025-mended.json
PAPERS := out/qingshi-2025-mended
# Of `make run`; `make clean` leaves it, for it is somebody's work.
DATA := $(or $(JIXIAO_DATA),jixiao-data)
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help run sample test check gate bench quality fuzz lock docs format clean

help: ## List the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 16

run: $(STAMPS)/runtime ## Set up and serve the sample county on this machine; Ctrl+C ends it, JIXIAO_PORT chooses the port
	@sh tools/fonts.sh $(VENV) || true
	@exec env JIXIAO_DATA=$(DATA) $(BIN)/python tools/foreground.py \
		$(BIN)/jixiao serve --sample $(if $(JIXIAO_PORT),--port $(JIXIAO_PORT))

sample: $(STAMPS)/runtime ## Read and check the bundled document on the command line, write its mended version into out/
	$(BIN)/jixiao read $(SAMPLE)
	@echo
	$(BIN)/jixiao check $(SAMPLE) || test $$? -eq 1
	@mkdir -p $(dir $(REPORT))
	@$(BIN)/jixiao check $(SAMPLE) --format html -o $(REPORT) || test $$? -eq 1
	@echo
	@sh tools/fonts.sh $(VENV) || true
	$(BIN)/jixiao write $(MENDED) --date 2025-01-20 -o $(PAPERS).docx --force
	@# Without any Chinese font there is no PDF; the command says what to do, and the rest stands.
	$(BIN)/jixiao write $(MENDED) --date 2025-01-20 -o $(PAPERS).pdf --force || test $$? -eq 2

test: $(STAMPS)/dev ## Set up and run every check and every test
	@sh tools/system_packages.sh
	@$(MAKE) --no-print-directory gate
	$(BIN)/python -m pytest -n auto --dist loadgroup
	@# Once more on PostgreSQL; serving/ runs on both databases as it is, and what axe sees does not depend on them.
	JIXIAO_TEST_DATABASE=postgresql $(BIN)/python -m pytest -n auto --dist loadgroup tests/web \
		--ignore=tests/web/serving --ignore=tests/web/browser/test_axe.py

check: $(STAMPS)/dev gate ## The whole gate but its slow tests
	$(BIN)/python -m pytest -n auto --dist loadgroup -m "not slow"

gate: $(STAMPS)/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	@# Reading the settings makes a key in the folder of data.
	JIXIAO_DATA=$(VENV)/types $(BIN)/mypy src tools
	$(BIN)/lint-imports --no-logo

bench: $(STAMPS)/bench ## Speed against the floors and the peers
	$(BIN)/python -m benchmarks --write

quality: $(STAMPS)/dev ## Precision and recall of fields by layout, and of findings by rule
	$(BIN)/python -m benchmarks.quality
	$(BIN)/python -m benchmarks.quality_page

fuzz: $(STAMPS)/dev ## Damage samples by the thousand, then ask the REST API fifty times as much as the tests do
	$(BIN)/python -m tests.fuzz
	JIXIAO_FUZZ=50 $(BIN)/python -m pytest tests/web/rest/test_fuzz.py

docs: $(STAMPS)/dev ## Write the generated pages of docs/reference anew
	$(BIN)/python -m tools.docs

format: $(STAMPS)/dev ## Put the sources into their format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: $(STAMPS)/dev ## Raise every locked version
	$(COMPILE) --extra pdf --extra web pyproject.toml requirements/build.in -o requirements/runtime.txt
	$(COMPILE) -c requirements/runtime.txt --extra pdf --extra web pyproject.toml requirements/build.in requirements/dev.in -o requirements/dev.txt
	$(COMPILE) -c requirements/dev.txt --extra bench pyproject.toml -o requirements/bench.txt

clean: ## Remove what the other targets made
	rm -rf $(VENV) build dist out .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(STAMPS)/venv:
	@sh tools/venv.sh $(VENV)
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/runtime: $(STAMPS)/venv requirements/runtime.txt pyproject.toml src/jixiao/__init__.py
	$(PIP) install --require-hashes -r requirements/runtime.txt
	$(PIP) install --no-build-isolation --no-deps -e .
	@touch $@

$(STAMPS)/dev: $(STAMPS)/runtime requirements/dev.txt
	$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

$(STAMPS)/bench: $(STAMPS)/dev requirements/bench.txt
	$(PIP) install --require-hashes -r requirements/bench.txt
	@touch $@

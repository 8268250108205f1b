# The two commands of the README are `make run` and `make test`. Everything comes from pyproject.toml.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.installed-run
TEST := $(VENV)/.installed-test
DEV := $(VENV)/.installed-dev
JOBS ?= auto

.PHONY: run test thorough check format bench docs dist clean
.NOTPARALLEL:

run: $(RUN)
	@$(BIN)/session-tui $(ARGS)

test: $(TEST)
	@$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup $(ARGS)

# Every case by real keys, more examples, and random ones; SESSION_TUI_SEED=… repeats a run.
thorough: $(TEST)
	@HYPOTHESIS_PROFILE=thorough $(BIN)/python -m pytest -n $(JOBS) --dist loadgroup $(ARGS)

check: $(DEV)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/python scripts/make_docs.py --check
	@$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml

format: $(DEV)
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

docs: $(DEV)
	@$(BIN)/python scripts/make_docs.py

bench: $(RUN)
	@$(BIN)/python -m bench $(ARGS)

dist: $(DEV)
	@$(BIN)/python scripts/build_dist.py $(ARGS)

# One stamp for each set of packages: `run` the program alone, `test` with the tests' packages, `dev` with all.
$(VENV)/.installed-run: pyproject.toml session_tui/__init__.py scripts/install.sh
	@sh scripts/install.sh $(PYTHON) $(VENV)

$(VENV)/.installed-%: pyproject.toml session_tui/__init__.py scripts/install.sh
	@sh scripts/install.sh $(PYTHON) $(VENV) $*

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache

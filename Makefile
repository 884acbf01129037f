# Needs Python 3.11 to 3.13, make and pip. Everything else goes into .venv.

PYTHON ?= python3
VENV := .venv
# The shell's PWD, as $(CURDIR) may hold what the shell would expand.
IN_VENV := PATH="$$PWD/$(VENV)/bin:$$PATH"
# Not `snakemake`: the first line of that file names the interpreter, and no quotes help
# there when the path has spaces.
SNAKEMAKE := python -m snakemake
CODE := workflow/scripts config tests
RULES := Snakefile workflow/rules

.PHONY: run unlock test test-slurm soak benchmark benchmark-search benchmark-pruning benchmark-scale lint format lock install clean

# Shows progress where there is a terminal to watch it on.
RUN := if test -t 2; then $(SNAKEMAKE) --cores all --logger rich; else $(SNAKEMAKE) --cores all; fi
REPORT := results/quick/report.html
run: unlock
	@$(IN_VENV) sh -c '$(RUN)'
	@$(IN_VENV) $(SNAKEMAKE) --report $(REPORT) --quiet all
	@echo "Report: $(REPORT)"

# A killed run leaves its lock, which is removed only when no other run is alive.
UNLOCK := test -z "$$(ls .snakemake/locks 2>/dev/null)" || ! PYTHONPATH=workflow/scripts python -m asirra.machine.runs || $(SNAKEMAKE) --unlock --cores all
unlock: $(VENV)/.run-installed
	@$(IN_VENV) sh -c '$(UNLOCK)'

test: $(VENV)/.test-installed lint
	$(IN_VENV) python -m pytest --numprocesses 2 --dist loadfile

# Needs root and Debian's slurm-wlm and munge; 4 to 10 minutes.
test-slurm: $(VENV)/.test-installed
	$(IN_VENV) python -m pytest -s tests/workflow/slurm

# Checks that 10 runs, each killed three times, end with the same bytes: half an hour.
soak: $(VENV)/.test-installed
	$(IN_VENV) PYTHONPATH=workflow/scripts python -m tests.tools.soak

# Measures how much of the machine's speed the workflow reaches, and how its cost grows:
# 20 to 40 minutes.
benchmark: $(VENV)/.test-installed
	$(IN_VENV) PYTHONPATH=workflow/scripts python -m tests.benchmarks.performance
	$(IN_VENV) PYTHONPATH=workflow/scripts python -m tests.benchmarks.growth

# Compares methods of search by what a user gets: about an hour and a half on 2 cores.
# The first time, it installs the other methods: 5 GB.
benchmark-search: $(VENV)/.test-installed
	$(IN_VENV) sh -c 'python -c "import optuna, torch, greenlet, smac" 2> /dev/null || pip install --quiet optuna==5.0.0 torch==2.14.1 greenlet==3.5.6 smac==2.4.1'
	$(IN_VENV) PYTHONPATH=workflow/scripts python -m tests.benchmarks.search

# Measures what pruning saves, on learning curves of earlier trainings: 4 minutes.
benchmark-pruning: $(VENV)/.test-installed
	$(IN_VENV) PYTHONPATH=workflow/scripts python -m tests.benchmarks.pruning

# Measures how the costs of Snakemake, suggestions and idle workers grow with the number
# of trials, without training: 15 minutes.
benchmark-scale: $(VENV)/.test-installed
	$(IN_VENV) PYTHONPATH=workflow/scripts python -m tests.benchmarks.scale

lint: $(VENV)/.test-installed
	$(IN_VENV) python -m ruff check $(CODE)
	$(IN_VENV) python -m ruff format --check $(CODE)
	$(IN_VENV) python -m snakefmt --check $(RULES)
	$(IN_VENV) $(SNAKEMAKE) --lint
	$(IN_VENV) python -m mypy

format: $(VENV)/.test-installed
	$(IN_VENV) python -m ruff check --fix $(CODE)
	$(IN_VENV) python -m ruff format $(CODE)
	$(IN_VENV) python -m snakefmt $(RULES)

# Pins every dependency with its hashes, for Linux and macOS arm64, Python 3.11 to 3.13.
LOCK := uv pip compile --universal --generate-hashes --no-header --quiet --upgrade pyproject.toml
lock: $(VENV)/.test-installed
	$(IN_VENV) $(LOCK) --output-file envs/requirements.txt
	$(IN_VENV) $(LOCK) --extra test --constraints envs/requirements.txt --output-file envs/requirements-test.txt

define INSTALL
@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(0 if (3, 11) <= v <= (3, 13) else "Error: expected Python 3.11 to 3.13, got %d.%d; choose another with make PYTHON=python3.12" % v)'
test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV)
$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
touch $@
endef

install: $(VENV)/.run-installed

$(VENV)/.run-installed: envs/requirements.txt
	$(INSTALL)

# The second file holds the first one's pins too, and the test tools.
$(VENV)/.test-installed: envs/requirements-test.txt
	$(INSTALL)
	touch $(VENV)/.run-installed

clean:
	rm -rf $(VENV) .snakemake results

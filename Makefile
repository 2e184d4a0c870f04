# The few commands of this checkout. Each does its own set-up; a second call finds it done.
PYTHON ?= python3
SETUP = $(PYTHON) -B tools/setup.py
INSIDE = .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help setup run test bench lint words pins gallery pictures wheel clean

help: ## list these commands
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## make everything ready to run
	@$(SETUP) run

run: ## open the window; without a screen, run the demonstration into out/
	@$(SETUP) run
	@$(INSIDE) tools/start.py

test: ## all checks: style, types, tests
	@$(SETUP) test
	@$(MAKE) --no-print-directory check-style
	@QT_QPA_PLATFORM=offscreen $(INSIDE) -m pytest -n 2 --dist loadfile $(TESTS)

bench: ## how fast it is, as one table
	@$(SETUP) test
	@QT_QPA_PLATFORM=offscreen $(INSIDE) tools/bench.py $(MEASURES)

.PHONY: torture
torture: ## kill, cut, spoil, fill and search, many times; writes docs/torture.md (TIMES=10 for a release, ONLY="kills flips")
	@$(SETUP) test
	@QT_QPA_PLATFORM=offscreen $(INSIDE) tools/torture.py --times $(or $(TIMES),1) --jobs $(or $(JOBS),2) $(ONLY)

lint: ## style and types only
	@$(SETUP) test
	@$(MAKE) --no-print-directory check-style

.PHONY: check-style
check-style:
	@$(INSIDE) -m ruff check src tests tools installer hatch_build.py
	@$(INSIDE) -m mypy

words: ## collect the texts from the code and say which have no German words
	@$(SETUP) test
	@$(INSIDE) tools/words.py extract
	@$(INSIDE) tools/words.py missing

.PHONY: catalogue
catalogue: ## the catalogue of fields anew, from the declaration
	@$(SETUP) test
	@$(INSIDE) tools/catalogue.py

pins: ## write requirements/*.txt anew, with hashes
	@$(SETUP) test
	@$(INSIDE) tools/pins.py

gallery: ## pictures of every page in every state into out/gallery, with an index page (SCENES="--only today,case", SCENES=--quick)
	@$(SETUP) test
	@$(INSIDE) tools/gallery.py out/gallery $(SCENES)

.PHONY: manual
manual: ## the manual as one page per language into out/manual, with the pictures of the gallery
	@$(SETUP) test
	@$(INSIDE) tools/manual.py out/manual out/gallery

pictures: ## the pictures of the README anew, from the demonstration
	@$(SETUP) run
	@QT_QPA_PLATFORM=offscreen WELCOMEDESK_HOME=out/workplace $(INSIDE) -m welcomedesk demo --out out
	@cp out/screenshots/today.png out/screenshots/guide.png docs/pictures/

wheel: ## build the wheel into dist/
	@$(SETUP) test
	@$(INSIDE) -m build --wheel --no-isolation --outdir dist .

clean: ## take away what was made, but no case files
	@rm -rf .venv build dist out .mypy_cache .ruff_cache .pytest_cache .hypothesis

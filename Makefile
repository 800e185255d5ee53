# Weft: `make demo` makes a picture, `make test` runs every test. Both set up what is missing.

SHELL := /bin/bash
.DEFAULT_GOAL := help

# Debian 12 packages: what the build reads through pkg-config, pkg-config itself, and git for SwiftPM.
PACKAGES := git pkg-config libyaml-dev libopenblas-dev libpng-dev libjpeg-dev libxxhash-dev
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
WEFT := .build/release/weft

.PHONY: help setup build demo test test-hostile schema-check format lint clean

help: ## Say what the targets do.
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

setup: ## Install the system libraries that are missing.
	@missing=""; for package in $(PACKAGES); do \
	  dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  echo "Installing Debian packages:$$missing"; \
	  $(SUDO) apt-get update -qq && \
	  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	fi
	@swift --version 2>/dev/null | grep -qE 'Swift version 6\.([3-9]|[1-9][0-9])' || \
	  { echo "Weft needs Swift 6.3 or newer on the PATH (see swift.org/install)." >&2; exit 1; }

build: setup ## Build the release binary, .build/release/weft.
	swift build -c release --product weft

demo: build ## Make a picture with the shipped model and print where it is.
	$(WEFT) run graphs/text-to-image.yaml --out out/demo

test: setup ## Run every test.
	swift test --disable-xctest

test-hostile: setup ## Damage each file of a model in 2 000 places (minutes).
	WEFT_DAMAGES=2000 swift test --disable-xctest --filter HostileModelTests

schema-check: setup ## Validate every graph against the JSON Schema, with Python's jsonschema.
	@$(MAKE) -s setup PACKAGES="python3-jsonschema python3-yaml"
	swift build --product weft
	.build/debug/weft schema | python3 Tests/Reference/check_schema.py graphs/*.yaml

format: ## Rewrite the sources in the project's format.
	swift format -i -r Sources Tests Package.swift

lint: ## Check the format of the sources.
	swift format lint --strict -r Sources Tests Package.swift

clean: ## Remove what was built.
	rm -rf .build out

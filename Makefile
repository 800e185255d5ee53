# Weft: `make demo` makes a picture, `make test` runs every test. Both set up what is missing.

SHELL := /bin/bash
.DEFAULT_GOAL := help

# Debian 12 packages: what the build reads through pkg-config, pkg-config itself, and git for SwiftPM.
PACKAGES := git pkg-config libyaml-dev libpng-dev libjpeg-dev libxxhash-dev
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
WEFT := .build/release/weft

WHEELS := $(HOME)/.cache/weft-bench/venv

.PHONY: help setup build demo test test-arm64 test-hostile test-kills fuzz bench bench-peers accuracy evaluate-characonsist schema-check format lint clean

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

# One module of Dataflow and a fuzzer, with coverage: SwiftPM cannot build libFuzzer's programs.
FUZZ_SECONDS := 1800
FUZZ_FLAGS := -max_total_time=$(FUZZ_SECONDS) -timeout=20 -rss_limit_mb=1024 -max_len=65536 -print_final_stats=1
# A second of processor time for each input; the timeout is for what never ends.
.build/fuzz/%: Tests/Fuzz/%.swift Tests/Fuzz/ProcessorTime.swift $(shell find Sources/Dataflow -name '*.swift')
	@mkdir -p .build/fuzz
	swiftc -O -wmo -parse-as-library -sanitize=fuzzer -swift-version 6 -module-name $(subst -,_,$*) \
	  -enable-upcoming-feature ExistentialAny -enable-upcoming-feature InternalImportsByDefault \
	  -enable-upcoming-feature MemberImportVisibility -Xcc -fmodule-map-file=Sources/CLibYAML/module.modulemap \
	  -Xcc -fmodule-map-file=Sources/CXXHash/module.modulemap $(filter %.swift,$^) -o $@

# The compiler of the Swift toolchain knows arm64; Debian has its C library and an emulator.
test-arm64: setup ## Build the kernels for arm64 and run them beside their definitions, in an emulator.
	@$(MAKE) -s setup PACKAGES="gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user"
	@mkdir -p .build/arm64
	"$$(dirname "$$(readlink -f "$$(command -v swift)")")/clang" --target=aarch64-linux-gnu -static -O3 \
	  -Wall -Wextra -Werror -ISources/CKernels/include Sources/CKernels/*.c Tests/Arm64/kernels.c -lm \
	  -o .build/arm64/kernels
	qemu-aarch64 .build/arm64/kernels

test-kills: setup ## Kill a run at 200 random moments and look what is left (minutes).
	WEFT_KILLS=200 swift test --disable-xctest --filter KillTests

fuzz: setup .build/fuzz/FuzzGraph .build/fuzz/FuzzEntry ## Fuzz graphs and kept results, half an hour each.
	@mkdir -p .build/fuzz/graph .build/fuzz/entry
	.build/fuzz/FuzzGraph $(FUZZ_FLAGS) .build/fuzz/graph Tests/Fuzz/corpus/graph graphs
	.build/fuzz/FuzzEntry $(FUZZ_FLAGS) .build/fuzz/entry Tests/Fuzz/corpus/entry

bench: setup ## Time operations at the shapes of the real models, and the engine.
	swift build -c release --product weft-bench
	.build/release/weft-bench
	.build/release/weft-bench engine

bench-peers: setup ## Time whole networks beside other programs on the same files; 15 GB in ~/.cache/weft-bench.
	@$(MAKE) -s setup PACKAGES="python3-venv g++"
	swift build -c release --product weft-bench
	[ -x $(WHEELS)/bin/python ] || python3 -m venv $(WHEELS)
	$(WHEELS)/bin/pip install -q -r Tests/Reference/requirements.txt
	@# From source, for this processor; the lines of a program that cannot be built are left out.
	CMAKE_ARGS="-DLLAVA_BUILD=OFF" $(WHEELS)/bin/pip install -q -r Tests/Reference/requirements-bench.txt || true
	$(WHEELS)/bin/python Tests/Reference/bench_peers.py

accuracy: build ## Measure what types of weights lose, by random weights and critters; 6 GB in ~/.cache/weft-bench.
	@$(MAKE) -s setup PACKAGES="python3-venv"
	swift build -c release --product weft-bench
	[ -x $(WHEELS)/bin/python ] || python3 -m venv $(WHEELS)
	$(WHEELS)/bin/pip install -q -r Tests/Reference/requirements.txt
	$(WHEELS)/bin/python Tests/Reference/accuracy.py

evaluate-characonsist: build ## Judge one character through many pictures, on the model that ships (half an hour).
	@$(MAKE) -s setup PACKAGES="python3-venv"
	[ -x $(WHEELS)/bin/python ] || python3 -m venv $(WHEELS)
	$(WHEELS)/bin/pip install -q -r Tests/Reference/requirements.txt
	$(WHEELS)/bin/python Tests/Reference/evaluate_characonsist.py

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

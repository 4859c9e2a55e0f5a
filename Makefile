# The commands of this project. `make help` lists them; each installs what it
# needs, so a new machine wants only rustup's Rust, Node and make.

TOOLS ?= $(HOME)/.cache/credit-tools
TARGET := $(or $(CARGO_TARGET_DIR),target)
export TOOLS
export PATH := $(TOOLS)/bin:$(CURDIR)/node_modules/.bin:$(PATH):$(HOME)/.cargo/bin

ENGINE := www/engine/engine_bg.wasm
ENGINE_TYPES := www/engine/engine.d.ts
PAGE := www/dist/index.html
PACKAGE := pkg/package.json
SINGLE := www/dist/credit-calculator.html

RUST_SOURCES := Cargo.toml Cargo.lock $(shell find src -type f)
PAGE_SOURCES := package-lock.json $(shell find www -type f -not -path 'www/dist/*' -not -path 'www/engine/*')
PRETTIER := prettier --log-level warn www tests/page scripts .prettierrc.json '*.{js,json}'

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup build single-file serve check test bench fuzz fmt types clean

help: ## list the commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

setup: ## install the tools that are missing (every command does)
	@command -v node >/dev/null || { echo 'Node 20.19 or newer is missing: https://nodejs.org' >&2; exit 1; }
	@node scripts/setup.mjs

build: $(PAGE) $(PACKAGE) ## build the page (www/dist) and the JavaScript package (pkg)

single-file: $(SINGLE) ## build the page as one file that opens from a disk (SITE=https://… for the links it copies)

serve: build ## build everything and serve the page (PORT=8080, or the next free one)
	@node scripts/serve.mjs www/dist

check: $(ENGINE_TYPES) ## the fast half of the tests: formats, lints, types, native tests
	@node scripts/test.mjs check

# Not `test: build`: what still works is tested when the build is broken, and a broken build is counted.
test: ## everything, warnings as errors; ends with "N passed, N failed"
	@node scripts/test.mjs

bench: build ## time a quote and the planner, also beside HiGHS, and weigh what is shipped
	@node scripts/bench.mjs
	@node scripts/bench-steps.mjs
	@cargo bench --locked --bench planner
	@node benches/highs.mjs

# Coverage by the sanitizer's counters alone needs no nightly compiler. What is found by chance stays out of the
# committed corpus, whose files have an extension.
fuzz: | setup ## let libFuzzer search for inputs that panic (SECONDS_EACH=60 for each target)
	@command -v cargo-fuzz >/dev/null || cargo install --debug --locked --root $(TOOLS) cargo-fuzz --version 0.13.2
	@for target in book formula meter; do \
		cargo fuzz run --sanitizer none $$target -- -max_total_time=$${SECONDS_EACH:-60} -max_len=16384 -rss_limit_mb=512 -timeout=5 || exit 1; \
	done

fmt: | setup ## format everything
	@cargo fmt
	@$(PRETTIER) --write

types: | setup ## write the TypeScript types and the JSON Schema anew from the Rust types
	@UPDATE_TYPES=1 cargo test --locked --lib up_to_date

clean: ## delete what was built (node_modules and the tools stay)
	@rm -rf $(TARGET) www/dist www/engine pkg test-results

prettier-check:
	@$(PRETTIER) --check

# The crate stays a plain rlib: cargo drops link-time optimisation when a package names two crate types.
$(ENGINE): $(RUST_SOURCES) package-lock.json | setup
	@cargo rustc --locked --lib --release --target wasm32-unknown-unknown --features wasm --crate-type cdylib
	@wasm-bindgen --target web --out-dir www/engine --out-name engine \
		--remove-name-section --remove-producers-section \
		$(TARGET)/wasm32-unknown-unknown/release/credit_calculator.wasm
	@wasm-opt -Oz $@ -o $@

# What tsc reads of the engine; it changes with the boundary only, so that a check need not build the rest anew.
$(ENGINE_TYPES): $(wildcard src/wasm/*) | setup
	@$(MAKE) $(ENGINE)

$(PAGE): $(ENGINE) $(PAGE_SOURCES) | setup
	@vite build --logLevel warn --config www/vite.config.ts
	@touch $@

$(PACKAGE): $(PAGE) scripts/package.mjs
	@node scripts/package.mjs

$(SINGLE): $(PAGE) scripts/single-file.mjs
	@node scripts/single-file.mjs

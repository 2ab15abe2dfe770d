# `make help` lists what can be asked for. The work is done by scripts/.
.DEFAULT_GOAL := help
.PHONY: help setup demo docs test check build schema bench profile soak package clean

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: build ## Set up, build, and serve the 32-strip console on localhost
	@node scripts/serve/demo.mjs

docs: build ## Build the site of all documents and references into target/site
	@node scripts/docs/main.mjs

test: ## Set up with browsers, build, run every test; ends with `N passed, N failed, N skipped`
	@scripts/setup/main.sh browsers
	@node scripts/build/main.mjs
	@node scripts/test/main.mjs

check: build ## Formats, lints, docs, types, pins: warnings denied
	@node scripts/check/main.mjs

build: setup ## Build what changed into dist/
	@node scripts/build/main.mjs

setup: ## Install what is missing: toolchain, cargo tools, npm packages
	@scripts/setup/main.sh

schema: setup ## Write the TypeScript layout and the reference page from the Rust tables
	@cargo run --quiet --package megamixer-schema

bench: ## Measure the cost per quantum beside what people use today; writes docs/benchmarks.md
	@scripts/setup/main.sh browsers
	@node scripts/build/main.mjs
	@node tests/bench/run.mjs

profile: build ## Profile the demo in Chromium: a trace, a CPU profile, µs per quantum, share of each function
	@scripts/setup/browsers.sh chromium
	@node tests/profile/run.mjs

soak: ## The tests with their long proofs, then the console fuzzed (an hour or more)
	@MEGAMIXER_SOAK=1 $(MAKE) --no-print-directory test
	@scripts/soak/fuzz.sh

package: build ## Pack what npm publishes into target/package, and list what is in it
	@node scripts/package/main.mjs

clean: ## Remove what was built; the tools' cache stays
	@rm -rf dist target worklet/src/*.gen.js worklet/src/*.gen.d.ts worklet/src/build.gen.ts host-js/src/code/inline.gen.ts host-js/src/bounce/*.gen.ts host-js/src/bounce/worker/glue.gen.* examples/*/dist artifacts

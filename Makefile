# Two commands do everything: `make run` and `make test`.
# make run DATABASE=wales.db serves your own database.

DATABASE ?=
DEMO     := bin/demo.db
EXPORTS  := bin/exports
GO       ?= go
export CGO_ENABLED = 1

.PHONY: run test check bench build fuzz clean frontend

build: frontend
	$(GO) build -trimpath -o bin/catchment ./cmd/catchment

# Styles and scripts for the browser, built when their sources are newer.
# `go build` works without them and gives whole pages without dress.
FRONTEND := $(wildcard frontend/*.ts frontend/*.json frontend/styles/*.scss frontend/islands/*.ts)

frontend: frontend/dist/.vite/manifest.json

frontend/dist/.vite/manifest.json: frontend/node_modules/.package-lock.json $(FRONTEND)
	@cd frontend && npm run --silent build -- --logLevel warn
	@touch $@

frontend/node_modules/.package-lock.json: frontend/package-lock.json
	@command -v npm >/dev/null || { echo "Styles and scripts need Node 20.19 or newer with npm (https://nodejs.org). Without them, go build -o bin/catchment ./cmd/catchment gives pages without dress."; exit 1; }
	@cd frontend && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

# Builds, makes the demonstration region anew unless DATABASE names another
# database, and serves it at ADDRESS until Ctrl+C.
ADDRESS ?= 127.0.0.1:8080

run: build
ifeq ($(DATABASE),)
	@rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	@bin/catchment demo $(DEMO) >/dev/null
endif
	@exec bin/catchment serve --database $(or $(DATABASE),$(DEMO)) --address $(ADDRESS)

# Prints figures on the terminal and writes the exports.
.PHONY: show
show: build
ifeq ($(DATABASE),)
	@test -f $(DEMO) || bin/catchment demo $(DEMO) >/dev/null
endif
	@bin/catchment score --database $(or $(DATABASE),$(DEMO)) 2>/dev/null
	@echo
	@echo "The worst gap of each kind in tier 3:"
	@bin/catchment gaps --database $(or $(DATABASE),$(DEMO)) --tier 3 --each 2>/dev/null
	@bin/catchment export --database $(or $(DATABASE),$(DEMO)) --what coverage,tiers,practice,gaps --out $(EXPORTS) 2>/dev/null
	@bin/catchment export --database $(or $(DATABASE),$(DEMO)) --what coverage --kind local_authority --format geojson --out $(EXPORTS) 2>/dev/null
	@echo
	@echo "The exports lie in $(EXPORTS)/."

# Installs what the tests need where that is permitted, then runs them all.
test:
	@sh .ci/needs
	@$(MAKE) --no-print-directory build
	$(GO) test -count=1 -timeout 20m ./...
	cd frontend && npm run --silent test:browser

# Formatting and linters.
check: frontend
	@test -z "$$(gofmt -l .)" || { echo "gofmt would change:"; gofmt -l .; exit 1; }
	$(GO) vet ./...
	$(GO) run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...
	$(GO) mod tidy -diff
	$(GO) mod verify
	cd frontend && npm run --silent check

# Prints the figures that the design asks for; compare ratios within one run.
bench: build
	$(GO) test -run '^$$' -bench . -benchtime 3x ./...
	@node frontend/browser/bench.mjs

# How fast pages, tiles and exports are on real Wales, with wrk and Chromium.
.PHONY: bench-pages screenshot
bench-pages: build
	@node frontend/browser/bench.mjs

# Draws the picture in README from the demonstration.
screenshot: build
	@node frontend/browser/screenshot.mjs

# Fuzzes every reader, FUZZTIME each.
FUZZTIME ?= 60s
fuzz:
	@for target in exchange/intake:FuzzMapping exchange/table:FuzzCSV exchange/table:FuzzXLSX exchange/table:FuzzSheet exchange/geojson:FuzzGeoJSON exchange/openreferral:FuzzORUK; do \
		$(GO) test -run '^$$' -fuzz "^$${target#*:}$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x "./model/$${target%:*}" || exit 1; \
	done
	$(GO) test -run '^$$' -fuzz '^FuzzImport$$' -fuzztime $(FUZZTIME) -fuzzminimizetime 10x ./cmd/catchment

clean:
	rm -rf bin

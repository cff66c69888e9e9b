# Two commands do everything: `make run` and `make test`.
# DATABASE=wales.db make run shows figures of your own database.

DATABASE ?=
DEMO     := bin/demo.db
EXPORTS  := bin/exports
GO       ?= go
export CGO_ENABLED = 1

.PHONY: run test check bench build fuzz clean

build:
	$(GO) build -trimpath -o bin/catchment ./cmd/catchment

# Builds, loads the demonstration region and prints its figures.
ifeq ($(DATABASE),)
run: build
	@rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	@bin/catchment demo $(DEMO)
	@$(MAKE) --no-print-directory show SHOWN=$(DEMO)
	@echo "Try: bin/catchment score --database $(DEMO) --why X06000001 --tier 3 --service-type refuge"
else
run: build
	@$(MAKE) --no-print-directory show SHOWN=$(DATABASE)
endif

.PHONY: show
show:
	@echo
	@bin/catchment score --database $(SHOWN) 2>/dev/null
	@echo
	@echo "The worst gap of each kind in tier 3:"
	@bin/catchment gaps --database $(SHOWN) --tier 3 --each 2>/dev/null
	@bin/catchment export --database $(SHOWN) --what coverage,tiers,practice,gaps --out $(EXPORTS) 2>/dev/null
	@bin/catchment export --database $(SHOWN) --what coverage --kind local_authority --format geojson --out $(EXPORTS) 2>/dev/null
	@echo
	@echo "The exports lie in $(EXPORTS)/."

# Installs what the tests need where that is permitted, then runs them all.
test:
	@sh .ci/needs
	$(GO) test -count=1 -timeout 20m ./...

# Formatting and linters.
check:
	@test -z "$$(gofmt -l .)" || { echo "gofmt would change:"; gofmt -l .; exit 1; }
	$(GO) vet ./...
	$(GO) run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...
	$(GO) mod tidy -diff
	$(GO) mod verify

# Prints the figures that the design asks for; compare ratios within one run.
bench:
	$(GO) test -run '^$$' -bench . -benchtime 3x ./...

# Fuzzes every reader, FUZZTIME each.
FUZZTIME ?= 60s
fuzz:
	@for target in exchange/intake:FuzzMapping exchange/table:FuzzCSV exchange/table:FuzzXLSX exchange/table:FuzzSheet exchange/geojson:FuzzGeoJSON; do \
		$(GO) test -run '^$$' -fuzz "^$${target#*:}$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x "./model/$${target%:*}" || exit 1; \
	done
	$(GO) test -run '^$$' -fuzz '^FuzzImport$$' -fuzztime $(FUZZTIME) -fuzzminimizetime 10x ./cmd/catchment

clean:
	rm -rf bin

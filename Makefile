# A target for each task; `make help` lists them.

GO      ?= go
DATA    ?= data
LISTEN  ?= 127.0.0.1:8080
SHARED  ?= ../shared
SIZES   ?= 100000,1000000,5000000
# The platforms of a release, and its version: the tag of the commit.
PLATFORMS ?= linux/amd64 linux/arm64 darwin/arm64 windows/amd64
GODIRS  := $(wildcard api bench client cmd internal quads queries)
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo devel)

export GRAPHD_SHARED ?= $(abspath $(SHARED))

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: build
build: ## build bin/graphd
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags '-s -w -X main.version=$(VERSION)' -o bin/graphd ./cmd/graphd

.PHONY: release
release: ## build dist/: static binaries for each platform, their SBOMs and checksums (some minutes)
	rm -rf dist && mkdir dist
	@for platform in $(PLATFORMS); do \
		os=$${platform%/*} arch=$${platform#*/} suffix=; test $$os != windows || suffix=.exe; \
		echo "building for $$platform"; \
		CGO_ENABLED=0 GOOS=$$os GOARCH=$$arch $(GO) build -trimpath -ldflags '-s -w -X main.version=$(VERSION)' \
			-o dist/graphd-$(VERSION)-$$os-$$arch$$suffix ./cmd/graphd || exit 1; done
	$(GO) run ./internal/release -version $(VERSION) dist

.PHONY: run
run: build ## start the server with the sample document on http://$(LISTEN)
	bin/graphd serve --sample --listen $(LISTEN) --data $(DATA)

.PHONY: test
# The seed makes random tests repeatable; make soak uses new seeds.
test: export RAPID_SEED ?= 1
test: browser readers clients ## check format, vet, lint where it is installed, and run all tests
	@unformatted=$$(gofmt -l $(GODIRS)); test -z "$$unformatted" || { echo "not formatted (run make fmt):"; echo "$$unformatted"; exit 1; }
	CGO_ENABLED=0 $(GO) vet ./...
	@if test -x bin/golangci-lint || command -v golangci-lint >/dev/null; then $(MAKE) lint; else echo "golangci-lint is not installed: make lint installs it"; fi
	CGO_ENABLED=0 $(GO) test ./...
	$(MAKE) race

.PHONY: browser
browser: # installs the browser for the test of the explorer
	@.ci/need "the test of the explorer in a browser" "chromium|chromium-browser|google-chrome|chrome:chromium"

.PHONY: readers
readers: # installs the tools with which tests read subgraph formats
	@.ci/need "the tests that read subgraphs" /usr/lib/python3/dist-packages/networkx:python3-networkx \
		/usr/lib/python3/dist-packages/rdflib:python3-rdflib rapper:raptor2-utils dot:graphviz node:nodejs npm:npm
	@$(call npm,internal/graph/subgraph/export/testdata/readers,the tests with Cytoscape.js and graphology and sigma and axe)

.PHONY: clients
clients: # installs Cayley's npm clients, which a test runs against graphd
	@.ci/need "the test with Cayley's npm clients" node:nodejs npm:npm
	@$(call npm,internal/server/cayley/testdata/clients,the test with Cayley's npm clients)

# npm DIR,PURPOSE installs the packages of the lock file in DIR, unless they are installed.
npm = test $(1)/node_modules -nt $(1)/package-lock.json || { echo "installing npm packages, for $(2)"; \
	(cd $(1) && npm ci --ignore-scripts --no-audit --no-fund --silent && touch node_modules); } || \
	{ echo "MISSING: npm packages: $(2) will be skipped" >&2; test "$$CI" != true; }

.PHONY: race
race: ## run the tests of concurrent packages with the race detector (needs a C compiler)
	@.ci/need "the race detector" "cc|gcc:gcc" /usr/include/stdlib.h:libc6-dev && if command -v cc >/dev/null || command -v gcc >/dev/null; then \
		CGO_ENABLED=1 $(GO) test -race ./internal/admission ./internal/memlimit ./internal/graph/... ./internal/library/... ./internal/server/...; fi

.PHONY: soak
soak: ## run long random tests: failing writes, histories of a store, and scripts (some minutes)
	GRAPHD_SOAK=1 $(GO) test -timeout 30m -run 'Every|Model|Kill' ./internal/graph/pebblestore ./internal/graph -rapid.checks=2000
	$(GO) test -timeout 30m -run "Generated|Hostile" ./internal/graph/query/gizmo -rapid.checks=2000

.PHONY: fuzz
fuzz: ## run every fuzz target for 20 seconds
	@for target in $$(grep -rEoh --include='*_test.go' '^func (Fuzz[A-Za-z0-9]+)' internal cmd | awk '{print $$2}'); do \
		package=./$$(dirname $$(grep -rl --include='*_test.go' "^func $$target(" internal cmd)); \
		$(GO) test -run '^$$' -fuzz "^$$target$$" -fuzztime 20s $$package || exit 1; done

.PHONY: bench
bench: bench-store ## run all benchmarks, and compare the store with SQLite (needs a C compiler; writes docs/BENCH.md)
	$(GO) test -run '^$$' -bench . -benchmem ./...

.PHONY: bench-store
bench-store: # uses the graph generator in $(SHARED)/bench if it is present, otherwise a built-in one
	@data=; if [ -d $(SHARED)/bench/gen ]; then made=$$(mktemp -d); data="-data $$made/1m"; \
		(cd $(SHARED)/bench/gen && $(GO) run . -quads 1000000 -o $$made/1m >/dev/null); fi; \
	cd bench && CGO_ENABLED=1 $(GO) run . $$data -out ../docs/BENCH.md; status=$$?; rm -rf "$$made"; exit $$status

.PHONY: growth
growth: ## measure loads and queries at SIZES quads and draw docs/growth.svg (hours and tens of GB at 50M)
	cd bench && CGO_ENABLED=1 $(GO) run . -sizes $(SIZES) -rounds 5 -growth ../docs/growth.tsv

.PHONY: resident
resident: build ## measure the memory of a server by the size of its cache
	cd bench && CGO_ENABLED=1 $(GO) run . -resident ../bin/graphd -quads 5000000

.PHONY: eval
eval: ## evaluate models and extraction on the corpora in $(SHARED) and write the tracked scores
	$(GO) run ./cmd/graphd-train eval -corpora $(SHARED)/corpora -scores internal/ingest/ling/testdata/scores.golden
	$(GO) run ./cmd/graphd-train attribution -corpora $(SHARED)/corpora -scores internal/ingest/eval/testdata/scores.golden
	$(GO) run ./cmd/graphd-train classes -corpora $(SHARED)/corpora -scores internal/ingest/attribution/testdata/scores.golden
	$(GO) run ./cmd/graphd-train entities -corpora $(SHARED)/corpora -scores internal/ingest/entity/coref/testdata/scores.golden
	$(GO) run ./cmd/graphd-train styles -corpora $(SHARED)/corpora -scores internal/ingest/eval/testdata/styles.golden

.PHONY: train
train: ## train all models on the corpora in $(SHARED) (some hours; needs Python for the encoder)
	$(GO) run ./cmd/graphd-train ling -corpora $(SHARED)/corpora -out internal/ingest/ling/models
	$(GO) run ./cmd/graphd-train attribution -corpora $(SHARED)/corpora -annotators build/annotators
	$(MAKE) encoder
	$(GO) run ./cmd/graphd-train attribution -corpora $(SHARED)/corpora -annotators build/annotators -encoders build/encoder
	$(MAKE) calibrate

.PHONY: calibrate
calibrate: ## fit the corrections of the confidences to the embedded models (some minutes)
	$(GO) run ./cmd/graphd-train calibrate -corpora $(SHARED)/corpora

.PHONY: encoder
encoder: # fine-tunes the encoder in PyTorch, see training/README.md
	@test -x build/venv/bin/python || python3 -m venv build/venv
	build/venv/bin/pip install --quiet --requirement training/requirements.txt
	mkdir -p build/encoder
	$(GO) run ./cmd/graphd-train encoder-texts -corpora $(SHARED)/corpora -out build/encoder/texts.jsonl
	training/finetune.sh build/venv/bin/python build/encoder
	@vocabulary=$$(build/venv/bin/python -c 'import sys; sys.path.insert(0, "training"); from train import base_path; print(base_path())')/vocab.txt; \
	for part in 0-first 1-first 0 1; do $(GO) run ./cmd/graphd-train encoder-pack -weights build/encoder/$$part/model.safetensors -vocab $$vocabulary \
		-out build/encoder/$$part/encoder.model || exit 1; done; \
	$(GO) run ./cmd/graphd-train encoder-pack -weights build/encoder/all/model.safetensors -vocab $$vocabulary -out build/encoder/encoder.model

.PHONY: seeds
seeds: ## train the attribution models with three seeds and write the scores (half an hour or more)
	$(GO) run ./cmd/graphd-train attribution -corpora $(SHARED)/corpora -annotators build/annotators -encoders build/encoder -seeds 3

.PHONY: golden
golden: ## rewrite quads/sample.nq, the golden files and the output in README.md; review the diff
	$(GO) test ./internal/ingest -run 'TestSample|TestArticles|TestShortEdges$$' -update
	$(GO) test ./internal/graph/savedquery ./internal/graph/view ./internal/server -update
	$(GO) test ./cmd/graphd -run TestReadme -update
	$(GO) test ./cmd/graphd-train/stylescore -run TestInvented -update

.PHONY: docs
docs: ## copy the import table to ARCHITECTURE.md
	$(GO) test ./internal/rules -run TestArchitectureShowsImports -update

.PHONY: console
console: ## build the script of the GraphQL console (needs Node and npm)
	cd internal/server/ui/console && npm ci --silent && npm run --silent build

.PHONY: fmt
fmt: ## format the code
	gofmt -w $(GODIRS)

.PHONY: lint
lint: ## run golangci-lint, and install it in bin/ if it is missing
	@test -x bin/golangci-lint || command -v golangci-lint >/dev/null || GOBIN=$(abspath bin) $(GO) install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
	@if test -x bin/golangci-lint; then bin/golangci-lint run ./...; else golangci-lint run ./...; fi

.PHONY: clean
# The environment cannot name what is deleted: only an argument of make can.
clean: ## remove built files and the directory data, or that of make clean DATA=dir
	rm -rf bin dist $(if $(filter command,$(origin DATA)),$(DATA),data)

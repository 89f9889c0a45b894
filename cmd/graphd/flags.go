package main

import (
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"graphd/internal/graph/queryplan"
	"graphd/internal/graph/vocab"
)

const description = "Finds who said what in documents, and answers queries with the exact words."

// A cli holds the parsed command line: every command, flag and environment variable.
type cli struct {
	Serve    serveCmd    `cmd:"" help:"Serve the graph over HTTP."`
	Extract  extractCmd  `cmd:"" help:"Print the attributions in documents; store nothing."`
	Ingest   ingestCmd   `cmd:"" help:"Add documents to the graph."`
	Query    queryCmd    `cmd:"" help:"Query the graph."`
	Subgraph subgraphCmd `cmd:"" help:"Export a part of the graph to another tool."`
	Delete   deleteCmd   `cmd:"" help:"Remove documents and everything that only they support."`
	Curate   curateCmd   `cmd:"" help:"Correct what extraction got wrong, and undo it."`
	Load     loadCmd     `cmd:"" help:"Add quads in bulk."`
	Dump     dumpCmd     `cmd:"" help:"Write the quads of the graph."`
	Check    checkCmd    `cmd:"" help:"Check the store's invariants."`
	Stats    statsCmd    `cmd:"" help:"Print how much the store holds."`
	Health   healthCmd   `cmd:"" help:"Check that a server is ready."`
	Version  versionCmd  `cmd:"" help:"Print the version."`
	Help     helpCmd     `cmd:"" help:"Show the help of a command."`

	ShowVersion kong.VersionFlag `name:"version" hidden:""`
}

type serveCmd struct {
	storeFlags
	modelsFlag
	Listen         string        `default:"127.0.0.1:8080" env:"GRAPHD_LISTEN" placeholder:"HOST:PORT" help:"Address to listen on; port 0 takes a free one."`
	Sample         bool          `help:"Add the embedded sample document to the graph first."`
	Queries        string        `env:"GRAPHD_QUERIES" placeholder:"DIR" help:"Directory of saved queries, in addition to the built-in ones."`
	RequestTimeout time.Duration `default:"30s" help:"Maximum duration of a request."`
	AllowOrigin    []string      `sep:"none" env:"GRAPHD_ALLOW_ORIGIN" placeholder:"ORIGIN" help:"Origin of web pages that may read and change the graph, such as https://example.org; * for any; repeatable."`
	DrainTimeout   time.Duration `default:"10s" help:"How long running requests may take to finish after SIGTERM."`
	Log            string        `default:"info" enum:"debug,info,warn,error" env:"GRAPHD_LOG" help:"Minimum level of log messages: ${enum}."`
}

type extractCmd struct {
	baseFlag
	modelsFlag
	Format        string   `default:"jsonl" enum:"jsonl,text,nq" help:"Output format: ${enum}."`
	Explain       bool     `help:"Print each attribution in its sentence, with its parts marked, their confidence and the reasons."`
	MinConfidence float64  `default:"0" placeholder:"P" help:"Least confidence, 0 to 1, of an attribution; 0 for all. The lists of the server show those of 0.4 and more."`
	Files         []string `arg:"" optional:"" name:"file" help:"Documents; - or none for standard input."`
}

type ingestCmd struct {
	storeOrServerFlags
	baseFlag
	modelsFlag
	Files []string `arg:"" name:"file" help:"Documents and directories of documents; - for standard input."`
}

type queryCmd struct {
	storeOrServerFlags
	Lang    string        `default:"gizmo" enum:"gizmo,graphql,mql" help:"Query language: ${enum}."`
	File    string        `short:"f" placeholder:"FILE" help:"Read the query from a file."`
	Name    string        `placeholder:"SAVED" help:"Run a saved query."`
	Param   []string      `sep:"none" placeholder:"KEY=VALUE" help:"Parameter of the saved query; repeatable."`
	List    bool          `help:"List the saved queries."`
	Queries string        `env:"GRAPHD_QUERIES" placeholder:"DIR" help:"Directory of saved queries, in addition to the built-in ones."`
	Limit   int           `default:"100" help:"Maximum number of rows; 0 for all."`
	Timeout time.Duration `default:"30s" help:"Maximum duration of the query."`
	Format  string        `default:"json" enum:"json,table,csv,ndjson" help:"Output format: ${enum}."`
	Explain bool          `xor:"plan" help:"Print the query plan instead of the rows."`
	Profile bool          `xor:"plan" help:"Print the plan with the rows and time of each step to standard error."`
	Query   string        `arg:"" optional:"" help:"The query; - for standard input."`

	plans *queryplan.Report // filled in for Explain and Profile
}

type subgraphCmd struct {
	storeOrServerFlags
	Depth     int      `default:"1" help:"Maximum distance from the roots, in edges."`
	Direction string   `default:"both" enum:"out,in,both" help:"Edges to follow: ${enum}."`
	Predicate []string `sep:"none" placeholder:"IRI" help:"Only edges with this predicate, such as g:made; repeatable."`
	Kind      []string `sep:"none" placeholder:"KIND" help:"Only nodes of this kind, such as attribution, in addition to the roots; repeatable."`
	Document  []string `sep:"none" placeholder:"IRI" help:"Only what this document supports; repeatable."`
	From      string   `placeholder:"DATE" help:"Only what documents issued on or after this date support."`
	To        string   `placeholder:"DATE" help:"Only what documents issued on or before this date support."`
	PerNode   int      `default:"100" help:"Maximum number of new neighbours of one node; the most connected ones are kept."`
	Limit     int      `default:"2000" help:"Maximum number of edges."`
	Values    bool     `help:"Export literals and terms as nodes instead of attributes."`
	Format    string   `placeholder:"NAME" help:"Output format: graphml, gexf, cytoscape, …; by default the one of the file name extension, or node-link on standard output."`
	Out       string   `short:"o" placeholder:"FILE" help:"Write to a file."`
	Roots     []string `arg:"" name:"iri" help:"Nodes to start from: actor:jane-doe or a full IRI."`
}

type deleteCmd struct {
	storeOrServerFlags
	Documents []string `arg:"" name:"document" help:"Document versions or publications: doc:1f0c…, publication:1f0c…-77ab…, or the full IRI."`
}

type loadCmd struct {
	storeFlags
	OnError string   `default:"stop" enum:"stop,skip" help:"What to do with a line that is not N-Quads: ${enum}. Skipped lines are counted."`
	Files   []string `arg:"" name:"file" help:"N-Quads files, plain or .gz; - for standard input."`
}

type dumpCmd struct {
	dataFlag
	Label       string `xor:"view" placeholder:"IRI" help:"Only the quads with this label."`
	Uncorrected bool   `xor:"view" help:"The graph as extraction found it, without the corrections of people and the log of them."`
}

type checkCmd struct{ storeOrServerFlags }

type statsCmd struct {
	dataFlag
	Format string `default:"text" enum:"text,json" help:"Output format: ${enum}."`
}

type healthCmd struct {
	Server serverURL `default:"http://127.0.0.1:8080" env:"GRAPHD_SERVER" placeholder:"URL" help:"URL of the server; default ${default}."`
}

type versionCmd struct{}

type helpCmd struct {
	Command string `arg:"" optional:"" help:"The command; none to list all commands."`
}

// dataFlag selects a store on disk.
type dataFlag struct {
	Data  string   `default:"${data}" env:"GRAPHD_DATA" placeholder:"DIR" help:"Directory of the store; default ${default}."`
	Cache byteSize `default:"256MB" env:"GRAPHD_CACHE" placeholder:"SIZE" help:"Maximum memory for cached data and pending writes; default ${default}. The process uses at most 512 MB more than this."`
}

// baseFlag sets the prefix of the IRIs of all instances.
type baseFlag struct {
	BaseIRI baseIRI `env:"GRAPHD_BASE_IRI" placeholder:"IRI" help:"Prefix of the IRIs of all instances, such as https://example.org/id/; fixed when the store is created."`
}

// modelsVariable is the environment variable with the default of --models. With --server it has no effect.
const modelsVariable = "GRAPHD_MODELS"

// modelsFlag selects the models that find attributions.
type modelsFlag struct {
	Models string `env:"GRAPHD_MODELS" placeholder:"NAME|DIR" help:"Models that find attributions: full (default), which read with a pretrained encoder; fast, about four times as fast and less accurate; or a directory of models."`
}

// storeFlags select a store on disk that is created if it does not exist.
type storeFlags struct {
	dataFlag
	baseFlag
}

// storeOrServerFlags select a store on disk or a server.
type storeOrServerFlags struct {
	dataFlag
	Server serverURL `env:"GRAPHD_SERVER" placeholder:"URL" help:"URL of a graphd server to use instead of --data."`
}

// AfterApply refuses two output formats at once.
func (cmd *extractCmd) AfterApply(k *kong.Context) error {
	if cmd.Explain && givenFlags(k)["format"] {
		return errors.New("--format and --explain exclude each other")
	}
	return nil
}

// givenFlags returns the names of the flags on the command line. Flags set by environment variables are not among them.
func givenFlags(k *kong.Context) map[string]bool {
	given := map[string]bool{}
	for _, step := range k.Path {
		if step.Flag != nil && !step.Resolved {
			given[step.Flag.Name] = true
		}
	}
	return given
}

// AfterApply lets --data on the command line override GRAPHD_SERVER.
func (p *storeOrServerFlags) AfterApply(k *kong.Context) error {
	switch given := givenFlags(k); {
	case given["data"] && given["server"]:
		return errors.New("--data and --server exclude each other")
	case given["data"]:
		p.Server = ""
	}
	return nil
}

// A serverURL is the URL of a server without a trailing slash; empty for none.
type serverURL string

// UnmarshalText parses an HTTP URL.
func (s *serverURL) UnmarshalText(text []byte) error {
	u, err := url.Parse(string(text))
	if len(text) > 0 && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https") {
		return fmt.Errorf("%q is not the URL of a server; write it as http://127.0.0.1:8080", text)
	}
	*s = serverURL(strings.TrimSuffix(string(text), "/"))
	return nil
}

// A byteSize is a number of bytes, written as 512MB or 2GB.
type byteSize int64

// UnmarshalText parses a positive number with the unit KB, MB or GB, which are powers of 1024.
func (b *byteSize) UnmarshalText(text []byte) error {
	number, unit := strings.TrimRight(string(text), "KMGB"), int64(1)
	switch string(text[len(number):]) {
	case "KB":
		unit = 1 << 10
	case "MB":
		unit = 1 << 20
	case "GB":
		unit = 1 << 30
	default:
		number = ""
	}
	n, err := strconv.ParseInt(number, 10, 32)
	if err != nil || n <= 0 {
		return fmt.Errorf("%q is not a size; write it as 512MB or 2GB", text)
	}
	*b = byteSize(n * unit)
	return nil
}

// A baseIRI is the prefix of the IRIs of all instances; empty for that of the store.
type baseIRI vocab.Base

// UnmarshalText parses a base IRI. It must end in a separator, because the kind of the instance follows it.
func (b *baseIRI) UnmarshalText(text []byte) error {
	if len(text) > 0 && text[len(text)-1] != '/' && text[len(text)-1] != ':' {
		return fmt.Errorf("%q must end in : or /", text)
	}
	*b = baseIRI(text)
	return nil
}

// defaultData returns the default directory of the store, in the data directory of the user as the XDG Base Directory
// Specification defines it.
func defaultData(getenv func(string) string) string {
	if home := getenv("XDG_DATA_HOME"); filepath.IsAbs(home) {
		return filepath.Join(home, "graphd")
	}
	return filepath.Join(getenv("HOME"), ".local", "share", "graphd")
}

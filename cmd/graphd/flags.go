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

	"graphd/internal/graph/plan"
	"graphd/internal/graph/vocab"
)

const description = "Who said what, in documents, with the exact words of each answer."

// cli is the command line: every command, flag and environment variable.
type cli struct {
	Serve    serveCmd    `cmd:"" help:"Serve the graph over HTTP."`
	Extract  extractCmd  `cmd:"" help:"Show what would be found in documents; store nothing."`
	Ingest   ingestCmd   `cmd:"" help:"Put documents into the graph."`
	Query    queryCmd    `cmd:"" help:"Ask the graph."`
	Subgraph subgraphCmd `cmd:"" help:"Pull a part of the graph into another tool."`
	Delete   deleteCmd   `cmd:"" help:"Withdraw documents from the graph: just what they support."`
	Load     loadCmd     `cmd:"" help:"Add quads in bulk."`
	Dump     dumpCmd     `cmd:"" help:"Write the graph's quads."`
	Check    checkCmd    `cmd:"" help:"Check the store's invariants."`
	Stats    statsCmd    `cmd:"" help:"Say what the store holds."`
	Health   healthCmd   `cmd:"" help:"Ask a server whether it is ready."`
	Version  versionCmd  `cmd:"" help:"Say which graphd this is."`
	Help     helpCmd     `cmd:"" help:"Show the help of a command."`

	ShowVersion kong.VersionFlag `name:"version" hidden:""`
}

type serveCmd struct {
	storeFlags
	modelsFlag
	Listen         string        `default:"127.0.0.1:8080" env:"GRAPHD_LISTEN" placeholder:"HOST:PORT" help:"Address to listen on; port 0 takes a free one."`
	Sample         bool          `help:"Put the embedded sample document into the graph first."`
	Queries        string        `env:"GRAPHD_QUERIES" placeholder:"DIR" help:"Folder of saved queries, beside the built-in ones."`
	RequestTimeout time.Duration `default:"30s" help:"Longest time for one request."`
	AllowOrigin    []string      `sep:"none" env:"GRAPHD_ALLOW_ORIGIN" placeholder:"ORIGIN" help:"Web pages from there, such as https://example.org, may ask and change the graph; * for any; may be repeated."`
	DrainTimeout   time.Duration `default:"10s" help:"How long requests may take to end after SIGTERM."`
	Log            string        `default:"info" enum:"debug,info,warn,error" env:"GRAPHD_LOG" help:"Least level to log: ${enum}."`
}

type extractCmd struct {
	baseFlag
	modelsFlag
	Format  string   `default:"jsonl" enum:"jsonl,text,nq" help:"What to print: ${enum}."`
	Explain bool     `help:"Print each attribution in its sentence, with its parts marked, how sure they are and why."`
	Files   []string `arg:"" optional:"" name:"file" help:"Documents; - or none for standard input."`
}

type ingestCmd struct {
	placeFlags
	baseFlag
	modelsFlag
	Files []string `arg:"" name:"file" help:"Documents and folders of them; - for standard input."`
}

type queryCmd struct {
	placeFlags
	Lang    string        `default:"gizmo" enum:"gizmo,graphql,mql" help:"Language of the query: ${enum}."`
	File    string        `short:"f" placeholder:"FILE" help:"Read the query from a file."`
	Name    string        `placeholder:"SAVED" help:"Run a saved query."`
	Param   []string      `sep:"none" placeholder:"KEY=VALUE" help:"Parameter of the saved query; may be repeated."`
	List    bool          `help:"List the saved queries."`
	Queries string        `env:"GRAPHD_QUERIES" placeholder:"DIR" help:"Folder of saved queries, beside the built-in ones."`
	Limit   int           `default:"100" help:"Most rows to return; 0 for all."`
	Timeout time.Duration `default:"30s" help:"Longest time for the query."`
	Format  string        `default:"json" enum:"json,table,csv,ndjson" help:"How to print the rows: ${enum}."`
	Explain bool          `xor:"plan" help:"Show how the query would be run, in place of its rows."`
	Profile bool          `xor:"plan" help:"Say on standard error how the query ran: rows and time of each step."`
	Query   string        `arg:"" optional:"" help:"The query; - for standard input."`

	plans *plan.Report // what Explain and Profile tell
}

type subgraphCmd struct {
	placeFlags
	Depth     int      `default:"1" help:"How many edges away from the roots."`
	Direction string   `default:"both" enum:"out,in,both" help:"Which edges to follow: ${enum}."`
	Predicate []string `sep:"none" placeholder:"IRI" help:"Only these edges, such as g:made; may be repeated."`
	Kind      []string `sep:"none" placeholder:"KIND" help:"Only nodes of these kinds beside the roots, such as attribution; may be repeated."`
	Document  []string `sep:"none" placeholder:"IRI" help:"Only what these documents support; may be repeated."`
	From      string   `placeholder:"DATE" help:"Only what documents issued then or later support."`
	To        string   `placeholder:"DATE" help:"Only what documents issued then or earlier support."`
	PerNode   int      `default:"100" help:"Most new neighbours of one node; the most connected are kept."`
	Limit     int      `default:"2000" help:"Most edges."`
	Values    bool     `help:"Make nodes of literals and terms too; they are else attributes."`
	Format    string   `placeholder:"NAME" help:"What to write: graphml, gexf, cytoscape, …; what the name of the file says if not given, and node-link to standard output."`
	Out       string   `short:"o" placeholder:"FILE" help:"Write a file."`
	Roots     []string `arg:"" name:"iri" help:"Where to begin: actor:jane-doe or a whole IRI."`
}

type deleteCmd struct {
	placeFlags
	Documents []string `arg:"" name:"document" help:"Document versions: doc:1f0c… or the whole IRI."`
}

type loadCmd struct {
	storeFlags
	OnError string   `default:"stop" enum:"stop,skip" help:"What to do about a line that is not N-Quads: ${enum}. Skipped lines are counted."`
	Files   []string `arg:"" name:"file" help:"N-Quads, .gz or not; - for standard input."`
}

type dumpCmd struct {
	dataFlag
	Label string `placeholder:"IRI" help:"Only the quads with this label."`
}

type checkCmd struct{ placeFlags }

type statsCmd struct {
	dataFlag
	Format string `default:"text" enum:"text,json" help:"How to print them: ${enum}."`
}

type healthCmd struct {
	Server serverURL `default:"http://127.0.0.1:8080" env:"GRAPHD_SERVER" placeholder:"URL" help:"The server; ${default} if not given."`
}

type versionCmd struct{}

type helpCmd struct {
	Command string `arg:"" optional:"" help:"The command; none for the list of them."`
}

// dataFlag names a store on disk.
type dataFlag struct {
	Data  string   `default:"${data}" env:"GRAPHD_DATA" placeholder:"DIR" help:"The store's directory; ${default} if not given."`
	Cache byteSize `default:"256MB" env:"GRAPHD_CACHE" placeholder:"SIZE" help:"Most memory for what the store read lately and has not written yet; ${default} if not given. The process keeps to it and 512 MB more."`
}

// baseFlag names the beginning of every instance IRI.
type baseFlag struct {
	BaseIRI baseIRI `env:"GRAPHD_BASE_IRI" placeholder:"IRI" help:"Beginning of every instance's IRI, such as https://example.org/id/; fixed when a store is made."`
}

// modelsFlag names the models that find attributions.
type modelsFlag struct {
	Models string `env:"GRAPHD_MODELS" placeholder:"DIR" help:"Folder of models to use in place of those that graphd comes with."`
}

// storeFlags name a store that is made where there is none.
type storeFlags struct {
	dataFlag
	baseFlag
}

// placeFlags name a store on disk or a server.
type placeFlags struct {
	dataFlag
	Server serverURL `env:"GRAPHD_SERVER" placeholder:"URL" help:"A graphd server to use in place of --data."`
}

// AfterApply refuses two ways of printing.
func (cmd *extractCmd) AfterApply(k *kong.Context) error {
	if cmd.Explain && givenFlags(k)["format"] {
		return errors.New("--format and --explain exclude each other")
	}
	return nil
}

// givenFlags are the names of the flags on the command line.
func givenFlags(k *kong.Context) map[string]bool {
	given := map[string]bool{}
	for _, step := range k.Path {
		if step.Flag != nil && !step.Resolved {
			given[step.Flag.Name] = true
		}
	}
	return given
}

// AfterApply lets a flag on the command line win over the other's environment variable.
func (p *placeFlags) AfterApply(k *kong.Context) error {
	switch given := givenFlags(k); {
	case given["data"] && given["server"]:
		return errors.New("--data and --server exclude each other")
	case given["data"]:
		p.Server = ""
	}
	return nil
}

// serverURL is the address of a server, without a slash at its end; empty for none.
type serverURL string

// UnmarshalText refuses what is not the address of a server.
func (s *serverURL) UnmarshalText(text []byte) error {
	u, err := url.Parse(string(text))
	if len(text) > 0 && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https") {
		return fmt.Errorf("%q is not the address of a server; one looks like http://127.0.0.1:8080", text)
	}
	*s = serverURL(strings.TrimSuffix(string(text), "/"))
	return nil
}

// byteSize is a number of bytes, such as 512MB or 2GB.
type byteSize int64

// UnmarshalText reads a number and its unit.
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
		return fmt.Errorf("%q is not a size; one looks like 512MB or 2GB", text)
	}
	*b = byteSize(n * unit)
	return nil
}

// baseIRI is an instance base; empty for the store's own.
type baseIRI vocab.Base

// UnmarshalText refuses a base that would run into the kind that follows it.
func (b *baseIRI) UnmarshalText(text []byte) error {
	if len(text) > 0 && text[len(text)-1] != '/' && text[len(text)-1] != ':' {
		return fmt.Errorf("%q must end in : or /", text)
	}
	*b = baseIRI(text)
	return nil
}

// defaultData is where the store is if nobody says: graphd's folder of the user's data, as the XDG base directory
// specification has it.
func defaultData(getenv func(string) string) string {
	if home := getenv("XDG_DATA_HOME"); filepath.IsAbs(home) {
		return filepath.Join(home, "graphd")
	}
	return filepath.Join(getenv("HOME"), ".local", "share", "graphd")
}

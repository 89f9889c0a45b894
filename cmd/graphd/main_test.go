package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"graphd/internal/ingest"
)

// TestMain lets the scripts run this test binary as graphd.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"graphd": main})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                "testdata/script",
		RequireUniqueNames: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("GRAPHD_MODELS", ingest.FastModels) // models.txtar runs the full ones
			sources, err := filepath.Abs("../../internal/ingest")
			env.Setenv("MODELS", filepath.Join(sources, "ling", "models"))
			env.Setenv("SPANS", filepath.Join(sources, "attribution", "spans", "models"))
			return err
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits":     exits,
			"freeport":  freePort,
			"await":     await,
			"terminate": terminate,
		},
	})
}

// exits runs a command that must exit with the code. The script command is "exits CODE COMMAND...".
func exits(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var failed *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &failed) {
		got = failed.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("%s: exit code %d, want %d", strings.Join(args[1:], " "), got, want)
	}
}

// freePort sets an environment variable to the number of a free port. The script command is "freeport NAME".
func freePort(ts *testscript.TestScript, _ bool, args []string) {
	listener, err := new(net.ListenConfig).Listen(context.Background(), "tcp", "127.0.0.1:0")
	ts.Check(err)
	_, port, err := net.SplitHostPort(listener.Addr().String())
	ts.Check(err)
	ts.Check(listener.Close())
	ts.Setenv(args[0], port)
}

// await waits until the URL is answered with 200. The script command is "await URL".
func await(ts *testscript.TestScript, _ bool, args []string) {
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		request, err := http.NewRequestWithContext(context.Background(), http.MethodGet, args[0], nil)
		ts.Check(err)
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			continue
		}
		ts.Check(response.Body.Close())
		if response.StatusCode == http.StatusOK {
			return
		}
	}
	ts.Fatalf("no answer with status 200 from %s", args[0])
}

// terminate sends SIGTERM to every graphd COMMAND in the background. The script command is "terminate COMMAND".
func terminate(ts *testscript.TestScript, _ bool, args []string) {
	for _, command := range ts.BackgroundCmds() {
		if command.Args[1] == args[0] {
			ts.Check(command.Process.Signal(syscall.SIGTERM))
		}
	}
}

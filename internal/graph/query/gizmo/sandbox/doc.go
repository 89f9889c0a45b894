// Package sandbox runs untrusted JavaScript within limits of time, memory and depth.
//
// Time and cancellation come from a context. The interpreter checks for interruption between any two instructions.
// Three things remain to be bounded:
//
//   - Work within one instruction: built-in functions that do much work or make much data. Guard wraps them (builtins.go):
//     they check the size of their result before they begin (sizes.go, arrays.go, json.go, patterns.go, replace.go) and
//     count how deep they call each other. Functions that cannot be bounded are removed. [Compile] puts each sum, which may
//     double a string, into a call that checks its length (concat.go).
//   - Memory over many instructions: [VM.Run] runs under a memory limiter, which interrupts the script that holds too much.
//   - Fairness: an interpreter can be interrupted but not paused, so Compile inserts safepoints into loops and functions, at
//     which the script yields to other tasks (safepoints.go).
//
// Scripts cannot use eval, Function, Promise, async functions, BigInt, Proxy, Reflect and typed arrays. JSON.stringify sorts keys
// and takes no replacer; functions that bind returns can be called but not constructed. A regular expression that backtracks ends
// the query after RegexpTimeout.
//
// The package does not depend on graphs: the language adds its own functions with [VM.Native], and defines with HostData how its
// values appear in data.
package sandbox

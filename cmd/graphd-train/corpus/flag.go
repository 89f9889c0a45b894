package corpus

import "flag"

// Flag defines the flag for the directory of the corpora. The value is valid after the flags are parsed.
func Flag(flags *flag.FlagSet) *Dir {
	dir := Dir("../shared/corpora")
	flags.Func("corpora", "`directory` of the corpora (default "+string(dir)+")", func(s string) error {
		dir = Dir(s)
		return nil
	})
	return &dir
}

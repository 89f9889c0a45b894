package corpus

import "flag"

// Flag defines the flag that names the folder of the corpora. Its value is valid after flags are parsed.
func Flag(flags *flag.FlagSet) *Dir {
	dir := Dir("../shared/corpora")
	flags.Func("corpora", "`folder` of the corpora (default "+string(dir)+")", func(s string) error {
		dir = Dir(s)
		return nil
	})
	return &dir
}

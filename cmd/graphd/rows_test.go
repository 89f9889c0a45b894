package main

import "testing"

func TestDefaultData(t *testing.T) {
	for _, test := range []struct{ xdg, want string }{
		{"", "/home/u/.local/share/graphd"},
		{"/srv/data", "/srv/data/graphd"},
		{"relative", "/home/u/.local/share/graphd"},
	} {
		env := map[string]string{"HOME": "/home/u", "XDG_DATA_HOME": test.xdg}
		if got := defaultData(func(name string) string { return env[name] }); got != test.want {
			t.Errorf("XDG_DATA_HOME=%q: %q, want %q", test.xdg, got, test.want)
		}
	}
}

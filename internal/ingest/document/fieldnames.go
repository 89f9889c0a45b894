package document

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"slices"
	"strings"
)

//go:embed fieldnames.txt
var fieldNamesFile string

// fieldNames holds the names under which the fields of a jsonRecord are read, by the name of the field, in order of
// preference. The names are in lower case without "_" and "-".
var fieldNames = parseFieldNames(fieldNamesFile)

func parseFieldNames(file string) map[string][]string {
	names := map[string][]string{}
	for line := range strings.Lines(file) {
		if words := strings.Fields(line); len(words) > 0 && !strings.HasPrefix(line, "#") {
			names[words[0]] = words
		}
	}
	return names
}

// renameFields returns the JSON object data with the names of a jsonRecord, the given name of each field that it has, and the
// names that are not read, sorted: those of no field, and those of a field to which a preferred name gives another value.
func renameFields(data []byte) (renamed []byte, given map[string]string, unknown []string, err error) {
	var stated map[string]json.RawMessage
	if err := json.Unmarshal(data, &stated); err != nil {
		return nil, nil, nil, err
	}
	bySpelling, read := map[string]string{}, map[string]bool{}
	for _, name := range slices.Backward(sortedKeys(stated)) {
		if string(stated[name]) != "null" {
			bySpelling[strings.NewReplacer("_", "", "-", "").Replace(strings.ToLower(name))] = name
		} else {
			read[name] = true
		}
	}
	fields := map[string]json.RawMessage{}
	given = map[string]string{}
	for field, names := range fieldNames {
		for _, spelling := range names {
			name, ok := bySpelling[spelling]
			if !ok {
				continue
			}
			if fields[field] == nil {
				fields[field], given[field] = stated[name], name
			}
			read[name] = bytes.Equal(fields[field], stated[name])
		}
	}
	for _, name := range sortedKeys(stated) {
		if !read[name] {
			unknown = append(unknown, name)
		}
	}
	renamed, err = json.Marshal(fields)
	return renamed, given, unknown, err
}

func sortedKeys(stated map[string]json.RawMessage) []string {
	var keys []string
	for name := range stated {
		keys = append(keys, name)
	}
	slices.Sort(keys)
	return keys
}

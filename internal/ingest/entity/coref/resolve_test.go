package coref_test

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/coref"
	"graphd/internal/ingest/entity/gazetteer"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
)

// known is the gazetteer of the texts under testdata.
var known = gazetteer.New([]entity.Record{
	{Key: "intelligence-and-security-committee", Kind: entity.Body, Name: "Intelligence and Security Committee", Names: []string{"ISC"}, Nouns: []string{"committee"}, Country: "GB"},
	{Key: "uk-government", Kind: entity.Body, Name: "UK Government", Names: []string{"British Government"}, Nouns: []string{"government"}, Country: "GB"},
	{Key: "prime-ministers-office", Kind: entity.Body, Name: "Prime Minister's Office", Names: []string{"Downing Street", "No 10"}, Nouns: []string{"office"}, Country: "GB"},
	{Key: "uk-prime-minister", Kind: entity.Office, Name: "Prime Minister of the United Kingdom", Names: []string{"Prime Minister"}, Nouns: []string{"minister"}, Country: "GB", Body: "prime-ministers-office"},
	{Key: "prime-ministers-official-spokesman", Kind: entity.Office, Name: "Prime Minister's official spokesman", Nouns: []string{"spokesman"}, Country: "GB", Body: "prime-ministers-office"},
	{Key: "uk-foreign-secretary", Kind: entity.Office, Name: "Foreign Secretary", Nouns: []string{"secretary", "minister"}, Country: "GB", Body: "foreign-office"},
	{Key: "foreign-office", Kind: entity.Body, Name: "Foreign Office", Nouns: []string{"ministry", "department"}, Country: "GB"},
	{Key: "us-secretary-of-state", Kind: entity.Office, Name: "US Secretary of State", Nouns: []string{"secretary"}, Country: "US"},
	{Key: "russian-government", Kind: entity.Body, Name: "Russian Government", Metonyms: []string{"Moscow"}, Nouns: []string{"government"}, Country: "RU"},
	{Key: "dominic-raab", Kind: entity.Person, Name: "Dominic Raab", Gender: entity.Male, Country: "GB", Roles: []entity.Role{{Key: "uk-foreign-secretary", Title: "Foreign Secretary"}}},
})

var marked = regexp.MustCompile(`\{([^{}=]+) = ([^{}]+)\}`)

// TestResolve reads texts in which every phrase of the caller is marked with the key of its entity: {Mr Raab = dominic-raab}.
// "?" marks a phrase that must stay unlinked, and "*" precedes the key of a local entity. A kind in brackets is compared as
// well.
func TestResolve(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no texts under testdata", err)
	}
	annotator, err := ling.Default()
	if err != nil {
		t.Fatal(err)
	}
	resolver := coref.NewResolver(known)
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			t.Run(f.Name, func(t *testing.T) { check(t, annotator, resolver, string(f.Data)) })
		}
	}
}

// check resolves a marked text and compares the entity of each phrase.
func check(t *testing.T, annotator *ling.Annotator, resolver *coref.Resolver, source string) {
	plain, phrases, wanted := unmark(source)
	given := text.Normalize(plain)
	resolution := resolver.Resolve(annotator.Layout(given), phrases)
	for i, phrase := range phrases {
		if got := describe(resolution, phrase, wanted[i]); got != wanted[i] {
			t.Errorf("%q at %d: got %s, want %s", given.Slice(phrase), phrase.Start, got, wanted[i])
		}
	}
}

// unmark removes the marks from source. It returns the phrases in code points, and the entity of each.
func unmark(source string) (plain string, phrases []text.Span, wanted []string) {
	var b strings.Builder
	at := 0
	for _, m := range marked.FindAllStringSubmatchIndex(source, -1) {
		b.WriteString(source[at:m[0]])
		start := utf8.RuneCountInString(b.String())
		b.WriteString(source[m[2]:m[3]])
		phrases = append(phrases, text.Span{Start: start, End: utf8.RuneCountInString(b.String())})
		wanted = append(wanted, source[m[4]:m[5]])
		at = m[1]
	}
	b.WriteString(source[at:])
	return b.String(), phrases, wanted
}

// describe returns the entity of phrase in the notation of the marks.
func describe(r entity.Resolution, phrase text.Span, like string) string {
	e, confidence, ok := r.At(phrase)
	if !ok {
		return "?"
	}
	x := r.Entities[e]
	out := x.Key
	if x.Local {
		out = "*" + out
	}
	if strings.Contains(like, "(") {
		out += fmt.Sprintf(" (%s)", x.Kind)
	}
	if confidence <= 0 || confidence > 1 {
		out += fmt.Sprintf(" with confidence %v", confidence)
	}
	return out
}

// TestOnBehalf checks that an office within the phrase of a spokesperson denotes its body.
func TestOnBehalf(t *testing.T) {
	given := text.Normalize("The Prime Minister’s official spokesman said no.")
	spokesman, minister := text.Span{Start: 0, End: 39}, text.Span{Start: 0, End: 18}
	r := coref.NewResolver(known).Resolve(ling.NewLayout(given, ling.Segment(given)), []text.Span{spokesman, minister})
	if got, want := describe(r, spokesman, ""), "prime-ministers-official-spokesman"; got != want {
		t.Errorf("%s: got %s, want %s", given.Slice(spokesman), got, want)
	}
	if got, want := describe(r, minister, "("), "prime-ministers-office (body)"; got != want {
		t.Errorf("%s: got %s, want %s", given.Slice(minister), got, want)
	}
}

// TestMembers checks whom a coordinated source refers to. "And" refers to everybody, "or" leaves open to whom.
func TestMembers(t *testing.T) {
	for _, tt := range []struct{ source, want string }{
		{"{Ana Ruiz and Tom Hale} said that they would appeal. Hale was tired.", "ana-ruiz tom-hale"},
		{"{Mayor Ana Ruiz, Tom Hale and the Harlan Highway Patrol} said that it was over.", "ana-ruiz tom-hale harlan-highway-patrol"},
		{"{Both Ana Ruiz and Tom Hale} said no.", "ana-ruiz tom-hale"},
		{"{Ana Ruiz or Tom Hale} said that it was over.", ""},
		{"{Neither Ana Ruiz nor Tom Hale} said so.", ""},
		{"{The Secretary for Trade and Industry} said so.", ""},
	} {
		before, rest, _ := strings.Cut(tt.source, "{")
		phrase, after, _ := strings.Cut(rest, "}")
		given := text.Normalize(before + phrase + after)
		span := text.Span{Start: utf8.RuneCountInString(before), End: utf8.RuneCountInString(before + phrase)}
		annotator, err := ling.Default()
		if err != nil {
			t.Fatal(err)
		}
		r := coref.NewResolver(known).Resolve(annotator.Layout(given), []text.Span{span})
		e, _, ok := r.At(span)
		if !ok {
			t.Errorf("%s: the phrase has no entity", tt.source)
			continue
		}
		var got []string
		for _, m := range r.Entities[e].Members {
			got = append(got, r.Entities[m].Key)
		}
		if got := strings.Join(got, " "); got != tt.want {
			t.Errorf("%s: got members %q, want %q", tt.source, got, tt.want)
		}
	}
}

// TestRoles checks that a role has the words that qualify its noun, also if what it belongs to follows.
func TestRoles(t *testing.T) {
	annotator, err := ling.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ source, want string }{
		{"Mark Lane, former chief executive of Kestrel Bank, said so.", "former chief executive"},
		{"Mark Lane, a vice president at Kestrel Bank, said so.", "vice president"},
		{"Mark Lane, the bank’s finance director, said so.", "finance director"},
		{"MAYOR Mark Lane said so.", "Mayor"},
	} {
		given := text.Normalize(tt.source)
		r := coref.NewResolver(known).Resolve(annotator.Layout(given), nil)
		var got []string
		for _, e := range r.Entities {
			for _, role := range e.Roles {
				got = append(got, role.Title)
			}
		}
		if got := strings.Join(got, ", "); got != tt.want {
			t.Errorf("%s: got roles %q, want %q", tt.source, got, tt.want)
		}
	}
}

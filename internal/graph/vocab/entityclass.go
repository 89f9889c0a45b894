package vocab

import (
	"maps"
	"slices"

	"github.com/cayleygraph/quad"
)

// entityClasses holds the classes of entities by their kind, which is a member of EntityKindList.
var entityClasses = map[string][]quad.IRI{
	"person":   {Actor, Person},
	"body":     {Body, Organization},
	"office":   {Role, Post},
	"group":    {Actor},
	"document": {Actor},
	"unnamed":  {Actor},
}

// EntityClasses returns the classes of the entities of a kind; none for topics and unknown kinds.
func EntityClasses(kind string) []quad.IRI { return entityClasses[kind] }

// EntityKinds returns the kinds of entities, sorted.
func EntityKinds() []string { return slices.Sorted(maps.Keys(entityClasses)) }

// IsEntityClass reports whether a value is a class of entities.
func IsEntityClass(value quad.Value) bool {
	class, ok := value.(quad.IRI)
	for _, classes := range entityClasses {
		if ok && slices.Contains(classes, class) {
			return true
		}
	}
	return false
}

// Package entity tells apart the people and bodies that a document mentions.
package entity

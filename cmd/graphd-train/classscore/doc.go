// Package classscore scores the classes of attributions, such as act and certainty, against judgements of people.
package classscore

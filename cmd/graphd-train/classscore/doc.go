// Package classscore scores the classes of attributions, such as act and certainty, on the judged ones of judged.tsv.
package classscore

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete"
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands"
import { json, jsonParseLinter } from "@codemirror/lang-json"
import { bracketMatching, foldGutter, foldKeymap, HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language"
import { lintGutter, linter, lintKeymap } from "@codemirror/lint"
import { EditorState, Prec } from "@codemirror/state"
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view"
import { tags } from "@lezer/highlight"
import { graphql, updateSchema } from "cm6-graphql"

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.definitionKeyword, tags.atom, tags.bool, tags.null], color: "var(--cue)" },
  { tag: [tags.propertyName, tags.attributeName], color: "var(--link)" },
  { tag: [tags.string, tags.number], color: "var(--content)" },
  { tag: [tags.variableName, tags.typeName, tags.name], color: "var(--source)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
])

const common = [
  lineNumbers(), foldGutter(), history(), drawSelection(), indentOnInput(), bracketMatching(), EditorView.lineWrapping,
  syntaxHighlighting(colours), keymap.of([...foldKeymap, ...historyKeymap, ...defaultKeymap]),
]

const writing = [
  closeBrackets(), autocompletion(), lintGutter(), highlightActiveLine(),
  keymap.of([...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, indentWithTab]),
]

const labelled = (label) => EditorView.contentAttributes.of({ "aria-label": label })

/** Creates the editors for the query and its variables, and the view of the result. */
export function editors({ query, variables, answer }, run, changed) {
  const running = Prec.highest(keymap.of([{ key: "Mod-Enter", preventDefault: true, run: () => (run(), true) }]))
  const watched = EditorView.updateListener.of((update) => { if (update.docChanged) changed() })
  return {
    query: new EditorView({ parent: query, extensions: [running, common, writing, watched, graphql(), labelled("Query")] }),
    variables: new EditorView({
      parent: variables,
      extensions: [running, common, writing, watched, json(), linter(emptyOr(jsonParseLinter())), labelled("Variables, as JSON")],
    }),
    answer: new EditorView({ parent: answer, extensions: [common, json(), EditorState.readOnly.of(true), labelled("Answer")] }),
  }
}

const emptyOr = (lint) => (view) => (view.state.doc.toString().trim() === "" ? [] : lint(view))

/** Sets the schema for completion and validation. */
export const useSchema = (view, schema) => updateSchema(view, schema)

export const textOf = (view) => view.state.doc.toString()

export function setText(view, text) {
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, selection: { anchor: 0 }, scrollIntoView: true })
}

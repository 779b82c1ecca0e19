/** The forms of a counted phrase, each with `{count}`; a language has the ones its plurals need. */
export type CountedForms = { one?: string; few?: string; other: string }

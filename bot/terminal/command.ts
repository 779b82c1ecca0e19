/** Where a command reads and writes; a test passes its own. */
export type Io = {
	/** Standard output: the result, for a person or as JSON. */
	readonly out: (text: string) => void
	/** Standard error: refusals and what went wrong. */
	readonly err: (text: string) => void
	/** All of standard input. */
	readonly input: () => Promise<string>
}

/** What a command answers to the shell. */
export const DONE = 0
export const REFUSED = 1
export const WRONG_USAGE = 2

/** One file in commands/: what follows its name, what it does in a line, and the doing. */
export type Command = {
	readonly usage: string
	readonly run: (words: readonly string[], io: Io) => Promise<number>
}

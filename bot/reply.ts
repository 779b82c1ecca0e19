/*
 * What the bot answers, said once for every channel. All of it is plain text in the reader's language: amounts with their
 * currency, days as people write them; a renderer escapes it and keeps to its platform's limits.
 */
export type Reply = {
	title: string
	/** Bad: it was refused or not understood. */
	tone?: 'good' | 'bad'
	/** Paragraphs, divided by empty lines. */
	text?: string
	fields?: Field[]
	table?: Table
	chart?: Chart
	choices?: Choice[]
	/** A page of the console that shows the same, and more. */
	link?: Link
	/** The approval request whose card it is, and the state that is shown. */
	shows?: { requestId: string; revision: number }
	/** Small print: how the question was understood, of which day the figures are. */
	note?: string
}

export type Field = { label: string; value: string }

/** `rows` are cells in the order of `columns`. */
export type Table = {
	columns: { title: string; figures?: boolean }[]
	rows: string[][]
	/** How many rows there are where not all are here. */
	total?: number
}

/** A series has one value a label; null where there is none. Amounts are in major units, for drawing only. */
export type Chart = {
	kind: 'bars' | 'lines'
	/** What it shows, for those who do not see it. */
	title: string
	/** Of the values: a currency's code, a per cent sign, or nothing. */
	unit: string
	labels: string[]
	/** `said` are the same values as people write them. */
	series: { name: string; values: (number | null)[]; said: string[] }[]
}

/** `path` begins with a slash. */
export type Link = { label: string; path: string }

/** A button: `command` is run with `input` when it is pressed. */
export type Choice = {
	label: string
	tone?: 'primary' | 'danger'
	command: string
	input: Record<string, unknown>
	/** It touches money or a customer, so it works once; without this it may be pressed again. */
	acts?: boolean
	/** Not only for whom it is shown to: whoever may do it. */
	forAll?: boolean
	/** Words are asked for before it is run, and given to it as `words`. */
	asks?: { label: string; required: boolean }
}

/** A choice that is written down, and the name it goes by; see bot/desk/seal.ts. */
export type SealedChoice = Pick<Choice, 'label' | 'tone' | 'asks'> & { token: string }
export type SealedReply = Omit<Reply, 'choices'> & { choices: SealedChoice[] }

import type { Subject } from '#core/import/field.ts'

export type Ugly = {
	/** What is ugly about it. */
	name: string
	subject: Subject
	bytes: Uint8Array
	/** The refusal of the file as a whole. */
	refused?: string
	encoding?: string
	/** Field: column, as suggested. */
	columns?: Record<string, string | number>
	/** What of the rows is read, by field; rows with problems are left out. */
	rows?: Record<string, unknown>[]
	/** `row: code column` */
	problems?: string[]
	/** `kind column` of what only a person can decide. */
	questions?: string[]
}

/** A row of an open invoice. */
export const invoiceOf = (
	number: string,
	customerName: string,
	issuedOn: string,
	dueOn: string,
	openAmount: string,
) => ({
	...{ number, customerName, issuedOn, dueOn, openAmount },
})

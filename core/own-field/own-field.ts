export const ownSubjects = ['customer', 'contract', 'line'] as const
export type OwnSubject = (typeof ownSubjects)[number]

export const ownKinds = ['text', 'number', 'date', 'choice'] as const
export type OwnKind = (typeof ownKinds)[number]

/** A field that the company has given its customers, contracts or lines. */
export type OwnField = {
	id: string
	/** What it is called in addresses, files and programs, whatever its name: `own_7`. */
	key: string
	subject: OwnSubject
	kind: OwnKind
	name: string
	/** Whoever writes such a thing by hand must fill it in. */
	required: boolean
	position: number
	/** Not offered any more; what was written in it stays. */
	archived: boolean
	/** Of a choice, in their order; those not offered any more among them. */
	choices: OwnChoice[]
	/** Whether something stands in it anywhere: then its kind stays, and it is archived instead of removed. */
	used: boolean
}

export type OwnChoice = { id: string; name: string; archived: boolean }

/** Values by the keys of their fields: text as it is, numbers as exact decimals, days in ISO, of a choice its id; '' for nothing. */
export type OwnValues = Record<string, string>

/** Text is at most so many characters long. */
export const longestText = 500

/** What a clause can say of the quote it stands in; filled in when the quote is sent. */
export const variables = [
	'company.name',
	'customer.name',
	'customer.number',
	'quote.number',
	'contract.number',
	'term.months',
	'notice.days',
	'payment.days',
	'currency',
] as const
export type Variable = (typeof variables)[number]

const written = /\{\{\s*([^{}]*?)\s*\}\}/g

/** The variables of a text that there are not, each once, as they are written; `own` are those of the company's own fields. */
export function unknownVariables(text: string, own: readonly string[] = []): string[] {
	const known = new Set(own.map((name) => name.toLowerCase()))
	const names = [...text.matchAll(written)].map(([, name = '']) => name)
	return [...new Set(names)].filter((name) => !isVariable(name) && !known.has(name.toLowerCase()))
}

/** The text with its variables filled in; one that there is not stays as it is written. */
export function fillIn(text: string, values: Record<Variable, string>, own: ReadonlyMap<string, string>): string {
	return text.replace(written, (whole, name: string) =>
		isVariable(name) ? values[name] : (own.get(name.toLowerCase()) ?? whole),
	)
}

const isVariable = (name: string): name is Variable => (variables as readonly string[]).includes(name)

/** Why a row was not taken, and the facts its words need. Every value is the text that stood in the file. */
export type Problems = {
	value_missing: Record<string, never>
	day_unreadable: { value: string }
	number_unreadable: { value: string }
	number_negative: { value: string }
	number_too_long: { value: string; decimals: string }
	quantity_zero: Record<string, never>
	country_unknown: { value: string }
	currency_unknown: { value: string }
	language_unknown: { value: string }
	interval_unknown: { value: string }
	choice_unknown: { value: string; possible: string }
	email_invalid: { value: string }
	text_too_long: { length: string; most: string }
	text_broken: Record<string, never>
	/** It sums up the rows above. */
	total_row: Record<string, never>
	row_short: { expected: string; found: string }
	row_long: { expected: string; found: string }
	key_repeated: { value: string; row: string }
	number_taken: { value: string }
	number_repeated: { value: string; row: string }
	customer_unknown: { value: string }
	customer_ambiguous: { value: string }
	contract_unknown: { value: string }
	/** Nobody here who has not left. */
	person_unknown: { value: string }
	person_ambiguous: { value: string }
	group_unknown: { value: string }
	/** Two rows of one contract do not agree about it. */
	differs_from_row: { value: string; other: string; row: string }
	/** Another row of its contract cannot be taken, and a contract comes whole or not at all. */
	contract_incomplete: { row: string }
	line_outside: { day: string; startsOn: string; endsOn: string }
	product_unknown: { value: string }
	/** The product has several plans, and nothing says which is meant; or none such. */
	plan_unclear: { product: string }
	/** Its product is not sold in it. */
	unit_not_sold: { value: string }
	/** Lines or prices are of the unit that it would no longer be counted in. */
	unit_agreed: { unit: string; theirs: string }
	price_list_unknown: { value: string }
	/** The catalogue has one price for every quantity. */
	tier_without_list: Record<string, never>
	/** A row of prices gives neither a price nor a share, or both; the catalogue knows prices only. */
	price_unclear: Record<string, never>
	day_in_future: { value: string }
	due_before_issue: { issuedOn: string; dueOn: string }
	amount_zero: Record<string, never>
	/** More digits than the currency has. */
	amount_too_fine: { value: string; currency: string }
	/** `12,50 €` where the row is in another currency. */
	amount_in_other_currency: { named: string; currency: string }
	tax_exceeds: { tax: string; open: string }
	/** Nobody is named who paid, and nothing that was paid. */
	payer_unknown: { value: string }
	invoice_unknown: { value: string }
	invoice_ambiguous: { value: string }
	currency_differs: { contract: string; customer: string }
	ends_before_start: { startsOn: string; endsOn: string }
	changed_here: { ours: string; theirs: string }
	cannot_change: { ours: string; theirs: string }
	/** A rule of the product refused it; `code` is that refusal's, `facts` its own. */
	refused: { code: string; facts: string }
}

export type ProblemCode = keyof Problems

/** What is wrong in one cell; `field` is ours, `column` the file's name for it, or '' where it is the row as a whole. */
export type Problem = {
	[Code in ProblemCode]: { code: Code; facts: Problems[Code]; field: string; column: string }
}[ProblemCode]

/** A problem as it is found, before anybody knows the column. */
export type Finding = { [Code in ProblemCode]: { code: Code; facts: Problems[Code] } }[ProblemCode]

export function finding<Code extends ProblemCode>(code: Code, facts: Problems[Code]): Finding {
	return { code, facts } as Finding
}

/** The piece of a cell that a problem repeats, without what no database text can hold. */
export function shorten(text: string): string {
	const short = text.length > 80 ? `${text.slice(0, 79)}…` : text
	return short.replaceAll('\u0000', '\ufffd').toWellFormed()
}

/** One movement of money on an account, as the bank tells it. Days are ISO. */
export type ReadEntry = {
	bookedOn: string
	/** The day from which the money counts. */
	valueOn: string
	/** Minor units of `currency`; what came in is positive. */
	amountMinor: bigint
	currency: string
	counterparty: string
	/** IBAN or number, without spaces. */
	counterpartyAccount: string
	/** What the payer's bank carries through as it is: a structured or end-to-end reference. */
	reference: string
	/** What the payer wrote. */
	description: string
	/** What the bank calls it; not every bank does. */
	bankReference: string
	/** Whether the bank says that it takes an earlier movement back. */
	reverses?: boolean
	/** Where it begins in the file, 1-based. */
	line: number
}

/** What a file says of one account. Balances are minor units, where the file tells them. */
export type ReadStatement = {
	/** IBAN or number, without spaces. */
	account: string
	currency: string
	/** What the bank calls the statement. */
	number: string
	openingMinor: bigint | null
	closingMinor: bigint | null
	entries: ReadEntry[]
	/** Where it begins in the file, 1-based. */
	line: number
}

export const bankFileFormats = ['csv', 'mt940', 'camt'] as const
export type BankFileFormat = (typeof bankFileFormats)[number]

/** An IBAN or account number as it is compared: no spaces, capitals. */
export function bareAccount(text: string): string {
	return text.replace(/[\s\p{Cc}]+/gu, '').toUpperCase()
}

/** Texts of files keep no line ends and no runs of spaces, and are no longer than anybody reads. */
export function oneLine(text: string, longest = 1000): string {
	return text
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim()
		.slice(0, longest)
}

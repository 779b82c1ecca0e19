/** What a column of a bank's CSV file can hold. */
export const csvFields = [
	'bookedOn',
	'valueOn',
	'amount',
	'credit',
	'debit',
	'currency',
	'counterparty',
	'counterpartyAccount',
	'reference',
	'description',
	'bankReference',
	'account',
] as const
export type CsvField = (typeof csvFields)[number]

import { refuse } from '../refusal.ts'
import type { ReadStatement } from './statement.ts'

/**
 * Opening balance and entries must come to the closing balance, where the file tells both: a file that was cut or edited
 * is not read. Refuses `bank_file.balance`.
 */
export function checkBalance({ account, currency, openingMinor, closingMinor, entries, line }: ReadStatement): void {
	if (openingMinor === null || closingMinor === null) return
	const comesToMinor = entries.reduce((sum, { amountMinor }) => sum + amountMinor, openingMinor)
	if (comesToMinor !== closingMinor)
		refuse('bank_file.balance', { account, comesToMinor, closingMinor, currency, line })
}

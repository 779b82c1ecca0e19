import { isCurrency } from '../money.ts'
import { refuse } from '../refusal.ts'
import { checkBalance } from './balance.ts'
import { amountOf, dayAt } from './camt-amount.ts'
import { detailsOf } from './camt-details.ts'
import { bareAccount, oneLine, type ReadEntry, type ReadStatement } from './statement.ts'
import { refuseLine } from './unclear.ts'
import { allAt, type Element, readTree, textAt } from './xml-tree.ts'

/**
 * Statements of an ISO 20022 file, CAMT.053 in any of its versions. A batch whose payments are told one by one is read as
 * those; what is only announced, not booked, is left out. Refuses `bank_file.unclear`, `bank_file.unknown`,
 * `bank_file.balance`.
 */
export function readCamt(text: string): ReadStatement[] {
	const found = allAt(readTree(text), 'Document/BkToCstmrStmt/Stmt')
	if (found.length === 0) refuse('bank_file.unknown', {})
	return found.map(readStatement)
}

function readStatement(element: Element): ReadStatement {
	const account = bareAccount(textAt(element, 'Acct/Id/IBAN') || textAt(element, 'Acct/Id/Othr/Id'))
	const currency = textAt(element, 'Acct/Ccy') || (allAt(element, 'Bal/Amt')[0]?.attributes.Ccy ?? '')
	if (account === '' || !isCurrency(currency)) refuseLine(element.line, 'Acct')
	const statement: ReadStatement = {
		...{ account, currency, line: element.line },
		number: oneLine(textAt(element, 'ElctrncSeqNb') || textAt(element, 'LglSeqNb') || textAt(element, 'Id'), 40),
		// One day's closing balance is the next one's opening, and some banks tell only that.
		openingMinor: balanceOf(element, currency, ['OPBD', 'PRCD']),
		closingMinor: balanceOf(element, currency, ['CLBD']),
		entries: allAt(element, 'Ntry').flatMap((entry) => readEntries(entry, currency)),
	}
	checkBalance(statement)
	return statement
}

function balanceOf(element: Element, currency: string, codes: readonly string[]): bigint | null {
	for (const code of codes) {
		const balance = allAt(element, 'Bal').find((one) => textAt(one, 'Tp/CdOrPrtry/Cd') === code)
		if (balance) return amountOf(balance, 'Amt', currency)
	}
	return null
}

function readEntries(entry: Element, currency: string): ReadEntry[] {
	const state = textAt(entry, 'Sts/Cd') || textAt(entry, 'Sts')
	if (state !== '' && state !== 'BOOK') return []
	const amountMinor = amountOf(entry, 'Amt', currency)
	const bookedOn = dayAt(entry, 'BookgDt') ?? dayAt(entry, 'ValDt')
	if (!bookedOn || amountMinor === 0n) return refuseLine(entry.line, `Ntry ${textAt(entry, 'Amt')}`)
	const valueOn = dayAt(entry, 'ValDt') ?? bookedOn
	const told = { bookedOn, valueOn, amountMinor, currency, line: entry.line }
	const payments = allAt(entry, 'NtryDtls/TxDtls')
	const [only] = payments
	if (payments.length < 2) return [{ ...told, ...detailsOf(entry, only, amountMinor > 0n) }]
	const parts = payments.map((payment) => ({ payment, partMinor: partOf(payment, amountMinor, currency) }))
	const sum = parts.reduce((total, { partMinor }) => total + (partMinor ?? 0n), 0n)
	// Parts that do not come to the whole are no parts of it.
	if (sum !== amountMinor || parts.some(({ partMinor }) => !partMinor))
		return [{ ...told, ...detailsOf(entry, undefined, amountMinor > 0n) }]
	return parts.map(({ payment, partMinor = 0n }) => ({
		...{ ...told, amountMinor: partMinor, line: payment.line },
		...detailsOf(entry, payment, partMinor > 0n),
	}))
}

/** One payment of a batch: its own amount, and the direction of the batch where it tells none. */
function partOf(payment: Element, wholeMinor: bigint, currency: string): bigint | undefined {
	const path = ['Amt', 'AmtDtls/TxAmt/Amt', 'AmtDtls/InstdAmt/Amt'].find((one) => {
		return allAt(payment, one)[0]?.attributes.Ccy === currency
	})
	if (!path) return undefined
	const minor = amountOf(payment, path, currency)
	return wholeMinor < 0n && textAt(payment, 'CdtDbtInd') === '' ? -minor : minor
}

import type { StatementPaper } from '#emails/paper/statement-paper.ts'
import type { Language } from '#emails/words/language.ts'
import { seller, usualInvoice } from './cast.ts'

type Account = StatementPaper['accounts'][number]

/** An invented statement: every third posting is the payment of the two invoices before it; the last two stay open. */
export function statementOf(language: Language, { lines = 9, currency = 'EUR' } = {}): StatementPaper {
	return {
		language,
		seller,
		buyer: usualInvoice(language).buyer,
		customerNumber: 'C-00042',
		from: '2026-01-01',
		on: '2026-06-30',
		accounts: [accountOf(lines, currency)],
	}
}

export function accountOf(count: number, currency: string): Account {
	const lines: Account['lines'] = []
	let balance = 5_000n
	let debit = 0n
	let credit = 0n
	for (let index = 0; index < count; index++) {
		const paid = index % 3 === 2
		const minor = paid ? 2n * 12_345n : 12_345n
		balance += paid ? -minor : minor
		debit += paid ? 0n : minor
		credit += paid ? minor : 0n
		lines.push({
			on: Temporal.PlainDate.from('2026-01-02').add({ days: Math.floor((index * 178) / count) }),
			kind: paid ? 'payment' : 'invoice',
			number: `${paid ? 'R' : 'INV'}-${String(index + 1).padStart(6, '0')}`,
			contractNumber: index % 2 ? 'K-00001' : 'K-00002',
			debitMinor: paid ? 0n : minor,
			creditMinor: paid ? minor : 0n,
			balanceMinor: balance,
		})
	}
	const items: Account['items'] = [
		item('INV-000700', '2026-03-12', 19, 5_600n),
		item('INV-000701', '2026-06-20', 0, 12_345n),
	]
	return {
		currency,
		openingMinor: 5_000n,
		lines,
		debitMinor: debit,
		creditMinor: credit,
		closingMinor: balance,
		items,
		openMinor: 5_600n + 12_345n,
		ageing: { notDue: 12_345n, to30: 5_600n, to60: 0n, to90: 0n, over90: 0n },
		free: [{ kind: 'payment', number: 'R-000077', on: '2026-06-11', minor: 17_945n - balance }],
		freeMinor: 17_945n - balance,
		payUrl: 'https://halden.example/pay',
	}
}

function item(number: string, issuedOn: string, daysPastDue: number, openMinor: bigint): Account['items'][number] {
	const dueOn = Temporal.PlainDate.from(issuedOn).add({ days: 91 }).toString()
	return { number, contractNumber: 'K-00001', issuedOn, dueOn, daysPastDue, totalMinor: 12_345n, openMinor }
}

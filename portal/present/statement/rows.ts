import type { Statement, StatementAccount } from '#core/journal/statement.ts'
import { formatMajor } from '#core/money.ts'
import { asDay, asNumber, asText } from '#portal/table-file.ts'
import type { Speaker } from '#portal/words/speaker.ts'
import type { SheetCell } from '#portal/xlsx-response.ts'

/** A statement as rows: dates ISO, amounts exact with a point, whatever the language. */
export function statementRows(say: Speaker['say'], { accounts, from, on, payOffOn }: Statement): SheetCell[][] {
	return accounts.flatMap((account) => [
		...rowsOf(say, account, from, on),
		...planRows(say, account),
		...payOffRows(say, account, { on, payOffOn }),
	])
}

/** The head of a statement as a file. */
export function statementHead(say: Speaker['say']): string[] {
	return [
		say('statement.date'),
		say('statement.kind'),
		say('statement.number'),
		say('statement.contract'),
		say('statement.currency'),
		say('statement.debit'),
		say('statement.credit'),
		say('statement.balance'),
		say('statement.due'),
		say('statement.daysPastDue'),
		say('statement.open'),
	]
}

/** Date, kind, number, contract, currency, debit, credit, balance, due, days late, open. */
function cellsOf(texts: string[]): SheetCell[] {
	return texts.map((text, place) => {
		if (place === 0 || place === 8) return asDay(text)
		return place < 5 ? asText(text) : asNumber(text)
	})
}

function rowsOf(say: Speaker['say'], account: StatementAccount, from: string | null, on: string): SheetCell[][] {
	const { currency } = account
	const amount = (minor: bigint) => formatMajor(minor, currency)
	const items = new Map(account.items.map((item) => [item.id, item]))
	const balance = (day: string, name: string, minor: bigint) =>
		cellsOf([day, name, '', '', currency, '', '', amount(minor), '', '', ''])
	return [
		...(from ? [balance(from, say('statement.opening'), account.openingMinor)] : []),
		...account.lines.map((line) => {
			const item = line.kind === 'invoice' && line.subject ? items.get(line.subject.id) : undefined
			return cellsOf([
				line.on,
				line.joint
					? `${say(`statement.kinds.${line.kind}`)} (${say('statement.jointPart')})`
					: say(`statement.kinds.${line.kind}`),
				line.number,
				line.contract?.number ?? '',
				currency,
				line.debitMinor === 0n ? '' : amount(line.debitMinor),
				line.creditMinor === 0n ? '' : amount(line.creditMinor),
				amount(line.balanceMinor),
				item?.dueOn ?? '',
				item ? String(item.daysPastDue) : '',
				item ? amount(item.openMinor) : '',
			])
		}),
		balance(on, say('statement.closing'), account.closingMinor),
	]
}

/** Instalments: planned as debit, received as credit, and what is open. */
function planRows(say: Speaker['say'], { plans, currency }: StatementAccount): SheetCell[][] {
	const amount = (minor: bigint) => formatMajor(minor, currency)
	return plans.flatMap(({ contract, label, instalments }) =>
		instalments.map((one) => {
			const { number, of } = one
			const name =
				one.label || (number === 0 ? say('collectionPlan.downPayment') : say('collectionPlan.number', { number, of }))
			return cellsOf([
				one.dueOn,
				`${label || say('collectionPlan.title')}: ${name}`,
				one.invoice?.number ?? '',
				contract.number,
				currency,
				amount(one.plannedMinor),
				one.receivedMinor === 0n ? '' : amount(one.receivedMinor),
				'',
				one.dueOn,
				one.lateDays > 0 ? String(one.lateDays) : '',
				one.invoice ? amount(one.openMinor) : '',
			])
		}),
	)
}

/** What settles everything on the day, where it is more than what is open: each part as debit or credit, the sum as balance. */
function payOffRows(
	say: Speaker['say'],
	{ currency, penalty, coming, payOffMinor, afterMinor, plans }: StatementAccount,
	{ on, payOffOn }: Pick<Statement, 'on' | 'payOffOn'>,
): SheetCell[][] {
	if (!penalty && plans.length === 0 && payOffOn === on) return []
	const row = (day: string, name: string, debit: bigint | null, credit: bigint | null, balance: bigint | null) => {
		const amount = (minor: bigint | null) => (minor === null ? '' : formatMajor(minor, currency))
		return cellsOf([day, name, '', '', currency, amount(debit), amount(credit), amount(balance), '', '', ''])
	}
	const taken = (name: 'waived' | 'billed' | 'paid', minor: bigint) =>
		minor > 0n ? [row(payOffOn, `${say('penalty.title')}: ${say(`penalty.${name}`)}`, null, minor, null)] : []
	return [
		...coming.map(({ on: day, dueOn, minor, contract }) => {
			const cells = row(day, say('payOff.coming'), minor, null, null)
			return cells.with(3, asText(contract.number)).with(8, asDay(dueOn))
		}),
		...(penalty
			? [
					row(payOffOn, say('penalty.accrued'), penalty.accruedMinor, null, null),
					...taken('waived', penalty.waivedMinor),
					...taken('billed', penalty.billedMinor),
					...taken('paid', penalty.paidMinor),
					row(payOffOn, say('penalty.due'), null, null, penalty.dueMinor),
				]
			: []),
		row(payOffOn, say('penalty.payOff'), null, null, payOffMinor),
		...(afterMinor ? [row(payOffOn, say('payOff.after'), null, null, afterMinor)] : []),
	]
}

import type { Statement, StatementAccount } from '#core/journal/statement.ts'
import { formatMajor } from '#core/money.ts'
import { textCell } from '#portal/csv-response.ts'
import type { Speaker } from '#portal/words/speaker.ts'

/** A statement as rows: dates ISO, amounts exact with a point, whatever the language. */
export function statementRows(say: Speaker['say'], { accounts, from, on }: Statement): string[][] {
	return [headings(say), ...accounts.flatMap((account) => rowsOf(say, account, from, on))]
}

function headings(say: Speaker['say']): string[] {
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

function rowsOf(say: Speaker['say'], account: StatementAccount, from: string | null, on: string): string[][] {
	const { currency } = account
	const amount = (minor: bigint) => formatMajor(minor, currency)
	const items = new Map(account.items.map((item) => [item.id, item]))
	const balance = (day: string, name: string, minor: bigint) => [
		day,
		name,
		'',
		'',
		currency,
		'',
		'',
		amount(minor),
		'',
		'',
		'',
	]
	return [
		...(from ? [balance(from, say('statement.opening'), account.openingMinor)] : []),
		...account.lines.map((line) => {
			const item = line.kind === 'invoice' && line.subject ? items.get(line.subject.id) : undefined
			return [
				line.on,
				line.joint
					? `${say(`statement.kinds.${line.kind}`)} (${say('statement.jointPart')})`
					: say(`statement.kinds.${line.kind}`),
				textCell(line.number),
				textCell(line.contract?.number ?? ''),
				currency,
				line.debitMinor === 0n ? '' : amount(line.debitMinor),
				line.creditMinor === 0n ? '' : amount(line.creditMinor),
				amount(line.balanceMinor),
				item?.dueOn ?? '',
				item ? String(item.daysPastDue) : '',
				item ? amount(item.openMinor) : '',
			]
		}),
		balance(on, say('statement.closing'), account.closingMinor),
	]
}

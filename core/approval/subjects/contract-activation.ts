import { z } from 'zod'
import type { Interval } from '../../calendar.ts'
import { activateContract } from '../../contract/activate.ts'
import { compare, parseDecimal } from '../../decimal.ts'
import { monthlyRate } from '../../movement/rate.ts'
import { type CardBody, day, fingerprintOf, money, type Subject, text } from '../subject.ts'
import { lockAbout } from './about.ts'

const input = z.object({ id: z.uuid() })

type Row = {
	description: string
	quantity: string
	unitPrice: string
	discountPercent: string
	unit: Interval['unit'] | null
	count: number | null
}
type Days = { currency: string; startsOn: string; endsOn: string | null; version: number }

const monthly: Interval = { unit: 'month', count: 1 }
const linesShown = 12

/** A draft brought into force. Its amount is what it brings in a year, before tax, one-off lines included. */
export const contractActivation: Subject<z.infer<typeof input>, CardBody, { id: string }> = {
	permission: 'contract.activate',
	input,
	async look(scope, { id }) {
		const about = await lockAbout(scope, id)
		const [days] = await scope.sql<Days[]>`
			select currency, starts_on::text as "startsOn", ends_on::text as "endsOn", version from contract where id = ${id}`
		if (!days) throw new Error('A locked contract is gone')
		const { currency } = days
		const lines = await scope.sql<Row[]>`
			select line.description, state.quantity::text as quantity, state.unit_price::text as "unitPrice",
				state.discount_percent::text as "discountPercent", interval_unit as unit, interval_count as count
			from contract_line as line join contract_line_state as state on state.contract_line_id = line.id and state.effective_on = state.starts_on
			where line.contract_id = ${id} order by line.position, state.effective_on`
		const rateOf = (line: Row, interval: Interval) => monthlyRate(pricesOf(line), interval, currency)
		let [month, once] = [0n, 0n]
		for (const line of lines) {
			if (line.unit && line.count) month += rateOf(line, { unit: line.unit, count: line.count })
			else once += rateOf(line, monthly)
		}
		const amountMinor = month * 12n + once
		const shown: CardBody & { version: number } = {
			facts: [
				{ name: 'starts_on', value: day(days.startsOn) },
				{ name: 'ends_on', value: day(days.endsOn) },
				{ name: 'month', value: money(month, currency) },
				{ name: 'year', value: money(amountMinor, currency) },
				...lines.slice(0, linesShown).map((line) => ({ name: 'line' as const, value: text(lineText(line)) })),
				...(lines.length > linesShown ? [{ name: 'lines' as const, value: text(String(lines.length)) }] : []),
			],
			changes: [],
			effect: null,
			told: [],
			version: days.version,
		}
		const most = lines
			.map((line) => line.discountPercent)
			.sort((one, other) => compare(parseDecimal(other), parseDecimal(one)))
		return { ...about, amountMinor, currency, discount: most[0] ?? '0', shown, fingerprint: fingerprintOf(shown) }
	},
	run: async (scope, { id }) => await activateContract(scope, { id }),
	card: ({ facts, changes, effect, told }) => ({ facts, changes, effect, told }),
	renews: true,
}

const pricesOf = (line: Row) => ({
	unitPrice: parseDecimal(line.unitPrice),
	quantity: parseDecimal(line.quantity),
	discountPercent: parseDecimal(line.discountPercent),
})

function lineText({ description, quantity, unitPrice, discountPercent }: Row): string {
	const off = compare(parseDecimal(discountPercent), parseDecimal('0')) > 0 ? ` − ${discountPercent} %` : ''
	return `${description}: ${quantity} × ${unitPrice}${off}`
}

import { z } from 'zod'
import type { Interval } from '../../calendar.ts'
import { activateContract } from '../../contract/activate.ts'
import { type OffAll, type OfferedLine, weighOffer } from '../off-list.ts'
import { type CardBody, day, fingerprintOf, type Subject } from '../subject.ts'
import { lockAbout } from './about.ts'
import { offerFacts, yearOf } from './offer.ts'

const input = z.object({ id: z.uuid() })

type Row = Omit<OfferedLine, 'interval'> & {
	description: string
	intervalUnit: Interval['unit'] | null
	count: number | null
}
type Days = { customerId: string; currency: string; startsOn: string; endsOn: string | null; version: number }

/** A draft brought into force. Its amount is what it brings in a year, before tax, one-off lines included. */
export const contractActivation: Subject<z.infer<typeof input>, CardBody, { id: string }> = {
	permission: 'contract.activate',
	input,
	async look(scope, { id }) {
		const about = await lockAbout(scope, id)
		const [days] = await scope.sql<Days[]>`
			select customer_id as "customerId", currency, starts_on::text as "startsOn", ends_on::text as "endsOn", version
			from contract where id = ${id}`
		if (!days) throw new Error('A locked contract is gone')
		const { customerId, currency, startsOn } = days
		const rows = await scope.sql<Row[]>`
			select line.description, line.product_id as "productId", line.plan_id as "planId", line.unit,
				state.quantity::text as quantity, state.unit_price::text as "unitPrice", state.discount_percent::text as "discountPercent",
				interval_unit as "intervalUnit", interval_count as count,
				(select min(later.effective_on) - 1 from contract_line_state as later where later.contract_line_id = line.id
					and later.effective_on > state.effective_on and later.discount_percent <> state.discount_percent)::text as "discountEndsOn"
			from contract_line as line join contract_line_state as state on state.contract_line_id = line.id and state.effective_on = state.starts_on
			where line.contract_id = ${id} order by line.position, state.effective_on`
		const lines = rows.map(({ intervalUnit, count, ...line }) => ({
			...line,
			interval: intervalUnit && count ? { unit: intervalUnit, count } : null,
		}))
		const offAll = await scope.sql<OffAll[]>`
			select trim_scale(percent)::text as percent, month_minor as "monthMinor", ends_on::text as "endsOn" from contract_discount
			where contract_id = ${id} order by contract_discount.id`
		const offer = await weighOffer(scope, lines, offAll, { customerId, currency, on: startsOn, endsOn: days.endsOn })
		const shown: CardBody & { version: number } = {
			facts: [
				{ name: 'starts_on', value: day(startsOn) },
				{ name: 'ends_on', value: day(days.endsOn) },
				...offerFacts(offer, lines, offAll, currency),
			],
			changes: [],
			effect: null,
			told: [],
			version: days.version,
		}
		const { discount } = offer
		return { ...about, amountMinor: yearOf(offer), currency, discount, shown, fingerprint: fingerprintOf(shown) }
	},
	run: async (scope, { id }) => await activateContract(scope, { id }),
	card: ({ facts, changes, effect, told }) => ({ facts, changes, effect, told }),
	renews: true,
}

import type { Scope } from '../act.ts'
import { type DatedLineState, readLineStates } from '../amendment/line-states.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { QuoteLine } from './read.ts'

/** A contract that a change or renewal can be quoted for, with its recurring lines: as they are, or as they will be at its end. */
export type Quotable = { id: string; number: string; customerId: string; lines: QuoteLine[] }

/** Refuses `not_found`, also for a contract that is not in force. */
export async function findQuotable(
	scope: Scope,
	{ id, purpose = 'change' }: { id: string; purpose?: 'change' | 'renewal' | undefined },
): Promise<Quotable> {
	permit(scope, 'quote.write')
	const { sql } = scope
	const [contract] = await sql<Omit<Quotable, 'lines'>[]>`
		select id, number, customer_id as "customerId" from contract
		where id = ${id} and state in ('active', 'paused', 'ending') and ${reach(scope).contract()}`
	if (!contract) refuse('not_found', { noun: 'contract' })
	const lines = await sql<Omit<QuoteLine, keyof Said>[]>`
		select line.id, line.position, line.id as "contractLineId", line.product_id as "productId", line.plan_id as "planId",
			line.description, line.model, line.serial_number as "serialNumber", line.factory_number as "factoryNumber",
			coalesce(line.unit, product.unit, 'piece') as unit, line.interval_unit as "intervalUnit", line.interval_count as "intervalCount",
			line.tax_class as "taxClass", 0 as "freeDays", false as optional, true as chosen, '' as choice
		from contract_line as line left join product on product.id = line.product_id
		where line.contract_id = ${id} and line.interval_unit is not null order by line.position`
	const states = await readLineStates(scope, [id])
	const today = scope.today.toString()
	const said = lines.flatMap((line) => {
		const own = states.get(line.id) ?? []
		const end = own.at(-1)?.endsOn ?? null
		if (end !== null && end < today) return []
		const state =
			purpose === 'renewal' ? own.at(-1) : (own.findLast(({ effectiveOn }) => effectiveOn <= today) ?? own[0])
		return state ? [{ ...line, ...saidOf(state, own) }] : []
	})
	return { ...contract, lines: said.slice(0, 500) }
}

type Said = Pick<QuoteLine, 'quantity' | 'unitPrice' | 'discountPercent' | 'discountPeriods' | 'discountUntil'>

/** What a state says, and how long its discount holds where that ends. */
function saidOf(
	{ quantity, unitPrice, discountPercent, effectiveOn }: DatedLineState,
	own: readonly DatedLineState[],
): Said {
	const next = own.find((later) => later.effectiveOn > effectiveOn && later.discountPercent !== discountPercent)
	const ends = next && /[1-9]/.test(discountPercent) && !/[1-9]/.test(next.discountPercent)
	const discountUntil = ends ? Temporal.PlainDate.from(next.effectiveOn).subtract({ days: 1 }).toString() : null
	return { quantity, unitPrice, discountPercent, discountPeriods: null, discountUntil }
}

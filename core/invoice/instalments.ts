import type { Scope } from '../act.ts'
import type { Day } from '../calendar.ts'
import { parseDecimal, ZERO } from '../decimal.ts'
import { exponent } from '../money.ts'
import { shareInstalments } from '../receivable/share-instalments.ts'
import type { InstalmentFacts, LineInstalment, Schedule } from '../schedule/terms.ts'
import type { Ids } from './billable-rows.ts'

/** A collection plan as billing needs it. Minor units as text: JSON would make them floats. */
export type PlanRow = {
	contractId: string
	/** What of each line it covers is not invoiced yet. */
	lines: readonly { lineId: string; net: string; tax: string; taxPercent: string }[]
	/** What is not invoiced yet, in the order in which it will be. */
	instalments: readonly (InstalmentFacts & { on: Day; amount: string })[]
}

/** An instalment that is late is invoiced on the first day that is not billed yet, whatever its day was. */
export function planRows({ sql }: Scope, ids: Ids) {
	return sql<PlanRow[]>`
		select plan.contract_id as "contractId",
			(
				select jsonb_agg(jsonb_build_object('lineId', part.contract_line_id, 'net', (part.net_minor - coalesce(billed.net, 0))::text,
					'tax', (part.tax_minor - coalesce(billed.tax, 0))::text, 'taxPercent', part.tax_percent::text) order by contract_line.position)
				from collection_plan_line as part join contract_line on contract_line.id = part.contract_line_id
					left join lateral (
						select sum(line.net_minor) as net, sum(line.tax_minor) as tax
						from instalment join invoice_line as line on line.instalment_id = instalment.id and not line.released
						where instalment.plan_id = plan.id and line.contract_line_id = part.contract_line_id
					) as billed on true
				where part.plan_id = plan.id
			) as lines,
			coalesce((
				select jsonb_agg(jsonb_build_object('id', own.id, 'serial', own.serial, 'number', own.number, 'of', own.of, 'label', own.label,
					'dueOn', own.due_on - date '1970-01-01', 'amount', own.amount_minor::text,
					'on', greatest(own.issue_on, billing.billed_through + 1) - date '1970-01-01') order by own.issue_on, own.due_on, own.serial)
				from (
					select instalment.*, sum((not down_payment)::int) over () as of,
						case when down_payment then 0 else sum((not down_payment)::int) over (order by due_on, serial) end as number
					from instalment where plan_id = plan.id and dropped_sequence is null
				) as own where not is_invoiced(own.id)
			), '[]') as instalments
		from collection_plan as plan left join contract_billing as billing on billing.contract_id = plan.contract_id
		where plan.contract_id = any(${ids}) and plan.taken_back_sequence is null
		order by plan.contract_id, plan.number`
}

/** Lines that a plan covers are billed by its instalments and by nothing else; no change, end, pause or discount touches them. */
export function withInstalments(schedule: Schedule, plans: readonly PlanRow[] | undefined): Schedule {
	if (!plans) return schedule
	const parts = new Map<string, LineInstalment[]>()
	for (const plan of plans) {
		const shares = shareInstalments(
			plan.lines.map(({ net, tax }) => ({ netMinor: BigInt(net), taxMinor: BigInt(tax) })),
			plan.instalments.map(({ amount }) => BigInt(amount)),
		)
		for (const [place, { lineId, taxPercent }] of plan.lines.entries()) {
			const own: LineInstalment[] = []
			for (const [index, { on, amount: _, ...facts }] of plan.instalments.entries()) {
				const { netMinor = 0n, taxMinor = 0n } = shares[index]?.[place] ?? {}
				if (netMinor === 0n && taxMinor === 0n) continue
				const price = priceOf(netMinor, parseDecimal(taxPercent), schedule.terms.currency)
				own.push({ facts, on, amount: netMinor, tax: taxMinor, price })
			}
			parts.set(lineId, own)
		}
	}
	const lines = schedule.lines.map((line) => {
		const instalments = parts.get(line.key)
		if (!instalments) return line
		const { key, interval, start, price } = line
		return { key, interval, start, price, end: null, changes: [], instalments }
	})
	return { ...schedule, lines }
}

/** One of it, at what it is. */
function priceOf(netMinor: bigint, taxPercent: ReturnType<typeof parseDecimal>, currency: string) {
	const unitPrice = { digits: netMinor, scale: exponent(currency) }
	return { unitPrice, quantity: parseDecimal('1'), discountPercent: ZERO, taxPercent }
}

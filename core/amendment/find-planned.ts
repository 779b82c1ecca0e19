import type { Scope } from '../act.ts'
import { seesMoney } from '../field-right/rights.ts'
import { formatMajor } from '../money.ts'
import { may, permit } from '../permit.ts'
import { type PlannedItem, readPlannedItems } from './planned-items.ts'
import { type ContractStanding, readStanding, type StandingLine } from './standing.ts'
import type { ToldChange } from './tell-change.ts'

/** What one amendment has planned. Days are ISO dates; `on` is the first day on which something is different. */
export type PlannedChange = { sequence: number; on: string; told: ToldChange[]; mayTakeBack: boolean }

/**
 * What is to change on days to come, the earliest first, each until its day to be taken back; on a past day what was to
 * change then. Nothing to who may not see prices. Refuses `not_found`.
 */
export async function findPlanned(
	scope: Scope,
	{ contractId, on }: { contractId: string; on?: string | undefined },
): Promise<PlannedChange[]> {
	permit(scope, 'contract.read')
	const standing = await readStanding(scope, contractId)
	const past = on && on < scope.today.toString() ? on : undefined
	if (!(past ? runs.concat('closed') : runs).includes(standing.state) || !seesMoney(scope, standing.state)) return []
	const items = await readPlannedItems(scope, contractId, past)
	const isBound = scope.actor.kind === 'contact' || scope.actor.kind === 'link'
	return [...Map.groupBy(items, ({ sequence }) => sequence)].map(([sequence, group]) => ({
		sequence,
		on: group[0]?.on ?? '',
		told: group.flatMap((item) => tell(item, standing)),
		mayTakeBack: may(scope.actor, 'contract.change') && (!isBound || group.every(({ byCustomer }) => byCustomer)),
	}))
}

const runs: string[] = ['active', 'paused', 'ending']

function tell(item: PlannedItem, standing: ContractStanding): ToldChange[] {
	switch (item.kind) {
		case 'step':
			return tellStep(item, lineOf(standing, item.after.lineId))
		case 'line': {
			const { description, states } = lineOf(standing, item.state.lineId) ?? {}
			return [{ kind: 'option_on', product: description ?? '', quantity: states?.[0]?.quantity ?? item.state.quantity }]
		}
		case 'line_end':
			return [{ kind: 'line_end', line: lineOf(standing, item.lineId)?.description ?? '', on: item.endsOn }]
		case 'contract_end':
			return item.renewal || item.endsOn === null
				? [{ kind: 'renew', endsOn: item.endsOn, months: null }]
				: [{ kind: 'co_terminate', endsOn: item.endsOn, contracts: 1 }]
		case 'discount': {
			const discount = standing.discounts.find(({ id }) => id === item.id)
			const span = { until: item.endsOn, periods: null }
			if (discount?.percent) return [{ kind: 'discount_percent', percent: discount.percent, ...span }]
			const amount = formatMajor(discount?.monthMinor ?? 0n, standing.currency)
			return [{ kind: 'discount_amount', amount, ...span }]
		}
		case 'discount_ends':
			return [{ kind: 'discount_end' }]
		case 'pause':
			return [{ kind: 'pause', until: item.endsOn }]
		case 'pause_ends':
			return [{ kind: 'resume' }]
	}
}

function lineOf(standing: ContractStanding, id: string): StandingLine | undefined {
	return standing.lines.find((line) => line.id === id)
}

function tellStep(
	{ fields, before, after }: Extract<PlannedItem, { kind: 'step' }>,
	line: StandingLine | undefined,
): ToldChange[] {
	const name = line?.description ?? ''
	const told: ToldChange[] = []
	if (fields.includes('quantity'))
		told.push({ kind: 'quantity', line: name, unit: line?.unit ?? '', from: before.quantity, to: after.quantity })
	if (fields.includes('unitPrice'))
		told.push({ kind: 'price', line: name, from: before.unitPrice, to: after.unitPrice })
	if (fields.includes('discountPercent'))
		told.push({ kind: 'line_discount', line: name, percent: after.discountPercent })
	return told
}

import type { Scope } from '../act.ts'
import { seenByActor } from '../contract/seen.ts'
import { reach } from '../permit.ts'
import type { ContractChange, LineItemChange } from './change.ts'
import { readPlannedItems } from './planned-items.ts'
import { readStanding, stateInUse } from './standing.ts'

/** What a line with a machine is called, in parts: some of them are not everybody's to see. */
export type NamedMachine = { description: string; model?: string | undefined; serialNumber?: string | undefined }

/** A line is called by its words and its machine. */
export const nameMachine = ({ description, model, serialNumber }: NamedMachine): string =>
	[description, model, serialNumber].filter(Boolean).join(' · ')

/** What a change says, for people: names instead of ids, and what was before. Quantities, prices and per cents as text. */
export type ToldChange =
	| { kind: 'quantity'; line: string; unit: string; from: string; to: string }
	| { kind: 'option_on'; product: string; quantity: string; machine?: NamedMachine }
	| { kind: 'option_off'; line: string }
	| { kind: 'plan'; line: string; plan: string }
	| { kind: 'price'; line: string; from: string; to: string }
	| { kind: 'line_discount'; line: string; percent: string }
	| { kind: 'discount_percent'; percent: string; until: string | null; periods: number | null }
	| { kind: 'discount_amount'; amount: string; until: string | null; periods: number | null }
	| { kind: 'discount_end' }
	| { kind: 'line_end'; line: string; on: string | null; machine?: NamedMachine }
	| { kind: 'take_back'; on: string | null }
	| { kind: 'pause'; until: string | null }
	| { kind: 'resume' }
	| { kind: 'cancel'; endsOn: string | null }
	| { kind: 'undo_cancel' }
	| { kind: 'renew'; endsOn: string | null; months: number | null }
	| { kind: 'co_terminate'; endsOn: string; contracts: number }

/** One entry a step, in the order of the change. Refuses `not_found` for a contract that the actor does not reach. */
export async function tellChange(
	scope: Scope,
	{ contractId, change }: { contractId: string; change: ContractChange },
): Promise<ToldChange[]> {
	const standing = await readStanding(scope, contractId)
	if (change.kind === 'co_terminate') return await tellTogether(scope, change)
	const steps = change.kind === 'several' ? change.changes : [change]
	const names = await readNames(scope, steps)
	const planned = change.kind === 'take_back' ? await readPlannedItems(scope, contractId) : []
	const today = scope.today.toString()
	const lineOf = (id: string) => {
		const line = standing.lines.find((one) => one.id === id)
		const state = line && (stateInUse(line, today) ?? line.states[0])
		return { name: line?.description ?? '', unit: line?.unit ?? '', productId: line?.productId ?? null, ...state }
	}
	return steps.flatMap((step) =>
		step.kind === 'take_back'
			? [{ kind: 'take_back' as const, on: planned.find(({ sequence }) => sequence === step.sequence)?.on ?? null }]
			: tellStep(step, lineOf, names),
	)
}

/** Whole contracts by their number, single lines each with its serial number, in the order of their contracts. */
async function tellTogether(scope: Scope, { endsOn, parts }: Together): Promise<ToldChange[]> {
	const { sql } = scope
	const whole = parts.filter(({ lineIds }) => lineIds === undefined)
	const lineIds = parts.flatMap((part) => part.lineIds ?? [])
	const lines = await sql<{ description: string; serialNumber: string }[]>`
		select line.description, coalesce(line.serial_number, '') as "serialNumber"
		from contract_line as line join contract on contract.id = line.contract_id
		where line.id = any(${lineIds}::uuid[]) and ${reach(scope).contract()} and ${seenByActor(scope)}
		order by contract.number, line.position`
	return [
		...(whole.length > 0 ? [{ kind: 'co_terminate' as const, endsOn, contracts: whole.length }] : []),
		...lines.map((machine) => ({
			...{ kind: 'line_end' as const, line: nameMachine(machine), on: endsOn },
			...(machine.serialNumber && { machine }),
		})),
	]
}

type Together = Extract<ContractChange, { kind: 'co_terminate' }>

type LineOf = (id: string) => {
	name: string
	unit: string
	productId: string | null
	quantity?: string
	unitPrice?: string
}
/** Of a plan also the product that it belongs to. */
type Names = Map<string, { name: string; productId: string; productName: string }>

function tellStep(
	step: Exclude<ContractChange, { kind: 'take_back' | 'co_terminate' }>,
	lineOf: LineOf,
	names: Names,
): ToldChange[] {
	switch (step.kind) {
		case 'quantity': {
			const { name, unit, quantity = '' } = lineOf(step.lineId)
			return [{ kind: 'quantity', line: name, unit, from: quantity, to: step.quantity }]
		}
		case 'option_on':
			return [{ kind: 'option_on', quantity: step.quantity, ...addedAs(step, names) }]
		case 'option_off':
			return [{ kind: 'option_off', line: lineOf(step.lineId).name }]
		case 'line_end':
			return [{ kind: 'line_end', line: lineOf(step.lineId).name, on: step.endsOn }]
		case 'plan':
			return [{ kind: 'plan', line: lineOf(step.lineId).name, plan: planOf(step, lineOf, names) }]
		case 'price': {
			const { name, unitPrice = '' } = lineOf(step.lineId)
			return [
				...(step.unitPrice ? [{ kind: 'price' as const, line: name, from: unitPrice, to: step.unitPrice }] : []),
				...(step.discountPercent
					? [{ kind: 'line_discount' as const, line: name, percent: step.discountPercent }]
					: []),
			]
		}
		case 'discount': {
			const { percent, amount, until = null, periods = null } = step
			if (percent) return [{ kind: 'discount_percent', percent, until, periods }]
			return [{ kind: 'discount_amount', amount: amount ?? '0', until, periods }]
		}
		case 'pause':
			return [{ kind: 'pause', until: step.until ?? null }]
		case 'cancel':
			return [{ kind: 'cancel', endsOn: step.endsOn ?? null }]
		case 'renew':
			return [{ kind: 'renew', endsOn: step.endsOn ?? null, months: step.termMonths ?? null }]
		case 'several':
			return step.changes.flatMap((one) => tellStep(one, lineOf, names))
		default:
			return [{ kind: step.kind }]
	}
}

/** In its own words and with its machine, where it has them. */
function addedAs(step: Extract<LineItemChange, { kind: 'option_on' }>, names: Names) {
	const { description = names.get(step.productId)?.name ?? '', model, serialNumber } = step
	const machine = { description, model, serialNumber }
	return { product: nameMachine(machine), ...((model || serialNumber) && { machine }) }
}

/** Another plan of the same product goes by its own name; of another product, by that one's too. */
function planOf({ lineId, planId }: { lineId: string; planId: string }, lineOf: LineOf, names: Names): string {
	const plan = names.get(planId)
	if (!plan) return ''
	return plan.productId === lineOf(lineId).productId ? plan.name : `${plan.productName} (${plan.name})`
}

/** Names of the products and plans that a change mentions. */
async function readNames(scope: Scope, steps: readonly (ContractChange | LineItemChange)[]): Promise<Names> {
	const ids = steps.flatMap((step) => {
		if (step.kind === 'option_on') return [step.productId]
		return step.kind === 'plan' ? [step.planId] : []
	})
	if (ids.length === 0) return new Map()
	const rows = await scope.sql<{ id: string; name: string; productId: string; productName: string }[]>`
		select id, name, id as "productId", name as "productName" from product where id = any(${ids}::uuid[])
		union all
		select plan.id, plan.name, product.id, product.name from plan join product on product.id = plan.product_id
		where plan.id = any(${ids}::uuid[])`
	return new Map(rows.map(({ id, ...named }) => [id, named]))
}

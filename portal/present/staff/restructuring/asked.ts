import { z } from 'zod'
import type { Scope } from '#core/act.ts'
import { readAsked } from '#core/list/asked.ts'
import { listFor } from '#core/list/own.ts'
import type { DeedKind } from '#core/restructuring/deed.ts'
import type { DraftRestructuring, SelectLines } from '#core/restructuring/draft.ts'
import { notFound } from '../../../problem.ts'
import { sayRestructuring as say } from '../../../words/staff-restructuring.ts'
import { queryIn } from '../list/open-list.ts'
import { kinds } from './kinds.ts'

const said = z.object({
	rows: z.array(z.uuid()).max(500),
	contracts: z.array(z.uuid()).max(500),
	all: z.literal('yes').optional(),
	query: z.string().max(4000),
	kind: z.enum(kinds).optional(),
})
export type Said = z.output<typeof said>

/** What somebody wants done with which lines, as the address or the form says it. Throws 404 for what nobody understands. */
export function readSaid(fields: URLSearchParams): Said {
	const parsed = said.safeParse({
		rows: [...new Set(fields.getAll('row'))],
		contracts: [...new Set(fields.getAll('contract'))],
		all: fields.get('all') ?? undefined,
		query: fields.get('query') ?? '',
		kind: fields.get('kind') || undefined,
	})
	if (!parsed.success) throw notFound()
	return parsed.data
}

/** The same for an address or a form. */
export function sayOn({ rows, contracts, all, query }: Said): [string, string][] {
	return [
		...rows.map((row): [string, string] => ['row', row]),
		...contracts.map((contract): [string, string] => ['contract', contract]),
		...(all ? [['all', all] as [string, string]] : []),
		...(query ? [['query', query] as [string, string]] : []),
	]
}

/** The lines that are meant. Refuses what `readAsked` refuses. */
export async function selectionOf(scope: Scope, { rows, contracts, all, query }: Said): Promise<SelectLines> {
	if (contracts.length > 0) return { contractIds: contracts }
	if (all) return { asked: readAsked(scope.actor, await listFor(scope, 'lines'), queryIn(new URLSearchParams(query))) }
	return { ids: rows }
}

const decimal = (text: string | undefined) =>
	(text ?? '').trim().replace(',', '.').replace('−', '-').replace(/[%\s]/g, '')

/** What is wrong with a form in a sentence, and at which field if it is one's. */
export type Wrong = { problem: string; field?: Told | 'name' }

type Told = 'on' | 'endsOn' | 'quantity' | 'percent' | 'amount' | 'plan' | 'target' | 'unitPrice'

/** The deed that a form asks for, or what is wrong with it. */
export function deedOf(kind: DeedKind, typed: Record<string, string>): DraftRestructuring['deed'] | Wrong {
	const fields: Record<DeedKind, Told[]> = {
		...{ end: ['endsOn'], co_terminate: ['endsOn'], quantity: ['on', 'quantity'], split: ['on'] },
		...{ price_percent: ['on', 'percent'], price_amount: ['on', 'amount'], product: ['on', 'plan'] },
		...{ move: ['on', 'target'], merge: ['on', 'target'] },
	}
	const missing = fields[kind].find((field) => !typed[field])
	if (missing) return missed(missing)
	for (const field of ['quantity', 'percent', 'amount', 'unitPrice'] as const) {
		const text = decimal(typed[field])
		const sign = field === 'percent' || field === 'amount' ? '-?' : ''
		if (typed[field] && !new RegExp(`^${sign}\\d{1,15}(\\.\\d{1,10})?$`).test(text))
			return { problem: say('restructuring.wrong'), field }
	}
	const on = typed.on ?? ''
	switch (kind) {
		case 'end':
		case 'co_terminate':
			return { kind, endsOn: typed.endsOn ?? '' }
		case 'quantity':
			return { kind, on, quantity: decimal(typed.quantity) }
		case 'price_percent':
			return { kind, on, percent: decimal(typed.percent), rounding: (typed.rounding || 'minor') as 'minor' }
		case 'price_amount':
			return { kind, on, amount: decimal(typed.amount) }
		case 'product':
			return { kind, on, planId: typed.plan ?? '', ...(typed.unitPrice && { unitPrice: decimal(typed.unitPrice) }) }
		case 'split':
			return { kind, on }
		default:
			return { kind, on, contractId: typed.target ?? '' }
	}
}

/** A field that has to be filled in and is not. */
export const missed = (field: Told | 'name'): Wrong => ({
	problem: say('restructuring.missing', { field: say(`restructuring.${field}`) }),
	field,
})

import { z } from 'zod'
import type { DispatchDebts, Dispatched } from '#core/collection/dispatch.ts'
import { isCurrency } from '#core/money.ts'
import { sayCollection as say } from '#portal/words/staff-collection.ts'

const picked = z.tuple([z.uuid(), z.string().refine(isCurrency), z.union([z.literal('-'), z.uuid()])])

/** A debt as a box on the page holds it, with who had it then. */
export const pickOf = (customerId: string, currency: string, collectorId: string | null) =>
	[customerId, currency, collectorId ?? '-'].join(' ')

/** The debts that were ticked; what is none is left out. */
export function debtsIn(values: readonly unknown[]): DispatchDebts['debts'] {
	return values.flatMap((value) => {
		const read = picked.safeParse(String(value).split(' '))
		if (!read.success) return []
		const [customerId, currency, seen] = read.data
		return [{ customerId, currency, seen: seen === '-' ? null : seen }]
	})
}

const names = ['dispatched', 'same', 'taken', 'settled'] as const
const count = z.coerce.number().int().min(0).max(1000).catch(0)

/** The address that tells what came of a press, with what the list was asked for. */
export function outcomeOf(given: Dispatched, asked: URLSearchParams): URLSearchParams {
	const query = new URLSearchParams([...asked].filter(([name]) => ['customer', 'which', 'days'].includes(name)))
	for (const name of names) if (given[name] > 0) query.set(name, String(given[name]))
	return query
}

export function outcomeIn(asked: Record<string, string>): string[] {
	return names.flatMap((name) => {
		const told = count.parse(asked[name] ?? 0)
		return told > 0 ? [say(`collection.outcome.${name}`, { count: told })] : []
	})
}

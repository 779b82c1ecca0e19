import type { Scope } from '../act.ts'
import { writeActiveContracts } from '../contract/activate.ts'
import type { CheckedContract } from '../contract/input.ts'
import { writeLineStates } from '../contract/write-lines.ts'
import { carryOwnValues } from '../own-field/carry-values.ts'
import { type Before, beforeOf } from './plan-undo.ts'
import type { WorkedContract } from './worked.ts'

export type BegunContract = { id: string; before: Before; startsOn: string }

/** Begins a contract with the terms of each that lines were split from, in force from the day they are on it. Set-based. */
export async function beginContracts(scope: Scope, parts: readonly WorkedContract[]): Promise<BegunContract[]> {
	const { sql } = scope
	const splits = parts.flatMap(({ standing, begins }) => (begins ? [{ standing, begins }] : []))
	if (splits.length === 0) return []
	const sources = splits.map(({ standing }) => standing.id)
	type Terms = Omit<CheckedContract, 'lines' | 'number' | 'startsOn'> & { id: string }
	const terms = await sql<Terms[]>`
		select id, customer_id as "customerId", title, owner_id as "ownerId", group_id as "groupId", type, currency,
			ends_on::text as "endsOn", anchor_on::text as "anchorOn", alignment, timing, prorate,
			payment_term_days as "paymentTermDays", notice_days as "noticeDays", renewal, term_months as "termMonths",
			purchase_order as "purchaseOrder", access, autopay
		from contract where id = any(${sources}::uuid[])`
	const termsOf = new Map(terms.map(({ id, ...own }) => [id, own]))
	const written = await writeActiveContracts(
		scope,
		splits.map(({ standing, begins }) => {
			const own = termsOf.get(standing.id)
			if (!own) throw new Error(`Contract ${standing.number} is gone`)
			return { ...own, startsOn: begins.effectiveOn, lines: begins.added }
		}),
	)
	const begun = written.map(({ id }, index) => ({ id, source: sources[index] ?? '' }))
	await sql`
		update contract set payment_method_id = source.payment_method_id, prices_fixed_through = source.prices_fixed_through,
			attributes = source.attributes
		from unnest(${begun.map(({ id }) => id)}::uuid[], ${begun.map(({ source }) => source)}::uuid[]) as begun (id, source_id)
			join contract as source on source.id = begun.source_id
		where contract.id = begun.id`
	await carryOwnValues(
		scope,
		'contract',
		begun.map(({ id, source }) => ({ from: source, to: id })),
	)
	await writeLater(scope, splits, begun)
	return splits.map(({ standing, begins }, index) => ({
		...{ id: begun[index]?.id ?? '', before: beforeOf(standing), startsOn: begins.effectiveOn },
	}))
}

/** What was planned for the lines where they come from. */
async function writeLater(
	scope: Scope,
	splits: readonly { begins: NonNullable<WorkedContract['begins']> }[],
	begun: readonly { id: string }[],
): Promise<void> {
	const lines = splits.flatMap(({ begins }, index) =>
		begins.added.filter(({ later }) => later?.length).map((line) => ({ line, contractId: begun[index]?.id ?? '' })),
	)
	if (lines.length === 0) return
	const rows = await scope.sql<{ id: string; contractId: string; movedFrom: string }[]>`
		select id, contract_id as "contractId", moved_from as "movedFrom" from contract_line
		where contract_id = any(${begun.map(({ id }) => id)}::uuid[])`
	const idOf = new Map(rows.map(({ id, contractId, movedFrom }) => [`${contractId} ${movedFrom}`, id]))
	await writeLineStates(
		scope,
		lines.flatMap(({ line, contractId }) =>
			(line.later ?? []).map((state) => ({
				...{ ...state, contractLineId: idOf.get(`${contractId} ${line.movedFrom}`) ?? '', contractId },
				...{ sequence: 1, startsOn: line.startsOn },
			})),
		),
	)
}

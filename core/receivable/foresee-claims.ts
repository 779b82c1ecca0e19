import type { Scope } from '../act.ts'
import { type Day, dayOf, formatDay, readDay } from '../calendar.ts'
import { foreseen, horizonYears, invoicesThrough } from '../contract/preview.ts'
import { type Billable, readSchedules } from '../invoice/read-schedules.ts'
import { refuse } from '../refusal.ts'
import { type AgreedRow, agreedColumns, agreedOn, termsOf } from './agreed-terms.ts'
import type { ContractClaim } from './read-claims.ts'

/** What a contract will be invoiced. Minor units. */
export type ForeseenClaims = {
	/** Through the day that was asked for, less what comes as a credit. */
	claims: ContractClaim[]
	/** After it: instalments and what is sold once. What recurs is not among it, which ends with the contract. */
	afterMinor: bigint
}

/** A day given as ISO as of which something is to be paid. Refuses `input.invalid` for what is none, or lies further ahead than is foreseen. */
export function readPayDay({ today }: Pick<Scope, 'today'>, on: string): Temporal.PlainDate {
	if (readDay(on) === undefined) refuse('input.invalid', { field: 'on', problem: 'must be a day like 2026-03-31' })
	const last = lastPayDay(today)
	if (on > last) refuse('input.invalid', { field: 'on', problem: `must be no later than ${last}` })
	return Temporal.PlainDate.from(on)
}

/** The last day for which it can be told, ISO. */
export function lastPayDay(today: Temporal.PlainDate): string {
	return today.add({ years: horizonYears }).toString()
}

const inForce: readonly string[] = ['active', 'paused', 'ending']

/**
 * What contracts will be invoiced through a day, today or to come, by the functions that bill them, with the renewals that
 * come by themselves. Today nothing: what is late to be invoiced stands in what comes after. For verbs that have asked whether they may.
 */
export async function foreseeClaims(
	scope: Scope,
	contractIds: readonly string[],
	on: Temporal.PlainDate,
): Promise<Map<string, ForeseenClaims>> {
	const today = dayOf(scope.today)
	const day = dayOf(on)
	const told = new Map<string, ForeseenClaims>(contractIds.map((id) => [id, { claims: [], afterMinor: 0n }]))
	const coming: Coming[] = []
	for (const billable of await readSchedules(scope, contractIds, today)) {
		const { id, state, paymentTermDays } = billable.contract
		const own = told.get(id)
		if (!own || !inForce.includes(state)) continue
		if (day > today)
			for (const invoice of await invoicesThrough(scope, foreseen(scope, billable, day).renewed, day)) {
				const issuedOn = Math.max(dayOf(invoice.on), today)
				const due = invoice.dueOn ? dayOf(invoice.dueOn) : issuedOn + paymentTermDays
				if (invoice.totalMinor !== 0n) coming.push({ contractId: id, issuedOn, due, amountMinor: invoice.totalMinor })
			}
		own.afterMinor = await restAfter(scope, billable, day > today ? day : Number.NEGATIVE_INFINITY)
	}
	for (const [place, agreed] of (await readAgreed(scope, coming)).entries()) {
		const { contractId, issuedOn, due, amountMinor } = coming[place] as Coming
		told.get(contractId)?.claims.push({
			...{ invoiceId: `coming ${place}`, number: '', due, amountMinor, issuedOn, payments: [] },
			terms: amountMinor > 0n ? termsOf(agreed) : null,
			...{ billed: agreed.billed ?? false, isPenalty: false, isVoid: false, isComing: true },
		})
	}
	return told
}

type Coming = { contractId: string; issuedOn: Day; due: Day; amountMinor: bigint }

/** Instalments and what is sold once that will be invoiced after a day. */
async function restAfter(scope: Scope, billable: Billable, day: Day): Promise<bigint> {
	const lines = billable.schedule.lines.filter(({ interval, instalments }) => interval === null || instalments)
	if (lines.length === 0) return 0n
	const horizon = dayOf(scope.today.add({ years: horizonYears }))
	const once = { ...billable, schedule: { ...billable.schedule, lines } }
	const invoices = await invoicesThrough(scope, once, horizon)
	return invoices.reduce((sum, { on, totalMinor }) => (dayOf(on) > day ? sum + totalMinor : sum), 0n)
}

async function readAgreed(scope: Scope, coming: readonly Coming[]): Promise<AgreedRow[]> {
	if (coming.length === 0) return []
	const { sql } = scope
	const days = coming.map(({ due }) => formatDay(due))
	return await sql<AgreedRow[]>`
		select ${agreedColumns(scope)}
		from unnest(${coming.map(({ contractId }) => contractId)}::uuid[], ${days}::date[]) with ordinality as asked (contract_id, due_on, place)
			join contract on contract.id = asked.contract_id left join lateral ${agreedOn(scope, sql`asked.due_on`)} as agreed on true
		order by asked.place`
}

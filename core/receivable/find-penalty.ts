import type { Scope } from '../act.ts'
import { dayOf, formatDay } from '../calendar.ts'
import { seenByActor } from '../contract/seen.ts'
import { dayInput } from '../day-input.ts'
import { formatDecimal } from '../decimal.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { accrue } from './accrue-penalty.ts'
import { type ContractClaim, readClaims, readWaivers } from './read-claims.ts'
import { readPaidPenalty } from './read-paid-penalty.ts'
import { waive } from './waive-penalty.ts'

/** Days of one principal, the first and the last of them, ISO. Minor units. */
export type ToldSpan = { from: string; through: string; days: number; principalMinor: bigint }

/** An invoice with its penalty interest. Minor units; days are ISO. `dueMinor` = accrued - waived - paid. */
export type PenaltyClaim = {
	invoiceId: string
	number: string
	dueOn: string
	amountMinor: bigint
	openMinor: bigint
	daysPastDue: number
	dailyRatePercent: string
	graceDays: number
	chargeGrace: boolean
	spans: ToldSpan[]
	accruedMinor: bigint
	waivedMinor: bigint
	paidMinor: bigint
	dueMinor: bigint
}

export type PenaltyTotals = { accruedMinor: bigint; waivedMinor: bigint; paidMinor: bigint; dueMinor: bigint }

export type ContractPenalty = PenaltyTotals & {
	contract: { id: string; number: string; title: string; customerId: string }
	currency: string
	/** The day as of which it is told, ISO. */
	on: string
	/** Whether anything is agreed for what was ever due. */
	agreed: boolean
	/** Those that bear or bore penalty interest, the oldest due first. */
	claims: PenaltyClaim[]
	/** Open of all issued invoices, due or not. */
	openMinor: bigint
	/** What settles everything that day: what is open and the penalty interest. */
	payOffMinor: bigint
	/** What somebody is asked to waive, and has not decided yet. */
	askedMinor: bigint | null
}

/**
 * The penalty interest of a contract as of a day, that day included, and what would settle all that is invoiced then; of a day to come,
 * if nothing is paid until then. Refuses `not_found`, `input.invalid` for a day that is none.
 */
export async function findPenalty(
	scope: Scope,
	{ contractId, on }: { contractId: string; on?: string | undefined },
): Promise<ContractPenalty> {
	permit(scope, 'invoice.read')
	const { sql } = scope
	const day = on === undefined || on === '' ? scope.today : readDay(on)
	const [found] = await sql<Pick<ContractPenalty, 'contract' | 'currency' | 'askedMinor'>[]>`
		select jsonb_build_object('id', contract.id, 'number', number, 'title', title, 'customerId', customer_id) as contract, currency, (
				select amount_minor from approval_request
				where subject_kind = 'penalty_waiver' and approval_request.contract_id = contract.id and state = 'waiting'
			) as "askedMinor"
		from contract where id = ${contractId} and ${reach(scope).contract()} and ${seenByActor(scope)}`
	if (!found) return refuse('not_found', { noun: 'contract' })
	const told = (await tellPenalties(scope, [contractId], day)).get(contractId)
	if (!told) throw new Error('The contract has no claims')
	return { ...found, on: day.toString(), ...told }
}

/** What is owed of a contract's penalty interest today, in minor units; null where the company asks none. */
export async function findPenaltyOwed(scope: Scope, { contractId }: { contractId: string }): Promise<bigint | null> {
	permit(scope, 'invoice.read')
	const [agreed] = await scope.sql`
		select from contract where id = ${contractId} and ${reach(scope).contract()} and exists (select from penalty_terms)`
	if (!agreed) return null
	return (await tellPenalties(scope, [contractId], scope.today)).get(contractId)?.dueMinor ?? null
}

/** The same of many contracts at once, for verbs that have asked whether they may. */
export async function tellPenalties(
	scope: Pick<Scope, 'sql'>,
	contractIds: readonly string[],
	day: Temporal.PlainDate,
): Promise<Map<string, Omit<ContractPenalty, 'contract' | 'currency' | 'on' | 'askedMinor'>>> {
	const claims = await readClaims(scope, contractIds)
	const waivers = await readWaivers(scope, contractIds, day)
	const paid = await readPaidPenalty(scope, contractIds, day)
	return new Map(
		contractIds.map((id) => [id, tell(claims.get(id) ?? [], waivers.get(id) ?? [], paid.get(id) ?? 0n, dayOf(day))]),
	)
}

const nothing = { dailyRatePercent: { digits: 0n, scale: 0 }, graceDays: 0, chargeGrace: false }

function tell(all: readonly ContractClaim[], waivers: Parameters<typeof waive>[1], allPaidMinor: bigint, on: number) {
	const waived = waive(
		all.map((claim) => ({
			accruedAt: (day: number) => accrue(claim.terms ?? nothing, claimOf(claim), claim.payments, day).accruedMinor,
		})),
		waivers,
		on,
	)
	const claims: PenaltyClaim[] = []
	const totals = { accruedMinor: 0n, waivedMinor: 0n, paidMinor: 0n, dueMinor: 0n, openMinor: 0n }
	// What was paid beyond what is owed, because a receipt turned out to have come before, serves what accrues later.
	let left = allPaidMinor
	for (const [place, claim] of all.entries()) {
		const terms = claim.terms ?? nothing
		const accrued = accrue(terms, claimOf(claim), claim.payments, on)
		const waivedMinor = waived[place] ?? 0n
		const owed = accrued.accruedMinor - waivedMinor
		const paidMinor = owed < left ? owed : left
		left -= paidMinor
		const dueMinor = owed - paidMinor
		totals.openMinor += accrued.openMinor
		totals.accruedMinor += accrued.accruedMinor
		totals.waivedMinor += waivedMinor
		totals.paidMinor += paidMinor
		totals.dueMinor += dueMinor
		if (accrued.spans.length === 0 || terms.dailyRatePercent.digits === 0n) continue
		claims.push({
			...{
				invoiceId: claim.invoiceId,
				number: claim.number,
				dueOn: formatDay(claim.due),
				amountMinor: claim.amountMinor,
			},
			...{ openMinor: accrued.openMinor, daysPastDue: accrued.daysPastDue, accruedMinor: accrued.accruedMinor },
			...{ waivedMinor, paidMinor, dueMinor, graceDays: terms.graceDays, chargeGrace: terms.chargeGrace },
			dailyRatePercent: formatDecimal(terms.dailyRatePercent),
			spans: accrued.spans.map(({ from, to, principalMinor }) => ({
				...{ from: formatDay(from + 1), through: formatDay(to), days: to - from, principalMinor },
			})),
		})
	}
	const agreed = all.some(({ terms }) => terms !== null && terms.dailyRatePercent.digits > 0n)
	return { ...totals, agreed, claims, payOffMinor: totals.openMinor + totals.dueMinor }
}

const claimOf = ({ due, amountMinor }: ContractClaim) => ({ due, amountMinor })

function readDay(text: string): Temporal.PlainDate {
	if (!dayInput.safeParse(text).success)
		refuse('input.invalid', { field: 'on', problem: 'must be a day like 2026-03-31' })
	return Temporal.PlainDate.from(text)
}

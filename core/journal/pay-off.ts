import type { Scope } from '../act.ts'
import { formatDay } from '../calendar.ts'
import { seenByActor } from '../contract/seen.ts'
import { type FoundPlan, readPlans } from '../receivable/find-plans.ts'
import { foreseeClaims } from '../receivable/foresee-claims.ts'
import type { PenaltyTotals } from '../receivable/reckon-penalty.ts'
import { sumPenalties } from '../receivable/sum-penalties.ts'
import type { StatementContract } from './statement.ts'

/** An invoice that will be issued on a day to come, ISO. Minor units; less than zero: a credit. */
export type ComingItem = { on: string; dueOn: string; minor: bigint; contract: StatementContract }

/** What stands beside an account in its currency. Minor units. */
export type Beside = {
	/** Penalty interest as of the day of the pay-off, beside what is posted; null where nothing is agreed. */
	penalty: PenaltyTotals | null
	/** What will be invoiced through that day, where it is to come. */
	coming: ComingItem[]
	comingMinor: bigint
	/** What of instalments and what is sold once will be invoiced after it; null of a day that is over. */
	afterMinor: bigint | null
	/** As agreed now, received and open on the day of the account. */
	plans: (FoundPlan & { contract: StatementContract })[]
}

type Question = {
	customerId: string
	contractId: string | null
	/** The day of the account, today or before, and the day of the pay-off: the same, or one to come. */
	on: Temporal.PlainDate
	payOffOn: Temporal.PlainDate
}

/** By currency. For verbs that have asked whether the customer may be told of. */
export async function readBeside(scope: Scope, question: Question): Promise<(currency: string) => Beside> {
	const { sql, today } = scope
	const { customerId, contractId, on, payOffOn } = question
	const contracts = await sql<(StatementContract & { currency: string })[]>`
		select id, number, title, currency from contract
		where customer_id = ${customerId} and direction = 'receivable' and ${seenByActor(scope)}
			${contractId ? sql`and id = ${contractId}` : sql``}
		order by number`
	const ids = contracts.map(({ id }) => id)
	const isOver = Temporal.PlainDate.compare(payOffOn, today) < 0
	const coming = isOver ? undefined : await foreseeClaims(scope, ids, payOffOn)
	const penalties = await sumPenalties(scope, { customerId, contractId, on: payOffOn, coming })
	const plans = await readPlans(scope, ids, on)
	return (currency) => {
		const own = contracts.filter((contract) => contract.currency === currency)
		const items = own.flatMap(({ currency: _, ...contract }) =>
			(coming?.get(contract.id)?.claims ?? []).map(({ issuedOn, due, amountMinor }) => ({
				...{ on: formatDay(issuedOn), dueOn: formatDay(due), minor: amountMinor, contract },
			})),
		)
		return {
			penalty: penalties.get(currency) ?? null,
			coming: items.sort((one, two) => (one.on < two.on ? -1 : Number(one.on > two.on))),
			comingMinor: items.reduce((sum, { minor }) => sum + minor, 0n),
			afterMinor: coming ? own.reduce((sum, { id }) => sum + (coming.get(id)?.afterMinor ?? 0n), 0n) : null,
			plans: own.flatMap(({ currency: _, ...contract }) =>
				plans.filter((plan) => plan.contractId === contract.id).map((plan) => ({ ...plan, contract })),
			),
		}
	}
}

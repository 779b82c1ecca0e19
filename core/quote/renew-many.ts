import type { Fragment } from 'postgres'
import type { Scope } from '../act.ts'
import { termEnd } from '../contract/term.ts'
import { parseDecimal } from '../decimal.ts'
import { monthlyRate } from '../movement/rate.ts'
import { permit } from '../permit.ts'
import { newPrice } from '../price-update/rule.ts'
import { refuse } from '../refusal.ts'
import { offerRenewal } from './offer-renewal.ts'
import { findRenewalsAsked } from './renewals-asked.ts'
import { type Renewing, readRenewing, recursAtEnd, stateAtEnd } from './renewing.ts'

/** The same for many: on what terms each is offered another term. */
export type RenewMany = {
	contractIds: readonly string[]
	/** Put on the price of each line, below zero for less: per cent as exact decimal text. */
	percent: string
}

/** Days are ISO dates; amounts a month in minor units, after the discounts of lines and before those of the contract. */
export type RenewalTerms = {
	contractId: string
	number: string
	customer: string
	currency: string
	startsOn: string
	endsOn: string
	nowMinor: bigint
	thenMinor: bigint
	/** With nobody to write to it waits as a draft, where a workflow says so for somebody's word. */
	becomes: 'sent' | 'asked' | 'draft'
}

/** What a quote of each contract would offer. It only reads. */
export async function previewRenewals(scope: Scope, { contractIds, percent }: RenewMany): Promise<RenewalTerms[]> {
	permit(scope, 'quote.write')
	const contracts = await readRenewing(scope, contractIds)
	const offered = contracts.map((contract) => ({ ...atPercent(contract, percent), ...nextTerm(contract) }))
	const asked = await findRenewalsAsked(scope, offered)
	return contracts.map((contract) => {
		const { id: contractId, number, customer, currency, reachable } = contract
		return {
			...{ contractId, number, customer, currency, ...nextTerm(contract) },
			nowMinor: monthly(contract),
			thenMinor: monthly(atPercent(contract, percent)),
			becomes: reachable ? (asked.has(contractId) ? 'asked' : 'sent') : 'draft',
		}
	})
}

/**
 * Makes and sends the quotes, all or none. Refuses `changed_meanwhile` where one of them has got a quote or another state in
 * between, and what `writeQuote` refuses.
 */
export async function renewMany(scope: Scope, { contractIds, percent }: RenewMany): Promise<void> {
	permit(scope, 'quote.write')
	const { sql } = scope
	const ids = [...contractIds].sort()
	await sql`select from contract where id = any(${ids}::uuid[]) order by id for update`
	// What makes quotes by itself notes it here first, and waits for whoever is before it.
	await sql`
		insert into renewal_notice (contract_id, ends_on, kind, days, told_on)
		select id, ends_on, 'quote', 0, ${scope.today} from contract where id = any(${ids}::uuid[]) and ends_on is not null
		order by id on conflict do nothing`
	const [other] = await sql`select from contract where id = any(${ids}::uuid[]) and ${whyNotRenewed(scope)} is not null`
	if (other) refuse('changed_meanwhile', { noun: 'list' })
	for (const contract of await readRenewing(scope, ids)) await offerRenewal(scope, atPercent(contract, percent))
}

/** Over the columns of `contract`: why it gets no quote for another term, or null. */
export function whyNotRenewed(scope: Scope): Fragment {
	const { sql, today } = scope
	return sql`case
		when contract.state in ('closed', 'filed', 'expired', 'void') or contract.ends_on < ${today} then 'over'
		when contract.state = 'ending' then 'leaves'
		when contract.state not in ('active', 'paused') then 'not_in_force'
		when contract.renewal = 'tacit' then 'renews'
		when contract.ends_on is null then 'no_end'
		when exists (select from quote where for_contract_id = contract.id and purpose = 'renewal' and quote.starts_on > contract.ends_on
			and (state in ('draft', 'accepted') or state = 'sent' and valid_until >= ${today})) then 'quoted'
		when not exists (select from contract_line as line ${stateAtEnd(scope)}
			where line.contract_id = contract.id and ${recursAtEnd(scope)}) then 'nothing_recurs' end`
}

function nextTerm({ startsOn, endsOn, termMonths }: Renewing): { startsOn: string; endsOn: string } {
	const [first, last] = [Temporal.PlainDate.from(startsOn), Temporal.PlainDate.from(endsOn)]
	return {
		startsOn: last.add({ days: 1 }).toString(),
		endsOn: termEnd({ startsOn: first, endsOn: last, months: termMonths ?? 12 }, 1).toString(),
	}
}

function atPercent(contract: Renewing, percent: string): Renewing {
	if (Number(percent) === 0) return contract
	const raised = (price: string) => newPrice(price, { percent, rounding: 'minor' }, contract.currency)
	return { ...contract, lines: contract.lines.map((line) => ({ ...line, unitPrice: raised(line.unitPrice) })) }
}

function monthly({ lines, currency }: Renewing): bigint {
	return lines.reduce((sum, { interval, quantity, unitPrice, discountPercent }) => {
		const price = {
			quantity: parseDecimal(quantity),
			unitPrice: parseDecimal(unitPrice),
			discountPercent: parseDecimal(discountPercent),
		}
		return sum + monthlyRate(price, interval, currency)
	}, 0n)
}

import type { Scope } from '../act.ts'
import type { Language } from '../company/read.ts'
import { permit, reach } from '../permit.ts'
import { lineRead } from '../product/said.ts'
import { refuse } from '../refusal.ts'
import { permitConfirmed } from '../sign-in/confirm.ts'
import { priceRule, termsIn } from './rule.ts'

/** New prices that a contract has before it: which lines, from when, and what the company says of them. */
export type ComingPrices = {
	priceUpdateId: string
	currency: string
	message: string
	lines: { description: string; before: string; after: string; on: string }[]
	/** What the contract's lines bring a month before and after, before tax. */
	monthBeforeMinor: bigint
	monthAfterMinor: bigint
	accepted: boolean
}

/** The latest update whose new prices are planned for a contract and have not begun; null for none. */
export async function findComingPrices(
	scope: Scope,
	{ contractId, priceUpdateId, language }: { contractId: string; priceUpdateId?: string; language?: Language },
): Promise<ComingPrices | null> {
	permit(scope, 'contract.read')
	const { sql, today } = scope
	const [head] = await sql<(Omit<ComingPrices, 'message'> & { rule: unknown; country: string })[]>`
		select price_update.id as "priceUpdateId", contract.currency, rule, party.country, bool_and(answer is not null) as accepted,
			sum(month_before_minor)::bigint as "monthBeforeMinor", sum(month_after_minor)::bigint as "monthAfterMinor",
			jsonb_agg(jsonb_build_object('description', ${lineRead(scope, sql`contract_line.description`)}, 'before', trim_scale(unit_price_before)::text,
				'after', trim_scale(unit_price_after)::text, 'on', effective_on) order by effective_on, contract_line.position) as lines
		from price_update join price_update_line as line on price_update_id = price_update.id
			join contract on contract.id = line.contract_id join customer on customer.id = contract.customer_id
			join billing_party as party on party.id = customer.billing_party_id
			join contract_line on contract_line.id = line.contract_line_id
			left join product on product.id = contract_line.product_id
		where line.contract_id = ${contractId} and ${reach(scope).contract()} and line.sequence is not null and taken_back_by is null
			and excluded is null and effective_on > ${today} and contract.state in ('active', 'paused')
			${priceUpdateId ? sql`and price_update.id = ${priceUpdateId}` : sql``}
		group by price_update.id, contract.currency, party.country order by price_update.id desc limit 1`
	if (!head) return null
	const { rule, country, ...coming } = head
	return { ...coming, message: termsIn(priceRule.parse(rule), country, language).message }
}

/** The customer agrees to new prices before they begin. Refuses `not_found`, `link.code_needed`. */
export async function acceptPrices(
	scope: Scope,
	{ contractId, priceUpdateId, proof }: { contractId: string; priceUpdateId: string; proof?: string | undefined },
): Promise<void> {
	await permitConfirmed(scope, 'contract.change', proof)
	const { sql, actor } = scope
	const coming = await findComingPrices(scope, { contractId, priceUpdateId })
	if (!coming) refuse('not_found', { noun: 'price_update' })
	await sql`
		update price_update_line set answer = 'accepted', answered_at = ${scope.now},
			answered_by = ${actor.kind === 'contact' ? actor.contactId : null}
		where price_update_id = ${priceUpdateId} and contract_id = ${contractId} and answer is null and sequence is not null`
}

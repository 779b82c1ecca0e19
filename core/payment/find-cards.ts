import type { Scope } from '../act.ts'
import { findOutstanding, type Outstanding } from '../dunning/charge-again.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'

export type KeptCard = {
	id: string
	brand: string
	last4: string
	expiryMonth: number
	expiryYear: number
	/** Good for another month at most, or no longer. */
	ends: 'soon' | 'past' | null
	savedOn: string
	/** Contracts that are paid with it by themselves. */
	contracts: CardContract[]
}

export type CardContract = { id: string; number: string; title: string; currency: string }

export type Cards = {
	customer: { id: string; name: string }
	cards: KeptCard[]
	/** Contracts in force that the actor reaches, with the card that pays them by itself. */
	contracts: (CardContract & { autopay: boolean; cardId: string | null })[]
	/** What a card given to one of these contracts would be charged at once. */
	outstanding: Outstanding[]
}

/**
 * A customer's kept cards and how each contract in force is paid. A link to one contract sees that contract, and the
 * cards only where it may choose one for it. Refuses not_found.
 */
export async function findCards(scope: Scope, { customerId }: { customerId: string }): Promise<Cards> {
	permit(scope, 'customer.read')
	const { sql, today, company } = scope
	const [customer] = await sql<{ id: string; name: string }[]>`
		select id, name from customer where id = ${customerId} and ${reach(scope).customer()}`
	if (!customer) return refuse('not_found', { noun: 'customer' })
	const contracts = await sql<Cards['contracts']>`
		select id, number, title, currency, autopay, case when autopay then payment_method_id end as "cardId" from contract
		where customer_id = ${customerId} and state in ('active', 'paused', 'ending') and ${reach(scope).contract()}
		order by number limit 500`
	const cards = await sql<Omit<KeptCard, 'contracts'>[]>`
		select id, brand, last4, expiry_month as "expiryMonth", expiry_year as "expiryYear",
			case when good_through < ${today} then 'past' when (good_through - interval '1 month')::date <= ${today} then 'soon' end as ends,
			(saved_at at time zone ${company.timeZone})::date::text as "savedOn"
		from (
			select *, (make_date(expiry_year, expiry_month, 1) + interval '1 month')::date - 1 as good_through
			from payment_method where customer_id = ${customerId} and removed_at is null
		) as card
		order by id`
	return {
		customer,
		contracts: [...contracts],
		cards: cards.map((card) => ({
			...card,
			contracts: contracts.filter((contract) => contract.cardId === card.id),
		})),
		outstanding: await findOutstanding(
			scope,
			contracts.map((contract) => contract.id),
		),
	}
}

export type ContractCards = Omit<Cards, 'contracts' | 'outstanding'> & {
	contract: Cards['contracts'][number]
	/** `onlyWith`: charged at once only with the card that the other contracts on it are paid with. */
	outstanding: (Outstanding & { onlyWith: string | null })[]
}

/** The same for one contract, as its own page needs it. Refuses not_found, also for one that is not in force. */
export async function findContractCards(scope: Scope, { contractId }: { contractId: string }): Promise<ContractCards> {
	permit(scope, 'contract.read')
	const [owner] = await scope.sql<{ customerId: string }[]>`
		select customer_id as "customerId" from contract where id = ${contractId} and ${reach(scope).contract()}`
	if (!owner) return refuse('not_found', { noun: 'contract' })
	const { contracts, outstanding: _, ...found } = await findCards(scope, owner)
	const contract = contracts.find((one) => one.id === contractId)
	if (!contract) return refuse('not_found', { noun: 'contract' })
	const outstanding = new Map<string, ContractCards['outstanding'][number]>()
	for (const cardId of [null, ...found.cards.map((card) => card.id)])
		for (const one of await findOutstanding(scope, [contractId], cardId))
			if (!outstanding.has(one.invoiceId)) outstanding.set(one.invoiceId, { ...one, onlyWith: cardId })
	return { ...found, contract, outstanding: [...outstanding.values()] }
}

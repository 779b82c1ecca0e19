import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { queueEffects } from '../outbox/queue.ts'
import { permit } from '../permit.ts'

type Warned = {
	id: string
	customerId: string
	kind: 'expiring' | 'expired'
	brand: string
	last4: string
	month: string
}

/**
 * Warns of cards that contracts are paid with: a month before the last day on which they are good, and once that has
 * passed; each once for an expiry month, so that a renewed card is warned of anew. Answers how many.
 */
export async function warnOfCards(scope: Scope): Promise<number> {
	permit(scope, 'payment.confirm')
	const warned = await write(scope)
	await emit(
		scope,
		...warned.map(({ id, customerId, kind, brand, last4, month }) => ({
			kind: kind === 'expired' ? ('payment_method.expired' as const) : ('payment_method.expiring' as const),
			subject: { kind: 'payment_method', id },
			customerId,
			facts: { brand, last4, month },
		})),
	)
	await queueEffects(
		scope,
		warned.map(({ id, kind, month }) => ({
			kind: 'mail' as const,
			key: `card-${kind}:${id}:${month}`,
			payload: { letter: 'card-expiring', paymentMethodId: id },
		})),
	)
	return warned.length
}

async function write({ sql, today }: Scope): Promise<Warned[]> {
	return await sql<Warned[]>`
		with used as (
			select card.*, (make_date(expiry_year, expiry_month, 1) + interval '1 month')::date - 1 as good_through
			from payment_method as card
			where removed_at is null and exists (
				select from contract where payment_method_id = card.id and autopay and state in ('active', 'paused', 'ending')
			)
		), warned as (
			insert into card_warning (payment_method_id, kind, expiry_year, expiry_month, warned_on)
			select id, case when good_through < ${today} then 'expired' else 'expiring' end, expiry_year, expiry_month, ${today}
			from used where (good_through - interval '1 month')::date <= ${today} order by id
			on conflict do nothing returning payment_method_id, kind
		)
		select used.id, used.customer_id as "customerId", warned.kind, brand, last4,
			to_char(make_date(expiry_year, expiry_month, 1), 'YYYY-MM') as month
		from warned join used on used.id = warned.payment_method_id order by used.id`
}

import type { Scope } from '../act.ts'
import { type EventKind, emit } from '../event.ts'
import { giveUpCommand } from '../telematics/send.ts'
import type { Effect } from './queue.ts'

type GivenUp = Omit<Effect, 'key'> & { id: string; key: string }

/** Stops trying to deliver an effect and says so, where people look: on the timeline of whom it concerns. */
export async function giveUpEffect(scope: Scope, input: { id: string; reason: string }): Promise<void> {
	const [effect] = await scope.sql<GivenUp[]>`
		update outbox set gave_up_at = ${scope.now}, leased_until = null, last_error = ${input.reason},
			payload = payload - 'secrets'
		where id = ${input.id} and delivered_at is null and gave_up_at is null
		returning id, kind, key, payload`
	if (!effect) return
	// Its request says what became of it, with an event of its own.
	if (effect.kind === 'telematics')
		return await giveUpCommand(scope, { id: String(effect.payload.commandId), reason: input.reason })
	const concerned = await findConcerned(scope, effect.payload)
	await emit(scope, {
		kind: givenUp[effect.kind],
		subject: { kind: 'effect', id: effect.id },
		customerId: concerned?.customerId ?? null,
		contractId: concerned?.contractId ?? null,
		facts: { key: effect.key, error: input.reason, reason: 'processing_error' },
	})
}

const givenUp: Record<Exclude<Effect['kind'], 'telematics'>, EventKind> = {
	mail: 'mail.gave_up',
	card_charge: 'payment.failed',
	card_refund: 'payment.refund_failed',
	card_detach: 'payment_method.kept_there',
	chat: 'chat.gave_up',
	chat_card: 'chat.gave_up',
	chat_home: 'chat.gave_up',
	chat_picture: 'chat.gave_up',
	alert: 'mail.gave_up',
	mention: 'mail.gave_up',
}

async function findConcerned({ sql }: Scope, payload: Record<string, unknown>) {
	const id = (name: string) => (typeof payload[name] === 'string' ? payload[name] : null)
	const [concerned] = await sql<{ customerId: string; contractId: string | null }[]>`
		select customer_id as "customerId", contract_id as "contractId" from invoice where id = ${id('invoiceId')}::uuid
		union all select customer_id, null from payment where id = ${id('paymentId')}::uuid
		union all select customer_id, null from payment_method where id = ${id('paymentMethodId')}::uuid
		union all select customer_id, id from contract where id = ${id('contractId')}::uuid
		union all select payment.customer_id, null from refund join payment on payment.id = payment_id where refund.id = ${id('refundId')}::uuid
		limit 1`
	return concerned
}

import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { lockContract } from './lock.ts'

/** Lets a contract charge its invoices to a kept card of its customer, or (null) no longer. Refuses `not_found`. */
export async function payByCard(
	scope: Scope,
	input: { id: string; paymentMethodId: string | null },
): Promise<{ id: string }> {
	permit(scope, 'payment.confirm')
	const contract = await lockContract(scope, input.id)
	if (input.paymentMethodId) {
		const [card] = await scope.sql`
			select from payment_method
			where id = ${input.paymentMethodId} and customer_id = ${contract.customerId} and removed_at is null`
		if (!card) refuse('not_found', { noun: 'payment_method' })
	}
	await scope.sql`
		update contract set autopay = ${input.paymentMethodId !== null}, payment_method_id = ${input.paymentMethodId},
			version = version + 1, updated_at = ${scope.now}
		where id = ${contract.id}`
	await emit(scope, {
		kind: 'contract.updated',
		subject: { kind: 'contract', id: contract.id },
		customerId: contract.customerId,
		contractId: contract.id,
		facts: { autopay: input.paymentMethodId !== null },
	})
	return { id: contract.id }
}

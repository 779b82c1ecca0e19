import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { type Refund, refundColumns } from './record-refund.ts'

/** One refund. Refuses not_found. */
export async function findRefund(scope: Scope, input: { id: string }): Promise<Refund> {
	permit(scope, 'payment.confirm')
	const [refund] = await scope.sql<Refund[]>`select ${refundColumns(scope)} from refund where id = ${input.id}`
	return refund ?? refuse('not_found', { noun: 'refund' })
}

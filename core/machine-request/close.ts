import type { Scope } from '../act.ts'
import type { Ended } from '../approval/subject.ts'
import { emit, nameActor } from '../event.ts'
import { type LockedMachineRequest, lockMachineRequest } from './lock.ts'

/** What an approval that is over does to what it was about; in the transaction that ends it. */
export async function endAsked(scope: Scope, id: string, end: Ended, note: string): Promise<void> {
	const request = await lockMachineRequest(scope, id)
	if (request.state !== 'asked') return
	await closeMachineRequest(scope, request, { to: end === 'outdated' ? 'failed' : end, note })
}

/** Ends a request that came to nothing. */
export async function closeMachineRequest(
	scope: Scope,
	{ id, kind, customerId, contractId, askedBy, machines }: LockedMachineRequest,
	{ to, note }: { to: 'rejected' | 'withdrawn' | 'failed'; note: string },
): Promise<void> {
	await scope.sql`
		update machine_request set state = ${to}, ended_at = ${scope.now}, ended_by = ${nameActor(scope.actor)},
			ended_note = ${note.trim().slice(0, 500)} where id = ${id}`
	await emit(scope, {
		kind: `machine_request.${to}`,
		subject: { kind: 'machine_request', id },
		...{ customerId, contractId },
		facts: { kind, askedBy: askerId(askedBy), text: [serials(machines), note].filter(Boolean).join(': ') },
	})
}

/** The member of staff who asked: whoever is told of what becomes of it. */
export const askerId = (askedBy: string): string | null =>
	askedBy.startsWith('staff:') ? askedBy.slice('staff:'.length) : null

export const serials = (machines: readonly { serialNumber: string }[]): string =>
	machines.map(({ serialNumber }) => serialNumber).join(', ')

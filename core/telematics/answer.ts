import { z } from 'zod'
import type { Books, Scope } from '../act.ts'
import { attempt } from '../approval/attempt.ts'
import { lockMachineRequest } from '../machine-request/lock.ts'
import { failCommand, settleCommand } from '../machine-request/progress.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { openValue } from '../seal.ts'
import { requestOf } from './send.ts'

/** What a provider says of a command, once. */
export const telematicsAnswer = z.object({
	/** The command's id. */
	command: z.uuid(),
	serialNumber: z.string().trim().min(1).max(80),
	result: z.enum(['done', 'failed']),
	reason: z.string().trim().max(300).default(''),
})
export type TelematicsAnswer = z.infer<typeof telematicsAnswer>

/** What a provider's answers are signed with; nothing for one that there is not. A provider that was removed is heard out. */
export async function findAnswerSecret(
	{ sql, secretKey }: Pick<Books, 'sql' | 'secretKey'>,
	providerId: string,
): Promise<string | undefined> {
	const [row] = await sql<{ secret: string }[]>`
		select answer_secret as secret from telematics_provider where id = ${providerId}`
	if (!row) return undefined
	return String(openValue({ key: secretKey, use: 'telematics', of: `${providerId}:answer` }, row.secret))
}

/**
 * Takes a provider's word: the machine is locked, unlocked, or it could not be done. Only of the provider's own commands, and
 * of the machine that was meant; said twice it changes nothing. Refuses `not_found`.
 */
export async function takeAnswer(
	scope: Scope,
	{ providerId, answer }: { providerId: string; answer: TelematicsAnswer },
): Promise<{ took: boolean }> {
	permit(scope, 'company.write')
	const requestId = await requestOf(scope, answer.command)
	if (!requestId) return refuse('not_found', { noun: 'machine_request' })
	const request = await lockMachineRequest(scope, requestId)
	const machine = request.machines.find(({ command }) => command.id === answer.command)
	const isTheirs = machine?.command.providerId === providerId && sameSerial(machine.serialNumber, answer.serialNumber)
	if (!machine || !isTheirs) return refuse('not_found', { noun: 'machine_request' })
	const { state } = machine.command
	if (state === 'confirmed' || state === 'done') return { took: false }
	// Its failure is known, or it was not to leave; that it went well after all is news.
	if (answer.result === 'failed' && (state === 'failed' || state === 'withdrawn')) return { took: false }
	if (answer.result === 'failed') {
		await failCommand(scope, request, machine, { reason: answer.reason })
		return { took: true }
	}
	const done = await attempt(
		scope,
		async (part) => await settleCommand(part, request, machine, { to: 'confirmed', note: answer.reason }),
	)
	// Somebody moved the machine meanwhile: whoever asked looks at it.
	if (!done.ok && state !== 'failed' && state !== 'withdrawn')
		await failCommand(scope, request, machine, { reason: `The machine is ${machine.state}`, problem: 'machine_moved' })
	return { took: true }
}

const sameSerial = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

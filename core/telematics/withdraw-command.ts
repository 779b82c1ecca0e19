import type { Scope } from '../act.ts'
import { checkRequest, missingSince } from '../machine-request/check.ts'
import { lockMachineRequest } from '../machine-request/lock.ts'
import { withdrawCommand } from '../machine-request/progress.ts'
import { permit } from '../permit.ts'
import { requestOf } from './send.ts'

/**
 * Looks once more before a command leaves: one that waited while the money came has no ground any more. Then it is withdrawn, and
 * its request says so.
 */
export async function withdrawOutdatedCommand(scope: Scope, { id }: { id: string }): Promise<{ withdrawn: boolean }> {
	permit(scope, 'company.write')
	const found = await requestOf(scope, id)
	if (!found) return { withdrawn: false }
	const request = await lockMachineRequest(scope, found)
	const machine = request.machines.find(({ command }) => command.id === id)
	if (machine?.command.state !== 'waiting') return { withdrawn: false }
	const { conditions } = await checkRequest(scope, request)
	if (!missingSince(request, conditions)) return { withdrawn: false }
	await withdrawCommand(scope, request, machine)
	return { withdrawn: true }
}

import type { Scope } from '../act.ts'
import { recordFollowUp } from '../follow-up/record.ts'
import type { LockedMachineRequest } from './lock.ts'

/** In the words of whoever writes the result down. */
export type NextStep = { text: string; nextStep: string }

type Result = { machine: LockedMachineRequest['machines'][number]; on: string | undefined }

/** Whoever looks after the contract, else the customer, goes on from what came of a machine, today; nobody where nobody does. */
export async function leaveNextStep(
	scope: Scope,
	{ contractId, customerId }: LockedMachineRequest,
	{ machine, on }: Result,
	said: NextStep,
): Promise<void> {
	const [owner] = await scope.sql<{ id: string }[]>`
		select staff_user.id from contract join customer on customer.id = contract.customer_id
			join staff_user on staff_user.id = coalesce(contract.owner_id, customer.owner_id) and left_at is null
		where contract.id = ${contractId}`
	if (!owner) return
	const text = [machine.serialNumber, said.text].filter(Boolean).join(': ')
	// A storekeeper, who takes machines back as well, writes no follow-ups beside this one.
	const granted = new Set([...(scope.granted ?? []), 'follow_up.write' as const])
	await recordFollowUp(
		{ ...scope, granted },
		{
			...{ customerId, contractId, kind: 'visit', text, nextStep: said.nextStep },
			...{ nextOn: scope.today.toString(), assigneeId: owner.id },
			...(on && { happenedOn: on }),
			key: machine.command.id,
		},
	)
}

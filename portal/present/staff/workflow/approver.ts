import { z } from 'zod'
import type { Approver } from '#core/approval/workflow.ts'
import { staffWords } from '../../../words/staff.ts'
import { sayWorkflow as say } from '../../../words/staff-workflows.ts'

type People = readonly { id: string; name: string }[]
const roles = ['administrator', 'manager', 'finance', 'salesperson', 'collector', 'storekeeper', 'surveyor'] as const

/** An approver as a choice in a form, such as `role:manager:team` or `user:…`. */
export function keyOf(approver: Approver): string {
	switch (approver.kind) {
		case 'role':
			return `role:${approver.role}${approver.ofGroup ? ':team' : ''}`
		case 'user':
			return `user:${approver.userId}`
		default:
			return approver.kind
	}
}

/** Undefined for what is no approver. */
export function approverOf(key: string): Approver | undefined {
	const [kind, name = '', team] = key.split(':')
	const role = roles.find((one) => one === name)
	if (kind === 'role' && role) return { kind, role, ofGroup: team === 'team' }
	if (kind === 'user' && z.uuid().safeParse(name).success) return { kind, userId: name }
	return kind === 'group_lead' || kind === 'superior' ? { kind } : undefined
}

export function approverChoices(people: People): { key: string; label: string }[] {
	const byRole = roles.map((role) => ({ key: `role:${role}`, label: staffWords(`staff.role.${role}`) }))
	const ofTeam = roles.slice(1).map((role) => ({
		key: `role:${role}:team`,
		label: say('workflow.roleOfTeam', { role: staffWords(`staff.role.${role}`) }),
	}))
	return [
		...byRole,
		...ofTeam,
		{ key: 'group_lead', label: say('workflow.groupLead') },
		{ key: 'superior', label: say('workflow.superior') },
		...people.map(({ id, name }) => ({ key: `user:${id}`, label: name })),
	]
}

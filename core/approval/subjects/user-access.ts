import { createHash } from 'node:crypto'
import { z } from 'zod'
import { refuse } from '../../refusal.ts'
import { addUser } from '../../staff/add-user.ts'
import { setRole } from '../../staff/change-user.ts'
import { type CardBody, fingerprintOf, type Subject, text } from '../subject.ts'

const role = z.enum(['administrator', 'manager', 'finance', 'salesperson', 'collector', 'storekeeper', 'surveyor'])
const input = z.discriminatedUnion('does', [
	z.object({
		does: z.literal('add'),
		name: z.string().trim().min(1).max(200),
		email: z.string().trim().max(254),
		role,
		/** The company's where none is chosen. */
		language: z.enum(['en', 'ru', 'zh', 'vi']).optional(),
	}),
	z.object({ does: z.literal('role'), userId: z.uuid(), role }),
])

/** A new member of staff, or another role for one. */
export const userAccess: Subject<z.infer<typeof input>, CardBody, { id: string }> = {
	permission: 'staff.write',
	input,
	async look(scope, given) {
		const [user] = await scope.sql<{ id: string; name: string; email: string; role: string }[]>`
			select id, name, email, role from staff_user
			where left_at is null and ${given.does === 'add' ? scope.sql`lower(email) = ${given.email.toLowerCase()}` : scope.sql`id = ${given.userId}`} for update`
		if (given.does === 'add' && user) refuse('input.invalid', { field: 'email', problem: 'taken' })
		if (given.does === 'role' && !user) refuse('not_found', { noun: 'user' })
		const email = given.does === 'add' ? given.email : (user?.email ?? '')
		const name = given.does === 'add' ? given.name : (user?.name ?? '')
		const shown: CardBody = {
			facts: [{ name: 'email', value: text(email) }],
			changes: [
				{
					name: 'role',
					before: user ? { kind: 'role', role: user.role } : { kind: 'none' },
					after: { kind: 'role', role: given.role },
				},
			],
			effect: null,
			told: [],
		}
		const nobodys = { contractId: null, customerId: null, groupId: null, ownerId: user?.id ?? null }
		return {
			...{ ...nobodys, amountMinor: null, currency: null, role: given.role, shown },
			subjectId: user?.id ?? idOf(email),
			about: { kind: 'user', number: '', name },
			fingerprint: fingerprintOf(shown),
		}
	},
	async run(scope, given) {
		if (given.does === 'role') return await setRole(scope, given)
		const { name, email, role, language = scope.company.language } = given
		return await addUser(scope, { name, email, role, language })
	},
	card: (shown) => shown,
	renews: true,
}

/** Somebody who is not here yet is told apart by their address. */
function idOf(email: string): string {
	const hex = createHash('sha256').update(email.toLowerCase()).digest('hex')
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

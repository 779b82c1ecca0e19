import type { Scope } from '../act.ts'
import type { Language } from '../company/read.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** Whose account it is that acts: a contact who signed in, or a member of staff. */
export type Owner = {
	accountId: string
	subject: { kind: 'contact' | 'staff_user'; id: string }
	name: string
	email: string
	language: Language
}

/** The acting person's account. Refuses `not_permitted` to anybody who has none: links and the product itself. */
export async function findOwner(scope: Scope): Promise<Owner> {
	permit(scope, 'password.write')
	const { actor, sql } = scope
	if (actor.kind !== 'staff' && actor.kind !== 'contact') refuse('not_permitted', { action: 'password.write' })
	const isStaff = actor.kind === 'staff'
	const subject = isStaff
		? ({ kind: 'staff_user', id: actor.userId } as const)
		: ({ kind: 'contact', id: actor.contactId } as const)
	const [owner] = await sql<Omit<Owner, 'subject'>[]>`
		select account.id as "accountId", holder.name, holder.email, holder.language
		from account join ${sql(isStaff ? 'staff_user' : 'contact')} as holder
			on holder.id = ${sql(isStaff ? 'account.staff_user_id' : 'account.contact_id')}
		where holder.id = ${subject.id}`
	if (!owner) refuse('not_found', { noun: 'account' })
	return { ...owner, subject }
}

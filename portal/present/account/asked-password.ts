import { redirect } from '@remix-run/node'
import { z } from 'zod'
import { expectOk, look } from '#core/act.ts'
import type { Audience } from '#core/sign-in/account.ts'
import { readPassword, removePassword, setPassword } from '#core/sign-in/password/change.ts'
import { readForm } from '../../form.ts'
import type { LoadContext } from '../../load-context.ts'
import type { ContactVisitor, StaffMember } from '../../sign-in/actor.ts'
import { countTry, networkOf } from '../../sign-in/limits.ts'
import { sessionKeyOf, turnSession } from '../../sign-in/sessions.ts'
import type { PasswordFacts } from './password-form.tsx'

/*
 * What the page of a contact's own password and that of a member's have in common.
 */

const schema = z.object({
	intent: z.enum(['set', 'remove']),
	current: z.string().max(1000).optional(),
	password: z.string().max(1000).optional(),
	endOthers: z.literal('on').optional().transform(Boolean),
})

type Asked = {
	request: Request
	context: LoadContext
	person: ContactVisitor | StaffMember
	audience: Audience
	/** The page itself. */
	path: string
}

export async function ownPassword({ request, context, person, audience, path }: Asked): Promise<PasswordFacts> {
	const sessionKey = await sessionKeyOf(request, context, audience)
	const { setAt, fresh } = expectOk(await look(context.books, person.actor, readPassword, { sessionKey }))
	const { searchParams } = new URL(request.url)
	return {
		setAt: setAt?.toString() ?? null,
		fresh,
		email: person.email ?? '',
		again: signInAgain(path, audience),
		done: searchParams.has('set') ? 'set' : searchParams.has('removed') ? 'removed' : null,
	}
}

/** Where somebody who is signed in signs in once more, and comes back from. */
export function signInAgain(path: string, audience: Audience = 'customer'): string {
	const door = audience === 'staff' ? '/sign-in/staff' : '/sign-in'
	return `${door}?${new URLSearchParams({ again: '', return: path })}`
}

export async function changeOwnPassword({ request, context, person, audience, path }: Asked) {
	const form = await readForm(request, schema, { secret: ['current', 'password'] })
	if (!form.ok) return form.reply
	const { books, address } = context
	await countTry(books.sql, 'passwords', networkOf(address))
	await countTry(books.sql, 'password', `own ${person.accountId}`)
	const sessionKey = await sessionKeyOf(request, context, audience)
	const { intent, current, password = '', endOthers } = form.value
	const outcome =
		intent === 'remove'
			? await removePassword(books, person.actor, { sessionKey, current })
			: await setPassword(books, person.actor, { sessionKey, current, password, endOthers })
	if (!outcome.ok) return form.refuse(outcome)
	const headers = { 'set-cookie': await turnSession(request, context, audience) }
	return redirect(`${path}?${intent === 'set' ? 'set' : 'removed'}`, { headers })
}

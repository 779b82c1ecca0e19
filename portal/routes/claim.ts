import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { act } from '#core/act.ts'
import { claimAccount } from '#core/sign-in/claim-account.ts'
import { notFound } from '../problem.ts'
import { findLinkHolder, requireCustomer } from '../sign-in/actor.ts'
import { pendingCookie } from '../sign-in/cookies.ts'
import { countTry, networkOf } from '../sign-in/limits.ts'

/** The holder of a secure link wants an account: a letter goes to the contact that the link was made for. */
export async function action({ request, context }: ActionFunctionArgs) {
	const link = z.uuid().safeParse((await request.formData()).get('link')).data
	const holder = link ? await findLinkHolder(request, context, link) : undefined
	const { actor, email } = holder ?? (await requireCustomer(request, context))
	const { sql } = context.books
	const network = networkOf(context.address)
	await countTry(sql, 'letters', network)
	await countTry(sql, 'letter', `${network} ${email}`)
	await countTry(sql, 'letters_to', `customer ${email}`)
	const outcome = await act(context.books, actor, claimAccount, undefined)
	if (!outcome.ok) throw notFound()
	const cookie = pendingCookie(context, { ...outcome.value, path: '/overview' })
	return redirect('/sign-in/code', { headers: { 'set-cookie': cookie } })
}

export function loader() {
	return redirect('/overview')
}

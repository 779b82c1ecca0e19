import { setTimeout as pause } from 'node:timers/promises'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk } from '#core/act.ts'
import type { Audience } from '#core/sign-in/account.ts'
import { requestSignIn } from '#core/sign-in/request.ts'
import { readForm } from '../form.ts'
import { localPath } from '../local-path.ts'
import { usePageForm } from '../page-form.tsx'
import { CustomerPage } from '../present/customer-page.tsx'
import { frameOf } from '../present/frame.ts'
import { titled } from '../present/title.ts'
import { findCustomer, findStaff } from '../sign-in/actor.ts'
import { pendingCookie } from '../sign-in/cookies.ts'
import { countTry, isWithin, networkOf } from '../sign-in/limits.ts'
import { SignInForm } from '../sign-in/sign-in-form.tsx'
import { TextLink } from '../ui/link.tsx'
import { Notice } from '../ui/notice.tsx'
import { speakerFor } from '../words/speakers.ts'
import { useWords } from '../words/use-words.tsx'

const schema = z.object({ email: z.string().trim().pipe(z.email().max(254)), return: z.string().max(2000).optional() })
type Fields = z.input<typeof schema>

const system = { kind: 'system', name: 'sign-in' } as const

/** An unknown address takes as long as a known one. */
const leastMilliseconds = 300

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const { searchParams, pathname } = new URL(request.url)
	const audience = audienceOf(pathname)
	const wanted = localPath(searchParams.get('return'), audience === 'staff' ? '/staff' : '/overview')
	const known = audience === 'staff' ? await findStaff(request, context) : await findCustomer(request, context)
	// `again`: what opens the account is to be changed, and the session is too old to say that it is its owner.
	const suffices = !searchParams.has('again') && (known?.actor.kind !== 'link' || !searchParams.has('account'))
	if (known && suffices) throw redirect(wanted)
	const link = searchParams.get('link')
	const { say } = speakerFor(request, context)
	return {
		frame: await frameOf(context),
		title: audience === 'staff' ? say('signIn.staffTitle') : say('signIn.title'),
		audience,
		wanted,
		spent: link === 'expired' || link === 'revoked' ? link : null,
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const started = performance.now()
	const audience = audienceOf(new URL(request.url).pathname)
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const { email, return: wanted } = form.value
	const { sql } = context.books
	const network = networkOf(context.address)
	await countTry(sql, 'letters', network)
	await countTry(sql, 'letter', `${network} ${email}`)
	if (!(await isWithin(sql, 'letters_to', `${audience} ${email}`)))
		return form.say(({ say }) => say('signIn.lettersSent'))
	const pending = expectOk(await act(context.books, system, requestSignIn, { audience, email }))
	await pause(Math.max(0, leastMilliseconds - (performance.now() - started)))
	const path = localPath(wanted, audience === 'staff' ? '/staff' : '/overview')
	return redirect('/sign-in/code', { headers: { 'set-cookie': pendingCookie(context, { ...pending, path }) } })
}

/** The door: an email address, and a letter comes. */
export default function SignIn() {
	const { frame, title, audience, wanted, spent } = useLoaderData<typeof loader>()
	const say = useWords()
	const [form, fields] = usePageForm<Fields>(useActionData<typeof action>(), { id: 'sign-in' })
	const staff = audience === 'staff'
	return (
		<CustomerPage
			frame={frame}
			title={title}
			lead={say(staff ? 'signIn.staffLead' : 'signIn.lead', { company: frame.company })}
			narrow
		>
			{spent ? (
				<div className="mb-6">
					<Notice kind="warn">{spent === 'expired' ? say('signIn.linkExpired') : say('signIn.linkRevoked')}</Notice>
				</div>
			) : null}
			<SignInForm
				form={form}
				email={fields.email}
				autoComplete="email"
				hint={say(staff ? 'signIn.staffEmailHint' : 'signIn.emailHint')}
				wanted={wanted}
				submit={say('signIn.send')}
				note={say('signIn.noPassword')}
			/>
			<p className="mt-6">
				<TextLink href={`/sign-in${staff ? '/staff' : ''}/password?${new URLSearchParams({ return: wanted })}`}>
					{say('password.byPassword')}
				</TextLink>
			</p>
			{staff ? (
				<p className="mt-3">
					<TextLink href={`/sign-in/passkey?${new URLSearchParams({ return: wanted })}`}>
						{say('signIn.passkey')}
					</TextLink>
				</p>
			) : null}
			<p className="mt-3">
				<TextLink href={staff ? '/sign-in' : '/sign-in/staff'}>
					{say(staff ? 'signIn.forCustomers' : 'signIn.forStaff')}
				</TextLink>
			</p>
		</CustomerPage>
	)
}

function audienceOf(pathname: string): Audience {
	return pathname.startsWith('/sign-in/staff') ? 'staff' : 'customer'
}

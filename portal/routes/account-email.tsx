import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act } from '#core/act.ts'
import { askEmailChange, confirmEmailChange, emailCodeMinutes } from '#core/customer/change-email.ts'
import { ownPassword } from '../present/account/asked-password.ts'
import { EmailAddress, EmailCode, type EmailStep } from '../present/account/email.tsx'
import { CustomerPage } from '../present/customer-page.tsx'
import { frameOf } from '../present/frame.ts'
import { presentRefusal } from '../present/refusal.ts'
import { titled } from '../present/title.ts'
import { notFound } from '../problem.ts'
import { requireContact } from '../sign-in/actor.ts'
import { countTry, networkOf } from '../sign-in/limits.ts'
import { sessionKeyOf } from '../sign-in/sessions.ts'
import { Breadcrumb } from '../ui/breadcrumb.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { speakerFor } from '../words/speakers.ts'
import { useWords } from '../words/use-words.tsx'

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const person = await requireContact(request, context)
	return {
		frame: await frameOf(context, person),
		title: speakerFor(request, context).say('account.emailTitle'),
		proof: await ownPassword({ request, context, person, audience: 'customer', path: '/account/email' }),
	}
}

const posted = z.discriminatedUnion('intent', [
	z.object({
		intent: z.literal('ask'),
		email: z.string().trim().max(254),
		current: z.string().max(1000).optional(),
	}),
	z.object({
		intent: z.literal('confirm'),
		email: z.string().trim().max(254),
		id: z.uuid(),
		handle: z.string().max(100),
		code: z.string().transform((text) => text.replace(/[\s-]/g, '')),
	}),
])

export async function action({ request, context }: ActionFunctionArgs) {
	const { actor, accountId } = await requireContact(request, context)
	const form = posted.safeParse(Object.fromEntries(await request.formData()))
	if (!form.success) throw notFound()
	const speaker = speakerFor(request, context)
	const say = (step: EmailStep, status = 200) => data(step, { status })
	if (form.data.intent === 'ask') {
		await countTry(context.books.sql, 'letters', networkOf(context.address))
		await countTry(context.books.sql, 'letter', `${actor.contactId} new address`)
		const { email, current } = form.data
		if (current) {
			await countTry(context.books.sql, 'passwords', networkOf(context.address))
			await countTry(context.books.sql, 'password', `own ${accountId}`)
		}
		const sessionKey = await sessionKeyOf(request, context)
		const asked = await askEmailChange(context.books, actor, { email, current, sessionKey })
		if (!asked.ok) return say({ step: 'address', email, refused: presentRefusal(speaker, asked.refusal) }, 422)
		return say({ step: 'code', email, ...asked.value, minutes: emailCodeMinutes, refused: null })
	}
	await countTry(context.books.sql, 'codes', networkOf(context.address))
	const { intent: _, email, ...answer } = form.data
	const outcome = await act(context.books, actor, confirmEmailChange, answer)
	const tried = outcome.ok ? outcome.value : outcome
	if (tried.ok) return say({ step: 'done', email: tried.value.email })
	const refused = presentRefusal(speaker, tried.refusal)
	if (tried.refusal.code !== 'sign_in.code_wrong') return say({ step: 'address', email, refused }, 422)
	return say({ step: 'code', email, id: answer.id, handle: answer.handle, minutes: emailCodeMinutes, refused }, 422)
}

/** A contact's own email address: changed once a code sent to the new one comes back. */
export default function AccountEmail() {
	const { frame, title, proof } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>() ?? { step: 'address' as const, email: '', refused: null }
	const say = useWords()
	return (
		<CustomerPage
			frame={frame}
			title={title}
			lead={say('account.emailLead')}
			narrow
			breadcrumb={<Breadcrumb trail={[{ href: '/account', label: say('account.title') }]} />}
		>
			{answer.step === 'address' ? <EmailAddress of={answer} proof={proof} /> : null}
			{answer.step === 'code' ? <EmailCode of={answer} /> : null}
			{answer.step === 'done' ? (
				<Notice
					kind="good"
					live
					action={
						<LinkButton kind="secondary" href="/account">
							{say('account.title')}
						</LinkButton>
					}
				>
					{say('account.emailDone', { email: answer.email })}
				</Notice>
			) : null}
		</CustomerPage>
	)
}

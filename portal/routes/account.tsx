import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look, type Outcome } from '#core/act.ts'
import { createCalendarFeed, findCalendarFeed, revokeCalendarFeed } from '#core/calendar-feed/create.ts'
import { withdrawAddressChange } from '#core/customer/change-address.ts'
import { chooseLetters } from '#core/customer/choose-letters.ts'
import { removeContact } from '#core/customer/remove-contact.ts'
import { readPassword } from '#core/sign-in/password/change.ts'
import { endSessionByKey, listSessions } from '#core/sign-in/session.ts'
import type { LoadContext } from '../load-context.ts'
import { readAskedAccount } from '../present/account/asked.ts'
import { signInAgain } from '../present/account/asked-password.ts'
import { nameDevice } from '../present/account/device.ts'
import { Calendar, Devices } from '../present/account/devices.tsx'
import { OwnPassword } from '../present/account/own-password.tsx'
import { Billing, Letters, People, You } from '../present/account/parts.tsx'
import { CustomerPage } from '../present/customer-page.tsx'
import { frameOf } from '../present/frame.ts'
import { presentRefusal } from '../present/refusal.ts'
import { titled } from '../present/title.ts'
import { notFound } from '../problem.ts'
import { type ContactVisitor, requireContact } from '../sign-in/actor.ts'
import { countTry } from '../sign-in/limits.ts'
import { sessionKeyOf } from '../sign-in/sessions.ts'
import { LinkButton } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { speakerFor } from '../words/speakers.ts'
import { useWords } from '../words/use-words.tsx'

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const visitor = await requireContact(request, context)
	const account = await readAskedAccount(request, context, visitor)
	const feed = expectOk(await look(context.books, visitor.actor, findCalendarFeed, undefined))
	const speaker = speakerFor(request, context)
	const here = await sessionKeyOf(request, context)
	const password = expectOk(await look(context.books, visitor.actor, readPassword, { sessionKey: here }))
	const sessions = await listSessions(context.books.sql, visitor.accountId)
	return {
		frame: await frameOf(context, visitor, account.customer.id),
		title: speaker.say('account.title'),
		account,
		feed: feed && { readAt: feed.readAt?.toString() ?? null },
		passwordAt: password.setAt?.toString() ?? null,
		devices: sessions.map(({ key, browser, address, seenAt }) => ({
			key,
			address,
			name: nameDevice(speaker, browser),
			seenAt: seenAt.toString(),
			here: key === here,
		})),
	}
}

const box = z.literal('on').optional().transform(Boolean)
const posted = z.discriminatedUnion('intent', [
	z.object({
		intent: z.literal('letters'),
		customer: z.uuid(),
		billing: box,
		reminders: box,
		conversation: box,
		ratings: box,
	}),
	z.object({ intent: z.literal('withdraw_address'), customer: z.uuid() }),
	z.object({ intent: z.literal('remove'), customer: z.uuid(), person: z.uuid() }),
	z.object({ intent: z.literal('sign_out'), device: z.uuid() }),
	z.object({ intent: z.literal('make_calendar') }),
	z.object({ intent: z.literal('stop_calendar') }),
])
type Posted = z.infer<typeof posted>

export async function action({ request, context }: ActionFunctionArgs) {
	const visitor = await requireContact(request, context)
	const form = posted.safeParse(Object.fromEntries(await request.formData()))
	if (!form.success) throw notFound()
	const speaker = speakerFor(request, context)
	const sessionKey = await sessionKeyOf(request, context)
	const { outcome, said, address } = await carryOut(context, visitor, { ...form.data, sessionKey }, speaker.say)
	if (!outcome.ok && outcome.refusal.code === 'not_found') throw notFound()
	if (!outcome.ok)
		return data(
			{
				said: null,
				refused: presentRefusal(speaker, outcome.refusal),
				again: outcome.refusal.code === 'sign_in.not_fresh' ? signInAgain('/account') : null,
				address,
			},
			{ status: 422 },
		)
	return data({ said, refused: null, again: null, address })
}

type Done = { outcome: Outcome<unknown>; said: string; address?: string | undefined }

async function carryOut(
	{ books, settings }: LoadContext,
	{ actor, accountId }: ContactVisitor,
	form: Posted & { sessionKey: string | undefined },
	say: ReturnType<typeof speakerFor>['say'],
): Promise<Done> {
	switch (form.intent) {
		case 'letters': {
			const { intent: _, sessionKey: __, customer, ...letters } = form
			const input = { ...letters, customerId: customer, contactId: actor.contactId }
			return { outcome: await act(books, actor, chooseLetters, input), said: say('account.saved') }
		}
		case 'withdraw_address': {
			const outcome = await act(books, actor, withdrawAddressChange, { customerId: form.customer })
			return { outcome, said: say('account.addressWithdrawn') }
		}
		case 'remove': {
			await countTry(books.sql, 'letters', `${actor.contactId} removes people`)
			const input = { customerId: form.customer, contactId: form.person, sessionKey: form.sessionKey }
			const outcome = await act(books, actor, removeContact, input)
			return { outcome, said: outcome.ok ? say('account.removed', { name: outcome.value.name }) : '' }
		}
		case 'sign_out': {
			const ended = await endSessionByKey(books.sql, accountId, form.device)
			if (!ended) throw notFound()
			return { outcome: { ok: true, value: undefined }, said: say('account.signedOut') }
		}
		case 'make_calendar': {
			const outcome = await act(books, actor, createCalendarFeed, undefined)
			const address = outcome.ok ? `${settings.publicUrl}/calendar/${outcome.value.token}.ics` : undefined
			return { outcome, said: '', address }
		}
		case 'stop_calendar':
			return { outcome: await act(books, actor, revokeCalendarFeed, undefined), said: say('account.calendarStopped') }
	}
}

/** A person's own page: who they are, what reaches them, whose address it is, where they are signed in. */
export default function Account() {
	const { frame, title, account, feed, devices, passwordAt } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const say = useWords()
	const of = frame.visitor?.of ?? ''
	return (
		<CustomerPage frame={frame} title={title} lead={say('account.lead', { company: frame.company })} narrow>
			{answer?.refused ? (
				<div className="mb-6">
					<Notice
						kind="bad"
						live
						action={
							answer.again ? <LinkButton href={answer.again}>{say('password.staleButton')}</LinkButton> : undefined
						}
					>
						{answer.refused}
					</Notice>
				</div>
			) : answer?.said ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{answer.said}
					</Notice>
				</div>
			) : null}
			{account.self ? <You self={account.self} /> : null}
			{account.self ? <Letters self={account.self} customer={account.customer} /> : null}
			<Billing
				customer={account.customer}
				address={account.address}
				unchecked={account.unchecked}
				coming={account.coming}
				of={of}
			/>
			<People customer={account.customer} people={account.people} selfId={account.self?.id ?? null} of={of} />
			<Calendar feed={feed} address={answer?.address} timeZone={frame.timeZone} />
			<OwnPassword setAt={passwordAt} timeZone={frame.timeZone} />
			<Devices devices={devices} timeZone={frame.timeZone} />
		</CustomerPage>
	)
}

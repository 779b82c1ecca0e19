import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { expectOk, look } from '#core/act.ts'
import type { HeldLink } from '#core/sign-in/held-link.ts'
import { openLink } from '#core/sign-in/open-link.ts'
import { reaches } from '#core/sign-in/reaches.ts'
import type { LoadContext } from '../load-context.ts'
import { CustomerPage } from '../present/customer-page.tsx'
import { frameOf } from '../present/frame.ts'
import { presentRefusal } from '../present/refusal.ts'
import { titled } from '../present/title.ts'
import { findCustomer } from '../sign-in/actor.ts'
import { heldTokens, linksCookie } from '../sign-in/cookies.ts'
import { keepLanguage } from '../sign-in/let-in.ts'
import { countTry, networkOf, refuseIfTooMany } from '../sign-in/limits.ts'
import { stillPage } from '../still/is-still.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { speakerFor } from '../words/speakers.ts'
import { useWords } from '../words/use-words.tsx'

export const handle = stillPage
export const meta = titled<typeof loader>()

/** Shows who sent the link and tells nothing of what it opens: looking is no use of it. */
export async function loader({ request, context }: LoaderFunctionArgs) {
	return { frame: await frameOf(context), title: speakerFor(request, context).say('signIn.linkTitle') }
}

/** Opens the link: its token moves from the address into a cookie, and the reader on to what it opens. */
export async function action({ request, context, params }: ActionFunctionArgs) {
	const token = params.token ?? ''
	const network = networkOf(context.address)
	await refuseIfTooMany(context.books.sql, 'wrong_links', network)
	const browser = request.headers.get('user-agent') ?? ''
	const outcome = await openLink(context.books, { token, address: context.address, browser })
	if (!outcome.ok) {
		if (outcome.refusal.code === 'link.invalid') await countTry(context.books.sql, 'wrong_links', network)
		return data({ refusal: presentRefusal(speakerFor(request, context), outcome.refusal) }, { status: 410 })
	}
	const headers = new Headers()
	if (!(await isOpenAnyway(request, context, outcome.value))) {
		headers.append('set-cookie', linksCookie(context, [token, ...heldTokens(request, context)]))
	}
	keepLanguage(request, context, headers, outcome.value.language)
	const part = parts.find((one) => one === new URL(request.url).searchParams.get('to'))
	return redirect(pathOf(outcome.value, part), { headers })
}

/** Where a secure link leads: its letter's button arrives here and goes on by itself where there is script. */
export default function SecureLink() {
	const { frame, title } = useLoaderData<typeof loader>()
	const refused = useActionData<typeof action>()
	const say = useWords()
	if (refused) {
		return (
			<CustomerPage frame={frame} title={say('signIn.linkSpentTitle')} lead={refused.refusal} narrow>
				<LinkButton href="/sign-in">{say('signIn.linkSignIn')}</LinkButton>
			</CustomerPage>
		)
	}
	return (
		<CustomerPage frame={frame} title={title} lead={say('signIn.linkLead', { company: frame.company })} narrow>
			<form method="post" data-sends-itself>
				<Button size="large">{say('signIn.linkOpen')}</Button>
			</form>
		</CustomerPage>
	)
}

/** A contact who is signed in and belongs to the customer needs no link: their session opens more. */
async function isOpenAnyway(request: Request, context: LoadContext, link: HeldLink): Promise<boolean> {
	const visitor = await findCustomer(request, context)
	if (visitor?.actor.kind !== 'contact') return false
	return expectOk(await look(context.books, visitor.actor, reaches, { kind: 'customer', id: link.customer.id }))
}

/** Pages of a contract to which a letter's button may lead on. */
const parts = ['messages', 'cancel'] as const

function pathOf({ actor: { subject }, customer }: HeldLink, part?: (typeof parts)[number]): string {
	if (subject.kind === 'contract') return `/contracts/${subject.id}${part ? `/${part}` : ''}`
	if (subject.kind === 'invoice') return `/invoices/${subject.id}`
	if (subject.kind === 'quote') return `/quotes/${subject.id}`
	return `/overview?customer=${customer.id}`
}

import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look } from '#core/act.ts'
import { askForCode, enterCode, findConfirmation } from '#core/sign-in/confirm.ts'
import type { Reached } from '#core/sign-in/reaches.ts'
import { readForm } from '../form.ts'
import { localPath } from '../local-path.ts'
import { bound, PageForm, useIsPosting, usePageForm } from '../page-form.tsx'
import { signInAgain } from '../present/account/asked-password.ts'
import { CustomerPage } from '../present/customer-page.tsx'
import { frameOf } from '../present/frame.ts'
import { titled } from '../present/title.ts'
import { requireCustomer, type Visitor } from '../sign-in/actor.ts'
import { countTry, networkOf } from '../sign-in/limits.ts'
import { proofCookie, proofIn } from '../sign-in/proof.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Input } from '../ui/field.tsx'
import { FormProblems } from '../ui/form-problems.tsx'
import { TextLink } from '../ui/link.tsx'
import { speakerFor } from '../words/speakers.ts'
import { useWords } from '../words/use-words.tsx'

export const meta = titled<typeof loader>()

const schema = z.discriminatedUnion('intent', [
	z.object({ intent: z.literal('ask') }),
	z.object({ intent: z.literal('enter'), code: z.string().transform((text) => text.replace(/\D/g, '')) }),
])

/** The page that a sensitive act was to be done on. Which link of several is meant is told by what it opens. */
function wantedIn(request: Request) {
	const path = localPath(new URL(request.url).searchParams.get('return'), '/overview')
	const [, name, id] = /[/?&](quote|contract|invoice|customer|card|replaces)(?:s\/|=)([\da-f-]{36})/.exec(path) ?? []
	const kind = name === 'replaces' ? 'card' : (name as Reached['kind'] | undefined)
	if (kind && id) return { path, about: { kind, id } }
	const named = z.uuid().safeParse(new URL(request.url).searchParams.get('customer')).data
	return { path, about: named ? { kind: 'customer' as const, id: named } : undefined }
}

export async function loader({ request, context }: LoaderFunctionArgs) {
	const { path, about } = wantedIn(request)
	const visitor = await requireCustomer(request, context, about)
	const proof = proofIn(request, context)
	const found = await look(context.books, visitor.actor, findConfirmation, { proof })
	if (!found.ok || !found.value.needed) throw redirect(path)
	if (visitor.actor.kind === 'contact') throw redirect(signInAgain(path))
	return {
		frame: await frameOf(context, visitor),
		title: speakerFor(request, context).say('quoteSaid.codeTitle'),
		email: found.value.email,
		asked: new URL(request.url).searchParams.has('asked') && proof !== undefined,
		back: path,
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const { path, about } = wantedIn(request)
	const visitor = await requireCustomer(request, context, about)
	const form = await readForm(request, schema, context)
	if (!form.ok) return form.reply
	if (form.value.intent === 'ask') {
		await countTry(context.books.sql, 'letter', keyOf(visitor))
		await countTry(context.books.sql, 'letters', networkOf(context.address))
		const asked = await act(context.books, visitor.actor, askForCode, undefined)
		if (!asked.ok) return form.refuse(asked)
		const named = about?.kind === 'customer' ? { customer: about.id } : {}
		const address = `/confirm?${new URLSearchParams({ return: path, ...named, asked: '' })}`
		return redirect(address, { headers: { 'set-cookie': proofCookie(context, asked.value.proof) } })
	}
	await countTry(context.books.sql, 'codes', networkOf(context.address))
	const proof = proofIn(request, context) ?? ''
	const entered = await enterCode(context.books, visitor.actor, { proof, code: form.value.code })
	if (entered.ok) return redirect(path)
	return data(form.refuse(entered).data, { status: 422 })
}

const keyOf = ({ actor }: Visitor) => (actor.kind === 'link' ? actor.linkId : actor.contactId)

/** Asks the holder of an older link for a code before they sign, cancel or change something; who signed in long ago signs in again. */
export default function Confirm() {
	const { frame, title, email, asked, back } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const say = useWords()
	const busy = useIsPosting()
	const [form, fields] = usePageForm<{ code: string }>(answer, { id: 'code' })
	return (
		<CustomerPage
			frame={frame}
			title={title}
			lead={asked ? say('quote.codeLead', { email }) : say('quote.codeAskLead', { email })}
			narrow
		>
			<Card>
				<FormProblems errors={form.errors} />
				{asked ? (
					<PageForm form={form}>
						<input type="hidden" name="intent" value="enter" />
						<Input
							{...bound(fields.code)}
							label={say('quote.code')}
							hint={say('quote.codeHint')}
							inputMode="numeric"
							autoComplete="one-time-code"
							maxLength={12}
							required
							className="figures max-w-56 text-2xl tracking-[0.3em]"
						/>
						<div className="mt-6">
							<Button size="large" busy={busy}>
								{say('quote.codeEnter')}
							</Button>
						</div>
					</PageForm>
				) : null}
				<form method="post" className={asked ? 'mt-4' : ''}>
					<Button kind={asked ? 'quiet' : 'primary'} size={asked ? 'normal' : 'large'} name="intent" value="ask">
						{asked ? say('quote.codeAgain') : say('quote.confirmSend')}
					</Button>
				</form>
			</Card>
			<p className="mt-6">
				<TextLink href={back}>{say('quote.codeBack')}</TextLink>
			</p>
		</CustomerPage>
	)
}

import { setTimeout as pause } from 'node:timers/promises'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { enterWithPassword } from '#core/sign-in/password/enter.ts'
import { readForm } from '../form.ts'
import { localPath } from '../local-path.ts'
import { usePageForm } from '../page-form.tsx'
import { CustomerPage } from '../present/customer-page.tsx'
import { frameOf } from '../present/frame.ts'
import { titled } from '../present/title.ts'
import { findCustomer, findStaff } from '../sign-in/actor.ts'
import { letIn } from '../sign-in/let-in.ts'
import { countTry, forgetTries, isWithin, networkOf } from '../sign-in/limits.ts'
import { SignInForm } from '../sign-in/sign-in-form.tsx'
import { TextLink } from '../ui/link.tsx'
import { PasswordInput } from '../ui/password-field.tsx'
import { speakerFor } from '../words/speakers.ts'
import { useWords } from '../words/use-words.tsx'

const schema = z.object({
	email: z.string().trim().pipe(z.email().max(254)),
	password: z.string().min(1).max(1000),
	return: z.string().max(2000).optional(),
})
type Fields = z.input<typeof schema>

/** An unknown address takes as long as a known one. */
const leastMilliseconds = 300

export const meta = titled<typeof loader>()

const audienceOf = (request: Request) =>
	new URL(request.url).pathname.startsWith('/sign-in/staff') ? ('staff' as const) : ('customer' as const)
const homes = { staff: '/staff', customer: '/overview' }

export async function loader({ request, context }: LoaderFunctionArgs) {
	const audience = audienceOf(request)
	const { searchParams } = new URL(request.url)
	const wanted = localPath(searchParams.get('return'), homes[audience])
	const known = audience === 'staff' ? await findStaff(request, context) : await findCustomer(request, context)
	if (known && known.actor.kind !== 'link' && !searchParams.has('again')) throw redirect(wanted)
	const title = speakerFor(request, context).say('password.enterTitle')
	return { frame: await frameOf(context), title, audience, wanted }
}

export async function action({ request, context }: ActionFunctionArgs) {
	const started = performance.now()
	const audience = audienceOf(request)
	const form = await readForm(request, schema, { secret: ['password'] })
	if (!form.ok) return form.reply
	const { email, password, return: wanted } = form.value
	const { books, address } = context
	const network = networkOf(address)
	const whose = { network: `${network} ${audience} ${email}`, anywhere: `${audience} ${email}` }
	await countTry(books.sql, 'passwords', network)
	await countTry(books.sql, 'password', whose.network)
	if (!(await isWithin(books.sql, 'passwords_to', whose.anywhere))) return form.say(({ say }) => say('password.closed'))
	const outcome = await enterWithPassword(books, { audience, email, password })
	await pause(Math.max(0, leastMilliseconds - (performance.now() - started)))
	if (!outcome.ok) return form.refuse(outcome)
	await forgetTries(books.sql, 'password', whose.network)
	await forgetTries(books.sql, 'passwords_to', whose.anywhere)
	return await letIn(request, context, outcome.value, { path: localPath(wanted, homes[audience]) })
}

/** The other door: for whoever has set a password. */
export default function SignInPassword() {
	const { frame, title, audience, wanted } = useLoaderData<typeof loader>()
	const say = useWords()
	const [form, fields] = usePageForm<Fields>(useActionData<typeof action>(), { id: 'sign-in-password' })
	const door = `/sign-in${audience === 'staff' ? '/staff' : ''}?${new URLSearchParams({ return: wanted })}`
	return (
		<CustomerPage frame={frame} title={title} lead={say('password.enterLead')} narrow>
			<SignInForm
				form={form}
				email={fields.email}
				autoComplete="username"
				wanted={wanted}
				submit={say('signIn.enter')}
				note={say('password.forgotten')}
			>
				<PasswordInput
					id={fields.password.id}
					name="password"
					errors={fields.password.errors}
					label={say('password.password')}
					autoComplete="current-password"
					required
				/>
			</SignInForm>
			<p className="mt-6">
				<TextLink href={door}>{say('password.byLetter')}</TextLink>
			</p>
		</CustomerPage>
	)
}

import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { expectOk } from '#core/act.ts'
import { usedAnswer } from '#core/sign-in/passkey/answer.ts'
import { askForPasskey, enterWithPasskey } from '#core/sign-in/passkey/use.ts'
import { localPath } from '../local-path.ts'
import { CustomerPage } from '../present/customer-page.tsx'
import { frameOf } from '../present/frame.ts'
import { presentRefusal } from '../present/refusal.ts'
import { PasskeyForm } from '../present/staff/passkey-button.tsx'
import { titled } from '../present/title.ts'
import { findStaff } from '../sign-in/actor.ts'
import { letIn } from '../sign-in/let-in.ts'
import { countTry, networkOf } from '../sign-in/limits.ts'
import { jsonField } from '../sign-in/own-passkeys.ts'
import { siteOf } from '../sign-in/site.ts'
import { Card } from '../ui/card.tsx'
import { FormProblems } from '../ui/form-problems.tsx'
import { TextLink } from '../ui/link.tsx'
import { speakerFor } from '../words/speakers.ts'
import { saySecondFactor as say } from '../words/staff-second-factor.ts'

const posted = z.object({ answer: jsonField.pipe(usedAnswer) })

export const meta = titled<typeof loader>()

function wantedIn(request: Request): string {
	const wanted = localPath(new URL(request.url).searchParams.get('return'), '/staff')
	return wanted.startsWith('/staff') ? wanted : '/staff'
}

export async function loader({ request, context }: LoaderFunctionArgs) {
	if (await findStaff(request, context)) throw redirect(wantedIn(request))
	await countTry(context.books.sql, 'codes', networkOf(context.address))
	return {
		frame: await frameOf(context),
		title: say('second.enterPasskey'),
		offer: JSON.stringify(expectOk(await askForPasskey(context.books, { site: siteOf(context), userId: null }))),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	await countTry(context.books.sql, 'codes', networkOf(context.address))
	const form = posted.safeParse(Object.fromEntries(await request.formData()))
	const no = () =>
		data(
			{ refused: presentRefusal(speakerFor(request, context), { code: 'passkey.refused', facts: {} }) },
			{ status: 422 },
		)
	if (!form.success) return no()
	const outcome = await enterWithPasskey(context.books, { site: siteOf(context), answer: form.data.answer })
	if (!outcome.ok) return no()
	return await letIn(request, context, outcome.value, { path: wantedIn(request), passed: true })
}

/** For staff with a passkey: it is both factors in one. */
export default function SignInPasskey() {
	const { frame, title, offer } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	return (
		<CustomerPage frame={frame} title={title} lead={say('second.enterPasskeyLead')} narrow>
			<Card>
				<FormProblems errors={answer ? [answer.refused] : undefined} />
				<PasskeyForm does="use" offer={offer} label={say('second.usePasskey')} large />
			</Card>
			<p className="mt-6">
				<TextLink href="/sign-in/staff">{say('second.otherWays')}</TextLink>
			</p>
		</CustomerPage>
	)
}

import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { expectOk } from '#core/act.ts'
import { secretKey } from '#core/settings.ts'
import { usedAnswer } from '#core/sign-in/passkey/answer.ts'
import { askForPasskey, passPasskey } from '#core/sign-in/passkey/use.ts'
import { passSecondFactor } from '#core/sign-in/second-factor/pass.ts'
import { readForm } from '../form.ts'
import { localPath } from '../local-path.ts'
import { bound, PageForm, useIsPosting, usePageForm } from '../page-form.tsx'
import { CustomerPage } from '../present/customer-page.tsx'
import { frameOf } from '../present/frame.ts'
import { PasskeyForm } from '../present/staff/passkey-button.tsx'
import { titled } from '../present/title.ts'
import { countTry, networkOf } from '../sign-in/limits.ts'
import { jsonField } from '../sign-in/own-passkeys.ts'
import { passSession, waitingHolderOf } from '../sign-in/sessions.ts'
import { siteOf } from '../sign-in/site.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Input } from '../ui/field.tsx'
import { FormProblems } from '../ui/form-problems.tsx'
import { saySecondFactor as say } from '../words/staff-second-factor.ts'

const posted = z.object({ answer: jsonField.pipe(usedAnswer) })
const schema = z.object({ code: z.string().trim().min(6).max(40) })
type Fields = z.input<typeof schema>

export const meta = titled<typeof loader>()

function wantedIn(request: Request): string {
	const wanted = localPath(new URL(request.url).searchParams.get('return'), '/staff')
	return wanted.startsWith('/staff') ? wanted : '/staff'
}

export async function loader({ request, context }: LoaderFunctionArgs) {
	const holder = await waitingHolderOf(request, context)
	if (!holder?.userId) throw redirect('/staff')
	const offer = expectOk(await askForPasskey(context.books, { site: siteOf(context), userId: holder.userId }))
	return {
		frame: await frameOf(context),
		title: say('second.title'),
		offer: offer && JSON.stringify(offer),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const holder = await waitingHolderOf(request, context)
	if (!holder?.userId) return redirect('/staff')
	const { books, settings, address } = context
	await countTry(books.sql, 'codes', networkOf(address))
	const passkey = posted.safeParse(Object.fromEntries(await request.clone().formData()))
	const form = await readForm(request, passkey.success ? z.object({}) : schema)
	if (!form.ok) return form.reply
	const { userId } = holder
	const outcome = passkey.success
		? await passPasskey(books, { userId, site: siteOf(context), answer: passkey.data.answer })
		: await passSecondFactor(books, {
				userId,
				key: secretKey(settings),
				code: 'code' in form.value ? form.value.code : '',
			})
	if (!outcome.ok) return form.refuse(outcome)
	return redirect(wantedIn(request), {
		headers: { 'set-cookie': await passSession(request, context, holder.accountId) },
	})
}

/** Between the letter and the console, for staff who have an app that makes codes. */
export default function SignInSecond() {
	const { frame, title, offer } = useLoaderData<typeof loader>()
	const [form, fields] = usePageForm<Fields>(useActionData<typeof action>(), { id: 'second' })
	return (
		<CustomerPage frame={frame} title={title} lead={say('second.lead')} narrow>
			{offer ? (
				<Card className="mb-6">
					<PasskeyForm does="use" offer={offer} label={say('second.usePasskey')} large />
				</Card>
			) : null}
			<Card>
				<PageForm form={form}>
					<FormProblems errors={form.errors} />
					<Input
						{...bound(fields.code)}
						label={say('second.code')}
						hint={`${say('second.leadCode')} ${say('second.codeHint')}`}
						autoComplete="one-time-code"
						autoCapitalize="none"
						spellCheck={false}
						maxLength={40}
						required
						className="figures max-w-72 text-xl"
					/>
					<div className="mt-6">
						<Button size="large" busy={useIsPosting()}>
							{say('second.enter')}
						</Button>
					</div>
				</PageForm>
			</Card>
			<form method="post" action="/sign-out" className="mt-6">
				<input type="hidden" name="audience" value="staff" />
				<Button kind="secondary" size="small">
					{say('second.leave')}
				</Button>
			</form>
		</CustomerPage>
	)
}

import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { redeemCode } from '#core/sign-in/redeem.ts'
import { readForm } from '../form.ts'
import { bound, PageForm, useIsPosting, usePageForm } from '../page-form.tsx'
import { CustomerPage } from '../present/customer-page.tsx'
import { frameOf } from '../present/frame.ts'
import { titled } from '../present/title.ts'
import { pendingSignIn } from '../sign-in/cookies.ts'
import { letIn } from '../sign-in/let-in.ts'
import { countTry, networkOf } from '../sign-in/limits.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Input } from '../ui/field.tsx'
import { FormProblems } from '../ui/form-problems.tsx'
import { TextLink } from '../ui/link.tsx'
import { speakerFor } from '../words/speakers.ts'
import { useWords } from '../words/use-words.tsx'

const schema = z.object({
	code: z
		.string()
		.transform((text) => text.replace(/[\s-]/g, ''))
		.pipe(z.string().regex(/^\d{6}$/)),
})
type Fields = z.input<typeof schema>

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const pending = pendingSignIn(request, context)
	if (!pending) throw redirect('/sign-in')
	const { say } = speakerFor(request, context)
	return {
		frame: await frameOf(context),
		title: say('signIn.codeTitle'),
		again: pending.path.startsWith('/staff') ? '/sign-in/staff' : '/sign-in',
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const pending = pendingSignIn(request, context)
	if (!pending) return redirect('/sign-in')
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	await countTry(context.books.sql, 'codes', networkOf(context.address))
	const outcome = await redeemCode(context.books, { ...pending, code: form.value.code })
	if (!outcome.ok) return form.refuse(outcome)
	return await letIn(request, context, outcome.value)
}

/** Where the six digits of the letter are typed. Says nothing about whether a letter was sent. */
export default function SignInCode() {
	const { frame, title, again } = useLoaderData<typeof loader>()
	const say = useWords()
	const [form, fields] = usePageForm<Fields>(useActionData<typeof action>(), { id: 'code' })
	return (
		<CustomerPage frame={frame} title={title} lead={say('signIn.codeLead')} narrow>
			<Card>
				<PageForm form={form}>
					<FormProblems errors={form.errors} />
					<Input
						{...bound(fields.code)}
						label={say('signIn.code')}
						hint={say('signIn.codeHint')}
						inputMode="numeric"
						autoComplete="one-time-code"
						maxLength={12}
						required
						className="figures max-w-56 text-2xl tracking-[0.3em]"
					/>
					<div className="mt-6">
						<Button size="large" busy={useIsPosting()}>
							{say('signIn.enter')}
						</Button>
					</div>
				</PageForm>
			</Card>
			<p className="reading mt-6 text-muted">
				{say('signIn.noLetter')} <TextLink href={again}>{say('signIn.again')}</TextLink>
			</p>
		</CustomerPage>
	)
}

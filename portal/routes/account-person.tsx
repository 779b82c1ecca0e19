import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act } from '#core/act.ts'
import { addContact } from '#core/customer/add-contact.ts'
import { readForm } from '../form.ts'
import { bound, PageForm, useIsPosting, usePageForm } from '../page-form.tsx'
import { readAskedAccount } from '../present/account/asked.ts'
import { ownPassword } from '../present/account/asked-password.ts'
import { CustomerPage } from '../present/customer-page.tsx'
import { frameOf } from '../present/frame.ts'
import { titled } from '../present/title.ts'
import { notFound } from '../problem.ts'
import { requireContact } from '../sign-in/actor.ts'
import { countTry } from '../sign-in/limits.ts'
import { sessionKeyOf } from '../sign-in/sessions.ts'
import { Breadcrumb } from '../ui/breadcrumb.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Checkbox } from '../ui/choice.tsx'
import { Input, Select } from '../ui/field.tsx'
import { FormProblems } from '../ui/form-problems.tsx'
import { Notice } from '../ui/notice.tsx'
import { languageCodes, languages } from '../words/language.ts'
import { speakerFor } from '../words/speakers.ts'
import { useOwnDetailsWords } from '../words/use-own-details-words.ts'
import { useWords } from '../words/use-words.tsx'

const schema = z.object({
	name: z.string().trim().min(1).max(200),
	email: z.string().trim().pipe(z.email().max(254)),
	language: z.enum(['en', 'ru', 'zh', 'vi']),
	billing: z.literal('on').optional(),
	customer: z.uuid(),
})
type Fields = z.input<typeof schema>

export const meta = titled<typeof loader>()

const here = (customerId: string) => `/account/people/new?${new URLSearchParams({ customer: customerId })}`

export async function loader({ request, context }: LoaderFunctionArgs) {
	const visitor = await requireContact(request, context)
	const account = await readAskedAccount(request, context, visitor)
	const speaker = speakerFor(request, context)
	return {
		frame: await frameOf(context, visitor, account.customer.id),
		title: speaker.say('account.addPerson'),
		customer: account.customer,
		language: visitor.language,
		proof: await ownPassword({
			request,
			context,
			person: visitor,
			audience: 'customer',
			path: here(account.customer.id),
		}),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const { actor } = await requireContact(request, context)
	const form = await readForm(request, schema, context)
	if (!form.ok) return form.reply
	await countTry(context.books.sql, 'letter', `${actor.contactId} adds people`)
	const { customer: customerId, billing, ...person } = form.value
	const outcome = await act(context.books, actor, addContact, {
		...person,
		customerId,
		billing: billing === 'on',
		sessionKey: await sessionKeyOf(request, context),
	})
	if (!outcome.ok && outcome.refusal.code === 'not_found') throw notFound()
	if (!outcome.ok) return form.refuse(outcome)
	return redirect(`/account?customer=${customerId}`)
}

/** One more person who sees a customer's contracts. */
export default function AccountPerson() {
	const { frame, title, customer, language, proof } = useLoaderData<typeof loader>()
	const say = useWords()
	const sayOwn = useOwnDetailsWords()
	const [form, fields] = usePageForm<Fields>(useActionData<typeof action>(), {
		id: 'person',
		defaultValue: { language, billing: 'on' },
	})
	return (
		<CustomerPage
			frame={frame}
			title={title}
			lead={say('account.peopleLead', { customer: customer.name })}
			narrow
			breadcrumb={<Breadcrumb trail={[{ href: '/account', label: say('account.title') }]} />}
		>
			{proof.fresh ? null : (
				<div className="mb-6">
					<Notice kind="info" action={<LinkButton href={proof.again}>{say('password.staleButton')}</LinkButton>}>
						{sayOwn('ownDetails.peopleStale')}
					</Notice>
				</div>
			)}
			<Card>
				<PageForm form={form}>
					<FormProblems errors={form.errors} />
					<input type="hidden" name="customer" value={customer.id} />
					<Input {...bound(fields.name)} label={say('account.name')} required />
					<Input
						{...bound(fields.email)}
						label={say('account.email')}
						hint={say('account.personEmailHint')}
						type="email"
						required
					/>
					<Select {...bound(fields.language)} label={say('account.language')}>
						{languageCodes.map((code) => (
							<option key={code} value={code} lang={code}>
								{languages[code].name}
							</option>
						))}
					</Select>
					<div className="mt-5">
						<Checkbox
							name="billing"
							defaultChecked={fields.billing.initialValue === 'on'}
							label={say('account.personBilling')}
						/>
					</div>
					<div className="mt-8">
						<Button wide busy={useIsPosting()}>
							{say('account.personAdd')}
						</Button>
					</div>
				</PageForm>
			</Card>
		</CustomerPage>
	)
}

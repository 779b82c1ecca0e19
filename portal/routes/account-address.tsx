import { type ActionFunctionArgs, type LoaderFunctionArgs, redirectDocument } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act } from '#core/act.ts'
import { countryCodes } from '#core/country.ts'
import { changeAddress } from '#core/customer/change-address.ts'
import { dayInput } from '#core/day-input.ts'
import { readForm } from '../form.ts'
import { bound, PageForm, useIsPosting, usePageForm } from '../page-form.tsx'
import { readAskedAccount } from '../present/account/asked.ts'
import { listCountries } from '../present/country.ts'
import { CustomerPage } from '../present/customer-page.tsx'
import { frameOf } from '../present/frame.ts'
import { titled } from '../present/title.ts'
import { notFound } from '../problem.ts'
import { requireContact } from '../sign-in/actor.ts'
import { Breadcrumb } from '../ui/breadcrumb.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Input, Select } from '../ui/field.tsx'
import { FormProblems } from '../ui/form-problems.tsx'
import { speakerFor } from '../words/speakers.ts'
import { useOwnDetailsWords } from '../words/use-own-details-words.ts'
import { useWords } from '../words/use-words.tsx'

const short = z.string().trim().max(200).default('')
const schema = z.object({
	name: z.string().trim().min(1).max(200),
	street: z.string().trim().min(1).max(200),
	postalCode: short,
	city: short,
	region: short,
	country: z.enum(countryCodes),
	taxNumber: short,
	effectiveOn: dayInput,
	seenId: z.uuid(),
	customer: z.uuid(),
})
type Fields = z.input<typeof schema>

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const visitor = await requireContact(request, context)
	const account = await readAskedAccount(request, context, visitor)
	const speaker = speakerFor(request, context)
	return {
		frame: await frameOf(context, visitor, account.customer.id),
		title: speaker.say('account.addressEdit'),
		address: account.address,
		customerId: account.customer.id,
		countries: listCountries(speaker.language),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const { actor } = await requireContact(request, context)
	const form = await readForm(request, schema, context)
	if (!form.ok) return form.reply
	const { customer: customerId, ...address } = form.value
	const outcome = await act(context.books, actor, changeAddress, { ...address, customerId })
	if (!outcome.ok && outcome.refusal.code === 'not_found') throw notFound()
	if (!outcome.ok) return form.refuse(outcome, { 'customer.vat_number_wrong': 'taxNumber' })
	// Days and numbers may be those of another country now.
	return redirectDocument(`/account?customer=${customerId}`)
}

/** The customer's billing name and address, from a day on. */
export default function AccountAddress() {
	const { frame, title, address, customerId, countries } = useLoaderData<typeof loader>()
	const say = useWords()
	const sayOwn = useOwnDetailsWords()
	const [form, fields] = usePageForm<Fields>(useActionData<typeof action>(), {
		id: 'address',
		defaultValue: { ...address, effectiveOn: frame.today },
	})
	return (
		<CustomerPage
			frame={frame}
			title={title}
			lead={say('account.addressNote')}
			narrow
			breadcrumb={<Breadcrumb trail={[{ href: '/account', label: say('account.title') }]} />}
		>
			<p className="mb-6 text-muted">{sayOwn('ownDetails.addressCheck')}</p>
			<Card>
				<PageForm form={form}>
					<FormProblems errors={form.errors} />
					<input type="hidden" name="customer" value={customerId} />
					<input type="hidden" name="seenId" value={address.id} />
					<Input {...bound(fields.name)} label={say('account.company')} autoComplete="organization" required />
					<Input {...bound(fields.street)} label={say('account.street')} autoComplete="address-line1" required />
					<Input {...bound(fields.postalCode)} label={say('account.postalCode')} autoComplete="postal-code" optional />
					<Input {...bound(fields.city)} label={say('account.city')} autoComplete="address-level2" optional />
					<Input {...bound(fields.region)} label={say('account.region')} autoComplete="address-level1" optional />
					<Select {...bound(fields.country)} label={say('account.country')} autoComplete="country" required>
						{countries.map(({ code, name }) => (
							<option key={code} value={code}>
								{name}
							</option>
						))}
					</Select>
					<Input
						{...bound(fields.taxNumber)}
						label={say('account.taxNumber')}
						hint={say('account.taxNumberHint')}
						optional
					/>
					<Input {...bound(fields.effectiveOn)} label={say('account.from')} type="date" min={frame.today} required />
					<div className="mt-8">
						<Button wide busy={useIsPosting()}>
							{say('account.addressSave')}
						</Button>
					</div>
				</PageForm>
			</Card>
		</CustomerPage>
	)
}

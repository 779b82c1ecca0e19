import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import { findCustomerForStaff } from '#core/customer/find.ts'
import { currencyCodes } from '#core/money.ts'
import { may } from '#core/permit.ts'
import { listPriceLists } from '#core/price/find-lists.ts'
import { createPriceList } from '#core/price/write-list.ts'
import { readForm } from '../../form.ts'
import { dayField } from '../../form-fields.ts'
import { ListForm } from '../../present/staff/price/list-form.tsx'
import { PriceLists } from '../../present/staff/price/lists.tsx'
import { PriceRules } from '../../present/staff/price/rules.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Card, Section } from '../../ui/card.tsx'
import { TextLink } from '../../ui/link.tsx'
import { sayPrice as say } from '../../words/staff-prices.ts'

export const meta = titled<typeof loader>()

const query = z.object({ customer: z.uuid().optional().catch(undefined) })
const schema = z.object({
	name: z.string().trim().min(1).max(120),
	currency: z.string().regex(/^[A-Z]{3}$/),
	whose: z.enum(['everybody', 'chosen']),
	validFrom: dayField,
	validTo: dayField.optional(),
})

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'contract.write')) throw notFound()
	const { books } = context
	const { customer: customerId } = query.parse(Object.fromEntries(new URL(request.url).searchParams))
	const customer = customerId ? await look(books, staff.actor, findCustomerForStaff, { id: customerId }) : undefined
	if (customer && !customer.ok) throw notFound()
	const company = expectOk(await look(books, staff.actor, async (scope) => scope.company, undefined))
	return {
		frame: await staffFrameOf(context, staff),
		title: say('price.title'),
		lists: expectOk(await look(books, staff.actor, listPriceLists, { customerId })),
		customer: customer?.value.name ?? null,
		currency: customer?.value.currency ?? company.currency,
		currencies: currencyCodes(),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	if (!may(actor, 'product.write')) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const { whose, validFrom, validTo, ...list } = form.value
	const made = await act(context.books, actor, createPriceList, {
		...list,
		everybody: whose === 'everybody',
		validFrom: validFrom.toString(),
		validTo: validTo?.toString() ?? null,
	})
	return made.ok ? redirect(`/staff/prices/${made.value.id}`) : form.refuse(made)
}

/** All price lists, or those of one customer; one more. */
export default function PriceListsPage() {
	const { frame, title, lists, customer, currency, currencies } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={customer ? say('price.leadOf', { name: customer }) : say('price.lead')}
		>
			{customer ? (
				<p className="-mt-3 mb-6">
					<TextLink href="/staff/prices">{say('price.all')}</TextLink>
				</p>
			) : null}
			<PriceLists lists={lists} />
			<div className="mt-10 grid items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] lg:[&>section]:mt-0">
				{frame.may['product.write'] ? (
					<Section title={say('price.add')}>
						<Card>
							<ListForm result={answer} currency={currency} currencies={currencies} today={frame.today} />
						</Card>
					</Section>
				) : null}
				<PriceRules />
			</div>
		</StaffPage>
	)
}

import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import { checkTaxDetails } from '#core/customer/check-tax.ts'
import { findCustomerForStaff } from '#core/customer/find.ts'
import { may } from '#core/permit.ts'
import { endExemption, exemptCustomer } from '#core/tax/exempt.ts'
import { listTaxClasses } from '#core/tax/list-rates.ts'
import { findCustomerTax } from '#core/tax/of-customer.ts'
import { readForm } from '../../form.ts'
import { dayField } from '../../form-fields.ts'
import { listCountries } from '../../present/country.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { ExemptionForm } from '../../present/staff/tax/exemption-form.tsx'
import { Exemptions, TaxNow, ToCheck } from '../../present/staff/tax/of-customer.tsx'
import { TaxOutcome } from '../../present/staff/tax/outcome.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { Card, Section } from '../../ui/card.tsx'
import { staffWords } from '../../words/staff.ts'
import { sayTax as say } from '../../words/staff-taxes.ts'

export const meta = titled<typeof loader>()

const address = z.object({ customerId: z.uuid() })
const schema = z.discriminatedUnion('intent', [
	z.object({
		intent: z.literal('add'),
		certificate: z.string().trim().min(1).max(120),
		country: z
			.string()
			.regex(/^([A-Z]{2})?$/)
			.default(''),
		region: z.string().trim().max(80).default(''),
		taxClass: z.string().trim().max(40).default(''),
		validFrom: dayField,
		validTo: dayField.optional(),
	}),
	z.object({ intent: z.literal('end'), id: z.uuid(), validTo: dayField }),
	z.object({ intent: z.literal('take_back'), id: z.uuid() }),
	z.object({ intent: z.literal('check'), party: z.uuid() }),
])

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { customerId } = address.safeParse(params).data ?? {}
	if (!customerId) throw notFound()
	const { books } = context
	const [customer, tax, classes] = await Promise.all([
		look(books, staff.actor, findCustomerForStaff, { id: customerId }),
		look(books, staff.actor, findCustomerTax, { customerId }),
		look(books, staff.actor, listTaxClasses, undefined),
	])
	if (!customer.ok || !tax.ok) throw notFound()
	const { id, name, taxNumber } = customer.value
	return {
		frame: await staffFrameOf(context, staff),
		title: say('tax.customer.title'),
		customer: { id, name, taxNumber },
		tax: tax.value,
		classes: expectOk(classes),
		countries: listCountries('en'),
		saved: new URL(request.url).searchParams.has('saved'),
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const { customerId } = address.safeParse(params).data ?? {}
	if (!customerId || !may(actor, 'customer.write')) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	if (form.value.intent !== 'check' && !may(actor, 'tax.write')) throw notFound()
	const { books } = context
	const { value } = form
	const outcome =
		value.intent === 'check'
			? await act(books, actor, checkTaxDetails, { customerId, partyId: value.party })
			: value.intent === 'add'
				? await act(books, actor, exemptCustomer, {
						...value,
						customerId,
						validFrom: value.validFrom.toString(),
						validTo: value.validTo?.toString() ?? null,
					})
				: await act(books, actor, endExemption, {
						...{ id: value.id, customerId },
						validTo: value.intent === 'end' ? value.validTo.toString() : null,
					})
	if (!outcome.ok && outcome.refusal.code === 'not_found') throw notFound()
	return outcome.ok ? redirect(`/staff/customers/${customerId}/tax?saved`) : form.refuse(outcome)
}

/** How a customer is taxed and why; their exemptions. */
export default function CustomerTaxPage() {
	const { frame, title, customer, tax, classes, countries, saved } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const adding = answer?.initialValue?.intent === 'add'
	const mayWrite = frame.may['tax.write'] ?? false
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={customer.name}
			breadcrumb={
				<Breadcrumb
					trail={[
						{ href: '/staff/customers', label: staffWords('staff.customers') },
						{ href: `/staff/customers/${customer.id}`, label: customer.name },
					]}
				/>
			}
		>
			<TaxOutcome saved={saved} answer={answer} adding={adding} />
			<ToCheck details={tax.toCheck} mayCheck={frame.may['customer.write'] ?? false} />
			<TaxNow tax={tax} taxNumber={customer.taxNumber} />
			<Section title={say('tax.customer.exemptions')}>
				<Exemptions exemptions={tax.exemptions} mayWrite={mayWrite} today={frame.today} />
			</Section>
			{mayWrite ? (
				<Section title={say('tax.customer.add')}>
					<Card className="max-w-3xl">
						<ExemptionForm
							result={adding ? answer : undefined}
							countries={countries}
							classes={classes}
							today={frame.today}
						/>
					</Card>
				</Section>
			) : null}
		</StaffPage>
	)
}

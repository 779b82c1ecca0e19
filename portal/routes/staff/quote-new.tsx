import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import { findCustomerForStaff } from '#core/customer/find.ts'
import { may } from '#core/permit.ts'
import { listProducts } from '#core/product/list.ts'
import { findQuotable } from '#core/quote/find-quotable.ts'
import { findQuoteRights } from '#core/quote/form-rights.ts'
import { writeQuote } from '#core/quote/write.ts'
import { clausesIn } from '#core/template/template.ts'
import { readForm } from '../../form.ts'
import type { LoadContext } from '../../load-context.ts'
import { usePageForm } from '../../page-form.tsx'
import { ChooseCustomer } from '../../present/staff/choose-customer.tsx'
import { findCustomers, findIn } from '../../present/staff/find-customers.ts'
import { rowsOf } from '../../present/staff/posted-rows.ts'
import { type QuoteFields, QuoteForm } from '../../present/staff/quote-fields.tsx'
import { draftLineOf, offersOf, quoteFieldsRefused, quoteForm, quoteOf } from '../../present/staff/quote-form.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { ChooseTemplate } from '../../present/staff/template/choose.tsx'
import { filledIn, shownTerms } from '../../present/staff/template/form.tsx'
import { templateOfAddress } from '../../present/staff/template/open.ts'
import { linesFrom } from '../../present/staff/template/posted.ts'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff, type StaffMember } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { sayQuote } from '../../words/staff-quote.ts'

export const meta = titled<typeof loader>()

const query = z.object({
	customer: z.uuid().optional().catch(undefined),
	contract: z.uuid().optional().catch(undefined),
	purpose: z.enum(['change', 'renewal']).optional().catch(undefined),
})

/** How many days a new quote is valid at first. */
const validDays = 30

/** Whom and what for: a customer, or a contract to change or renew. */
async function aboutOf(request: Request, context: LoadContext, staff: StaffMember) {
	const { books } = context
	const { actor } = staff
	const asked = query.parse(Object.fromEntries(new URL(request.url).searchParams))
	const contract = asked.contract
		? await look(books, actor, findQuotable, { id: asked.contract, purpose: asked.purpose })
		: undefined
	if (contract && !contract.ok) throw notFound()
	const customerId = contract?.value.customerId ?? asked.customer
	if (!customerId) return null
	const customer = await look(books, actor, findCustomerForStaff, { id: customerId })
	if (!customer.ok) throw notFound()
	const { currency, name, contacts, language } = customer.value
	const products = await look(books, actor, listProducts, { currency, customerId })
	const rights = await look(books, actor, findQuoteRights, { contractId: contract?.value.id ?? null })
	const company = expectOk(await look(books, actor, async (scope) => scope.company, undefined))
	return {
		rights: expectOk(rights),
		usual: {
			paymentTermDays: String(customer.value.paymentTermDays ?? company.paymentTermDays),
			noticeDays: String(company.noticeDays),
		},
		customer: { id: customerId, name, currency, contacts, language },
		begin: contract ? null : await templateOfAddress(request, context, staff, currency, 'receivable'),
		contract: contract?.value ?? null,
		purpose: contract ? (asked.purpose ?? ('change' as const)) : ('new' as const),
		products: products.ok ? products.value : [],
	}
}

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'quote.write')) throw notFound()
	const frame = await staffFrameOf(context, staff)
	const validUntil = Temporal.PlainDate.from(frame.today).add({ days: validDays }).toString()
	const about = await aboutOf(request, context, staff)
	const find = findIn(request)
	const found = about ? [] : await findCustomers(context.books, staff.actor, { find, payersOnly: true })
	return { frame, title: sayQuote('quote.new'), validUntil, about, find, found }
}

export async function action({ request, context }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'quote.write')) throw notFound()
	const about = await aboutOf(request, context, staff)
	if (!about) throw notFound()
	const form = await readForm(request, quoteForm)
	if (!form.ok) return form.reply
	const { customer, contract, purpose, products } = about
	const of = { customerId: customer.id, currency: customer.currency, purpose, forContractId: contract?.id ?? null }
	const before = (contract?.lines ?? []).map(draftLineOf)
	const outcome = await act(context.books, staff.actor, writeQuote, quoteOf(form.value, of, products, before))
	if (!outcome.ok) return form.refuse(outcome, quoteFieldsRefused)
	return redirect(`/staff/quotes/${outcome.value.id}`)
}

export default function NewQuote() {
	const { frame, title, about, validUntil, find, found } = useLoaderData<typeof loader>()
	const kind = about?.contract ? sayQuote(`quote.purpose.${about.purpose}`, { number: about.contract.number }) : ''
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={
				about ? [sayQuote('quote.newFor', { name: about.customer.name }), kind].filter(Boolean).join(' · ') : undefined
			}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/quotes', label: sayQuote('quote.quotes') }]} />}
		>
			{about ? (
				<>
					{about.begin ? (
						<ChooseTemplate
							templates={about.begin.templates}
							chosen={about.begin.template}
							customerId={about.customer.id}
						/>
					) : null}
					<Draft key={about.begin?.template?.id ?? ''} {...about} validUntil={validUntil} />
				</>
			) : (
				<ChooseCustomer page="/staff/quotes/new" ask={sayQuote('quote.chooseCustomer')} find={find} found={found} />
			)}
		</StaffPage>
	)
}

type DraftProps = NonNullable<Awaited<ReturnType<typeof aboutOf>>> & { validUntil: string }

function Draft({ customer, contract, purpose, products, rights, usual, begin, validUntil }: DraftProps) {
	const template = begin?.template ?? null
	const answer = useActionData<typeof action>()
	const [form, fields] = usePageForm<QuoteFields>(answer, {
		id: 'quote',
		defaultValue: {
			validUntil,
			...(template
				? { ...shownTerms(template), conditions: clausesIn(template, customer.language) }
				: { alignment: 'contract', timing: 'advance', prorate: 'on' }),
		},
	})
	const lines = contract?.lines ?? []
	return (
		<QuoteForm
			form={form}
			fields={fields}
			rows={rowsOf(answer, template ? linesFrom(template, begin?.isOwnCurrency ?? false) : lines.map(draftLineOf))}
			offers={offersOf(answer, lines)}
			products={products}
			currency={customer.currency}
			contacts={customer.contacts}
			purpose={purpose}
			version={0}
			rights={rights}
			stands={template ? { ...usual, ...filledIn(shownTerms(template)) } : usual}
			templateId={template?.id}
		/>
	)
}

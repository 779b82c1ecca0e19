import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import { findCustomerForStaff } from '#core/customer/find.ts'
import { may } from '#core/permit.ts'
import { listProducts } from '#core/product/list.ts'
import { discountInputOf } from '#core/quote/discount.ts'
import { editQuote } from '#core/quote/edit.ts'
import { findQuote } from '#core/quote/find.ts'
import { findQuoteRights } from '#core/quote/form-rights.ts'
import { readForm } from '../../form.ts'
import type { LoadContext } from '../../load-context.ts'
import { usePageForm } from '../../page-form.tsx'
import { shownDiscount } from '../../present/staff/contract-form.ts'
import { rowsOf } from '../../present/staff/posted-rows.ts'
import { type QuoteFields, QuoteForm } from '../../present/staff/quote-fields.tsx'
import { draftLineOf, offersOf, quoteFieldsRefused, quoteForm, quoteOf } from '../../present/staff/quote-form.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff, type StaffMember } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { sayQuote } from '../../words/staff-quote.ts'

export const meta = titled<typeof loader>()

const address = z.object({ quoteId: z.uuid() })

async function draftOf({ books }: LoadContext, { actor }: StaffMember, params: unknown) {
	const { quoteId: id } = address.safeParse(params).data ?? {}
	if (!id || !may(actor, 'quote.write')) throw notFound()
	const found = await look(books, actor, findQuote, { id, chosen: null })
	if (!found.ok || found.value.quote.state !== 'draft') throw notFound()
	const { conditionsWritten: conditions, ...shown } = found.value.quote
	const quote = { ...shown, conditions }
	const customer = await look(books, actor, findCustomerForStaff, { id: quote.customerId })
	const products = await look(books, actor, listProducts, {
		...{ currency: quote.currency, customerId: quote.customerId },
	})
	if (!customer.ok) throw notFound()
	return { quote, contacts: customer.value.contacts, products: products.ok ? products.value : [] }
}

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { quote, ...choices } = await draftOf(context, staff, params)
	const rights = await look(context.books, staff.actor, findQuoteRights, { contractId: quote.forContractId })
	const { validUntil, startsOn, endsOn, sentAt: _, closedAt: __, ...rest } = quote
	return {
		frame: await staffFrameOf(context, staff),
		title: quote.number,
		...choices,
		rights: expectOk(rights),
		discount: shownDiscount(quote.discounts.map((one) => discountInputOf(one, quote.currency))),
		quote: {
			...rest,
			validUntil: validUntil.toString(),
			startsOn: startsOn?.toString() ?? '',
			endsOn: endsOn?.toString() ?? '',
		},
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { quote, products } = await draftOf(context, staff, params)
	const form = await readForm(request, quoteForm)
	if (!form.ok) return form.reply
	const { id, customerId, currency, purpose, forContractId, lines } = quote
	const about = { customerId, currency, purpose, forContractId }
	const input = quoteOf(form.value, about, products, lines.map(draftLineOf))
	const outcome = await act(context.books, staff.actor, editQuote, { ...input, id, version: form.value.version })
	if (!outcome.ok) return form.refuse(outcome, quoteFieldsRefused)
	return redirect(`/staff/quotes/${id}`)
}

/** A draft, to be written anew. */
export default function EditQuote() {
	const { frame, title, quote, discount, contacts, products, rights } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const { lines, purpose, currency, version } = quote
	const stands = {
		...quote,
		...discount,
		termMonths: quote.termMonths === null ? '' : String(quote.termMonths),
		paymentTermDays: String(quote.paymentTermDays),
		noticeDays: String(quote.noticeDays),
		signerOnly: quote.signerOnly ? 'on' : null,
		prorate: quote.prorate ? 'on' : null,
	}
	const [form, fields] = usePageForm<QuoteFields>(answer, { id: 'quote', defaultValue: stands })
	return (
		<StaffPage
			frame={frame}
			title={title}
			breadcrumb={
				<Breadcrumb
					trail={[
						{ href: '/staff/quotes', label: sayQuote('quote.quotes') },
						{ href: `/staff/quotes/${quote.id}`, label: title },
					]}
				/>
			}
		>
			<QuoteForm
				form={form}
				fields={fields}
				rows={rowsOf(answer, lines.map(draftLineOf))}
				offers={offersOf(answer, lines)}
				products={products}
				currency={currency}
				contacts={contacts}
				purpose={purpose}
				version={version}
				rights={rights}
				stands={stands}
			/>
		</StaffPage>
	)
}

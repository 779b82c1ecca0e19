import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look, type Outcome } from '#core/act.ts'
import { listContracts } from '#core/contract/list.ts'
import { findCustomerForStaff } from '#core/customer/find.ts'
import { isCurrency } from '#core/money.ts'
import { previewReceipt } from '#core/payment/preview-receipt.ts'
import { recordReceipt } from '#core/payment/record-receipt.ts'
import { suggestSplit } from '#core/payment/suggest-split.ts'
import { may } from '#core/permit.ts'
import { readForm } from '../../form.ts'
import type { LoadContext } from '../../load-context.ts'
import { ChooseCustomer } from '../../present/staff/choose-customer.tsx'
import { findCustomers, findIn } from '../../present/staff/find-customers.ts'
import { fieldsOfPut, putOf, receiptSchema } from '../../present/staff/receipt/posted.ts'
import { type Looked, ReceiptForm } from '../../present/staff/receipt/receipt-form.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff, type StaffMember } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { TextLink } from '../../ui/link.tsx'
import { speakerFor } from '../../words/speakers.ts'
import { sayList } from '../../words/staff-lists.ts'
import { sayReceipt as say } from '../../words/staff-receipts.ts'

export const meta = titled<typeof loader>()

const query = z.object({
	customer: z.uuid().optional().catch(undefined),
	contract: z.uuid().optional().catch(undefined),
	currency: z.string().refine(isCurrency).optional().catch(undefined),
})

const askedIn = (request: Request) => query.parse(Object.fromEntries(new URL(request.url).searchParams))

/** Whose money it is, and in which currency. */
async function payerOf(request: Request, { books }: LoadContext, { actor }: StaffMember) {
	const asked = askedIn(request)
	if (!asked.customer) return null
	const customer = await look(books, actor, findCustomerForStaff, { id: asked.customer })
	if (!customer.ok || customer.value.role !== 'customer') throw notFound()
	const { id, name, currency } = customer.value
	return { id, name, currency: asked.currency ?? currency, contractId: asked.contract ?? '' }
}

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'payment.record')) throw notFound()
	const find = findIn(request)
	const { books } = context
	const payer = await payerOf(request, context, staff)
	const shared = { frame: await staffFrameOf(context, staff), title: say('receipt.record'), find }
	const found = payer ? [] : await findCustomers(books, staff.actor, { find, payersOnly: true })
	const of = payer ? await formOf(context, staff, payer) : null
	return { ...shared, found, of }
}

type Payer = NonNullable<Awaited<ReturnType<typeof payerOf>>>

async function formOf({ books }: LoadContext, { actor }: StaffMember, payer: Payer) {
	const { id: customerId, currency, contractId } = payer
	const split = { customerId, currency, amountMinor: 0n, contractId: contractId || null }
	return {
		payer,
		contracts: expectOk(await look(books, actor, listContracts, { customerId, limit: 100 })).rows.map((row) => ({
			...{ id: row.id, number: row.number, title: row.title },
		})),
		split: expectOk(await look(books, actor, suggestSplit, split)),
		key: crypto.randomUUID(),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'payment.record')) throw notFound()
	const payer = await payerOf(request, context, staff)
	if (!payer) throw notFound()
	const { id: customerId, currency } = payer
	const form = await readForm(request, receiptSchema(currency, speakerFor(request)))
	if (!form.ok) return form.reply
	const { intent, amount: amountMinor, receivedOn, method, reference, note, letter, seen, key } = form.value
	const contractId = form.value.contractId ?? null
	const input = {
		...{ customerId, currency, amountMinor, receivedOn, method, reference, note, contractId, key },
		...{ allocate: putOf(form.value), letter: letter === 'on' },
	}
	const refused = (made: Outcome<unknown>) => form.refuse(made, { ...fieldsOf, ...fieldsOfPut(made, form.value) })
	if (intent === 'record') {
		const made = await act(context.books, staff.actor, recordReceipt, { ...input, seen })
		return made.ok ? redirect(`/staff/receipts/${made.value.paymentId}?done=recorded`) : refused(made)
	}
	const shown = await act(context.books, staff.actor, previewReceipt, input)
	if (!shown.ok) return refused(shown)
	const of = { customerId, currency, amountMinor, contractId, on: receivedOn }
	const split = expectOk(await look(context.books, staff.actor, suggestSplit, of))
	const looked: Looked = { amountMinor, receivedOn, split, ...shown.value }
	return data({ looked, ...form.refuse({ ok: true, value: null }).data }, { status: 200 })
}

const fieldsOf = {
	'payment.not_positive': 'amount',
	'receipt.over_money': 'amount',
	'receipt.day_ahead': 'receivedOn',
} as const

/** Money that came is recorded: by whom it was paid, what it settles, and what that does. */
export default function NewReceipt() {
	const { frame, title, find, found, of } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const looked = answer && 'looked' in answer ? (answer.looked as Looked) : null
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={of ? of.payer.name : say('receipt.recordLead')}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/receipts', label: sayList('list.rooms.receipts') }]} />}
			aside={of ? <TextLink href="/staff/receipts/new">{say('receipt.another')}</TextLink> : undefined}
		>
			{of ? (
				<ReceiptForm
					currency={of.payer.currency}
					today={frame.today}
					contracts={of.contracts}
					contractId={of.payer.contractId}
					split={looked?.split ?? of.split}
					typed={answer?.initialValue ?? {}}
					errors={answer?.error ?? {}}
					looked={looked}
					formKey={of.key}
				/>
			) : (
				<ChooseCustomer page="/staff/receipts/new" ask={say('receipt.choose')} find={find} found={found} />
			)}
		</StaffPage>
	)
}

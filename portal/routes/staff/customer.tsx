import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look } from '#core/act.ts'
import { listContracts } from '#core/contract/list.ts'
import { addContact } from '#core/customer/add-contact.ts'
import { findCustomerForStaff } from '#core/customer/find.ts'
import { removeContact } from '#core/customer/remove-contact.ts'
import { setGuarantor } from '#core/customer/set-guarantor.ts'
import { listFollowUps } from '#core/follow-up/list.ts'
import { listInvoices } from '#core/invoice/list-all.ts'
import { findOwnValues } from '#core/own-field/read.ts'
import { may } from '#core/permit.ts'
import { averageRatings, listRatings } from '#core/rating/list.ts'
import { findLinks } from '#core/sign-in/find-links.ts'
import { revokeLink } from '#core/sign-in/revoke-link.ts'
import { sendLink } from '#core/sign-in/send-link.ts'
import { readForm } from '../../form.ts'
import { CustomerRatings } from '../../present/staff/customer-ratings.tsx'
import { AddContact, type ContactFields, Links, SendLink } from '../../present/staff/customer-reach.tsx'
import { CustomerSummary } from '../../present/staff/customer-summary.tsx'
import { FollowUps } from '../../present/staff/follow-ups.tsx'
import { OwnFacts } from '../../present/staff/own/facts.tsx'
import { presentRatings } from '../../present/staff/rating-rows.tsx'
import { type StaffFrame, staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { LinkButton } from '../../ui/button.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { staffWords as say } from '../../words/staff.ts'
import { sayAmend } from '../../words/staff-amend.ts'
import { sayCollection } from '../../words/staff-collection.ts'
import { sayDocument } from '../../words/staff-documents.ts'
import { sayQuote } from '../../words/staff-quote.ts'
import { sayReceipt } from '../../words/staff-receipts.ts'
import { sayScreen } from '../../words/staff-screen.ts'
import { saySupplier } from '../../words/staff-suppliers.ts'
import { sayVisit } from '../../words/staff-visits.ts'

export const meta = titled<typeof loader>()

const address = z.object({ customerId: z.uuid() })
const schema = z.discriminatedUnion('intent', [
	z.object({
		intent: z.literal('send_link'),
		contractId: z.uuid(),
		contactId: z.uuid().optional(),
		scope: z.enum(['view', 'pay']),
		key: z.string().min(8).max(64),
	}),
	z.object({ intent: z.literal('revoke_link'), linkId: z.uuid() }),
	z.object({ intent: z.literal('remove_contact'), contactId: z.uuid() }),
	z.object({ intent: z.literal('guarantor'), contactId: z.uuid(), guarantor: z.enum(['yes', 'no']) }),
	z.object({
		intent: z.literal('add_contact'),
		name: z.string().trim().min(1).max(200),
		email: z.email().max(254),
		language: z.enum(['en', 'ru', 'zh', 'vi']),
	}),
])

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { customerId } = address.safeParse(params).data ?? {}
	if (!customerId) throw notFound()
	const { books } = context
	const [customer, contracts, invoices, links, ratings, average, followUps, own] = await Promise.all([
		look(books, staff.actor, findCustomerForStaff, { id: customerId }),
		look(books, staff.actor, listContracts, { customerId, limit: 50 }),
		may(staff.actor, 'invoice.read') ? look(books, staff.actor, listInvoices, { customerId, limit: 12 }) : undefined,
		may(staff.actor, 'link.send') ? look(books, staff.actor, findLinks, { customerId }) : undefined,
		look(books, staff.actor, listRatings, { customerId, limit: 4 }),
		look(books, staff.actor, averageRatings, { customerId }),
		look(books, staff.actor, listFollowUps, { customerId, limit: 8 }),
		look(books, staff.actor, findOwnValues, { subject: 'customer' as const, ids: [customerId] }),
	])
	if (!customer.ok || !contracts.ok || !own.ok) throw notFound()
	return {
		frame: await staffFrameOf(context, staff),
		title: customer.value.name,
		customer: customer.value,
		contracts: contracts.value.rows.map(({ startsOn, endsOn, nextDueOn, ...row }) => ({
			...row,
			startsOn: startsOn.toString(),
			endsOn: endsOn?.toString() ?? null,
			nextDueOn: nextDueOn?.toString() ?? null,
		})),
		invoices: invoices?.ok
			? invoices.value.rows.map(({ issuedOn, dueOn, ...row }) => ({
					...row,
					issuedOn: issuedOn.toString(),
					dueOn: dueOn.toString(),
				}))
			: null,
		links: links?.ok
			? links.value.map((link) => ({
					id: link.id,
					state: link.state,
					scope: link.scope,
					contactName: link.contactName,
					subject: link.subject.kind,
					opens: link.opens,
					opened: link.opened,
					expiresAt: link.expiresAt.toString(),
				}))
			: [],
		ratings: ratings.ok ? presentRatings(ratings.value.slice(0, 4)) : [],
		average: average.ok ? average.value : null,
		followUps: followUps.ok ? followUps.value : [],
		own: { values: own.value.shown[customerId] ?? [], some: own.value.fields.length > 0 },
		key: crypto.randomUUID(),
		done: new URL(request.url).searchParams.get('done'),
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { customerId } = address.safeParse(params).data ?? {}
	if (!customerId) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const { value } = form
	const { books } = context
	const outcome =
		value.intent === 'send_link'
			? await act(books, staff.actor, sendLink, { ...value, contactId: value.contactId ?? null })
			: value.intent === 'revoke_link'
				? await act(books, staff.actor, revokeLink, { id: value.linkId })
				: value.intent === 'remove_contact'
					? await act(books, staff.actor, removeContact, { customerId, contactId: value.contactId })
					: value.intent === 'guarantor'
						? await act(books, staff.actor, setGuarantor, {
								...{ customerId, contactId: value.contactId, guarantor: value.guarantor === 'yes' },
							})
						: await act(books, staff.actor, addContact, { ...value, customerId })
	if (!outcome.ok) return form.refuse(outcome)
	return redirect(`/staff/customers/${customerId}?done=${value.intent}`)
}

/** A customer: what they owe, what they have, whom to write to, and the links that were sent. */
export default function Customer() {
	const { frame, title, customer, ratings, average, followUps, contracts, invoices, links, own, key, done } =
		useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const paid = customer.role !== 'customer'
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={paid ? `${customer.number} · ${saySupplier(`supplier.role.${customer.role}`)}` : customer.number}
			breadcrumb={
				<Breadcrumb
					trail={[
						paid
							? { href: '/staff/suppliers', label: saySupplier('supplier.list') }
							: { href: '/staff/customers', label: say('staff.customers') },
					]}
				/>
			}
			aside={
				<>
					{frame.may['invoice.read'] && !paid ? (
						<LinkButton kind="secondary" href={`/staff/customers/${customer.id}/statement`}>
							{say('staff.customer.statement')}
						</LinkButton>
					) : null}
					{frame.may['payment.record'] && !paid ? (
						<LinkButton kind="secondary" href={`/staff/receipts/new?customer=${customer.id}`}>
							{sayReceipt('receipt.record')}
						</LinkButton>
					) : null}
					<LinkButton kind="secondary" href={`/staff/customers/${customer.id}/documents`}>
						{sayDocument('document.title')}
					</LinkButton>
					{paid ? null : (
						<LinkButton kind="secondary" href={`/staff/visits?customer=${customer.id}`}>
							{sayVisit('visit.title')}
						</LinkButton>
					)}
					{frame.may['collection.dispatch'] && customer.overdueMinor > 0n ? (
						<LinkButton kind="secondary" href={`/staff/collection/dispatch?customer=${customer.id}`}>
							{sayCollection('collection.ofCustomer')}
						</LinkButton>
					) : null}
					{frame.may['survey.request'] ? (
						<LinkButton kind="secondary" href={`/staff/surveys/new?customer=${customer.id}`}>
							{sayScreen('screen.askSurvey')}
						</LinkButton>
					) : null}
					{frame.may['contract.amend'] && !paid ? (
						<LinkButton kind="secondary" href={`/staff/customers/${customer.id}/co-terminate`}>
							{sayAmend('amend.togetherTitle')}
						</LinkButton>
					) : null}
					{frame.may['customer.write'] ? (
						<>
							<LinkButton kind="secondary" href={`/staff/customers/${customer.id}/edit`}>
								{say('staff.customer.edit')}
							</LinkButton>
							{paid ? null : (
								<LinkButton kind="secondary" href={`/staff/quotes/new?customer=${customer.id}`}>
									{sayQuote('quote.new')}
								</LinkButton>
							)}
							<LinkButton href={`/staff/contracts/new?customer=${customer.id}`}>{say('staff.contract.new')}</LinkButton>
						</>
					) : null}
				</>
			}
		>
			{done && !answer ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{done === 'add_contact'
							? say('staff.customer.contactAdded')
							: done === 'remove_contact'
								? say('staff.customer.contactRemoved')
								: done === 'send_link'
									? say('staff.customer.linkOnItsWay')
									: say('staff.customer.saved')}
					</Notice>
				</div>
			) : null}
			<FormProblems errors={problemsOf(answer, frame.may)} />
			<CustomerSummary
				customer={customer}
				contracts={contracts}
				invoices={paid ? null : invoices}
				mayRemove={frame.may['customer.write'] ?? false}
			/>
			<OwnFacts
				values={own.values}
				edit={own.some && frame.may['customer.write'] ? `/staff/customers/${customer.id}/fields` : undefined}
			/>
			<FollowUps followUps={followUps} mayWrite={frame.may['follow_up.write'] ?? false} customerId={customer.id} />
			{paid ? null : <CustomerRatings ratings={ratings} average={average} timeZone={frame.timeZone} />}
			{frame.may['link.send'] && !paid ? (
				<SendLink answer={answer} contracts={contracts} contacts={customer.contacts} formKey={key} />
			) : null}
			{links.length > 0 ? (
				<Links links={links} mayRevoke={frame.may['link.revoke'] ?? false} timeZone={frame.timeZone} />
			) : null}
			{frame.may['audit.read'] ? (
				<p className="mt-8">
					<TextLink href={`/staff/audit?customer=${customer.id}`}>{say('staff.audit.all')}</TextLink>
				</p>
			) : null}
			{frame.may['customer.write'] ? <AddContact answer={answer} language={customer.language} /> : null}
		</StaffPage>
	)
}

/** What was refused is said at its own form, or at the top where that form is not shown. */
function problemsOf(answer: ReturnType<typeof useActionData<typeof action>>, may: StaffFrame['may']) {
	const intent = answer?.initialValue?.intent
	const atForm = (intent === 'add_contact' && may['customer.write']) || (intent === 'send_link' && may['link.send'])
	return atForm ? undefined : (answer?.error?.[''] ?? undefined)
}

export type { ContactFields }

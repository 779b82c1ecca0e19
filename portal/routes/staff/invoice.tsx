import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look } from '#core/act.ts'
import { propose } from '#core/approval/ask.ts'
import { findFollowed } from '#core/dunning/find.ts'
import { findInvoicePage } from '#core/invoice/page.ts'
import { may } from '#core/permit.ts'
import { readForm } from '../../form.ts'
import { bound, PageForm, useIsPosting, usePageForm } from '../../page-form.tsx'
import { Day, Money, Period } from '../../present/display.tsx'
import { afterProposal } from '../../present/staff/after-proposal.ts'
import { Charges } from '../../present/staff/charges.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { StandingPill } from '../../present/state-pill.tsx'
import { titled } from '../../present/title.ts'
import { LineName, Why } from '../../present/why.tsx'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Card, Empty, Section } from '../../ui/card.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Input } from '../../ui/field.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { Table } from '../../ui/table.tsx'
import { staffWords as say } from '../../words/staff.ts'

export const meta = titled<typeof loader>()

const address = z.object({ invoiceId: z.uuid() })
const reason = z.string().trim().min(1).max(300)
const schema = z.discriminatedUnion('intent', [
	z.object({ intent: z.literal('void'), reason, again: z.coerce.boolean().default(false) }),
	z.object({ intent: z.literal('write_off'), reason }),
])

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { invoiceId } = address.safeParse(params).data ?? {}
	if (!invoiceId) throw notFound()
	const found = await look(context.books, staff.actor, findInvoicePage, { id: invoiceId })
	if (!found.ok) throw notFound()
	const followed = found.value.followed
		? await look(context.books, staff.actor, findFollowed, { invoiceId })
		: undefined
	return {
		frame: await staffFrameOf(context, staff),
		title: found.value.number,
		invoice: found.value,
		followed: followed?.ok ? followed.value : [],
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { invoiceId } = address.safeParse(params).data ?? {}
	if (!invoiceId || !may(staff.actor, 'invoice.read')) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const { intent, ...asked } = form.value
	if (intent === 'void') {
		const given = { kind: 'credit_note', input: { id: invoiceId, ...asked } } as const
		const outcome = await act(context.books, staff.actor, propose<'credit_note'>, given)
		if (!outcome.ok) return form.refuse(outcome)
		return redirect(afterProposal(outcome.value, ({ creditNoteId }) => `/staff/invoices/${creditNoteId}`))
	}
	const given = { kind: 'write_off', input: { id: invoiceId, ...asked } } as const
	const outcome = await act(context.books, staff.actor, propose<'write_off'>, given)
	if (!outcome.ok) return form.refuse(outcome)
	return redirect(afterProposal(outcome.value, () => `/staff/invoices/${invoiceId}`))
}

type Shown = ReturnType<typeof useLoaderData<typeof loader>>['invoice']

/** An invoice or credit note for staff: its lines and why, what settled it, and the way to take it back. */
export default function StaffInvoice() {
	const { frame, title, invoice, followed } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const { currency } = invoice
	const gone = invoice.standing === 'void' || invoice.standing === 'uncollectible'
	const mayWriteOff = frame.may['invoice.write_off'] && invoice.kind === 'invoice' && invoice.openMinor > 0n && !gone
	const mayVoid = frame.may['invoice.void'] && invoice.kind === 'invoice' && invoice.standing !== 'void'
	return (
		<StaffPage
			frame={frame}
			title={
				<span className="flex flex-wrap items-center gap-3">
					{title} <StandingPill standing={invoice.standing} credit={invoice.kind === 'credit_note'} />
				</span>
			}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/invoices', label: say('staff.invoices') }]} />}
			aside={
				<LinkButton kind="secondary" href={`/staff/invoices/${invoice.id}.pdf`} download>
					{say('staff.invoice.pdf')}
				</LinkButton>
			}
		>
			{mayVoid || mayWriteOff ? null : <FormProblems errors={answer?.error?.[''] ?? undefined} />}
			<Head invoice={invoice} />
			<Section title={say('staff.contract.lines')}>
				<Table
					caption={say('staff.contract.lines')}
					quietCaption
					rows={invoice.lines}
					keyOf={(line) => line.id}
					columns={[
						{
							key: 'what',
							title: say('staff.invoice.what'),
							cell: (line) => (
								<>
									<LineName of={line} takenBack={line.kind === 'credit_note'} />
									<span className="block font-normal text-muted text-sm">
										{[line.model, line.serialNumber].filter(Boolean).join(' · ')}{' '}
										{line.periodFrom && line.periodTo ? <Period from={line.periodFrom} to={line.periodTo} /> : null}
									</span>
									{line.why ? (
										<span className="block font-normal">
											<Why facts={line.why} currency={currency} takenBack={line.kind === 'credit_note'} />
										</span>
									) : null}
								</>
							),
						},
						{
							key: 'net',
							title: say('staff.invoice.net'),
							figures: true,
							cell: (line) => <Money of={{ minor: line.netMinor, currency }} />,
						},
						{
							key: 'tax',
							title: say('staff.invoice.tax'),
							figures: true,
							cell: (line) => <Money of={{ minor: line.taxMinor, currency }} />,
						},
						{
							key: 'total',
							title: say('staff.invoice.total'),
							figures: true,
							lead: true,
							cell: (line) => <Money of={{ minor: line.netMinor + line.taxMinor, currency }} />,
						},
					]}
					totals={{
						what: say('staff.invoice.total'),
						net: <Money of={{ minor: invoice.subtotalMinor, currency }} />,
						tax: <Money of={{ minor: invoice.taxMinor, currency }} />,
						total: <Money of={{ minor: invoice.totalMinor, currency }} />,
					}}
				/>
			</Section>
			<Charges followed={followed} />
			<Settlements invoice={invoice} />
			{mayWriteOff ? <WriteOff answer={answerOf(answer, 'write_off')} /> : null}
			{mayVoid ? <Void answer={answerOf(answer, 'void')} /> : null}
		</StaffPage>
	)
}

function Head({ invoice }: { invoice: Shown }) {
	const { currency } = invoice
	return (
		<Card>
			<Facts
				facts={[
					{
						name: say('staff.contract.customer'),
						value: <TextLink href={`/staff/customers/${invoice.customerId}`}>{invoice.buyer.name}</TextLink>,
					},
					...(invoice.contract
						? [
								{
									name: say('staff.contract.contract'),
									value: (
										<TextLink href={`/staff/contracts/${invoice.contract.id}`}>
											{invoice.contract.number} {invoice.contract.title}
										</TextLink>
									),
								},
							]
						: []),
					{ name: say('staff.invoice.issued'), value: <Day on={invoice.issuedOn} /> },
					...(invoice.kind === 'invoice'
						? [
								{ name: say('staff.invoice.due'), value: <Day on={invoice.dueOn} /> },
								{ name: say('staff.invoice.open'), value: <Money of={{ minor: invoice.openMinor, currency }} /> },
							]
						: []),
					...(invoice.reason ? [{ name: say('staff.contract.endReason'), value: invoice.reason }] : []),
				]}
			/>
		</Card>
	)
}

function Settlements({ invoice }: { invoice: Shown }) {
	const { settlements, creditNotes, currency } = invoice
	return (
		<Section title={say('staff.invoice.paidBy')}>
			{settlements.length + creditNotes.length === 0 ? (
				<Empty title={say('staff.invoice.noPayments')} />
			) : (
				<RowList>
					{settlements.map((one) => (
						<Row
							key={`${one.on} ${one.payment?.id ?? one.creditNote?.id ?? one.invoice?.id} ${one.amountMinor}`}
							href={
								one.payment
									? `/staff/payments/${one.payment.id}`
									: one.creditNote
										? `/staff/invoices/${one.creditNote.id}`
										: one.invoice
											? `/staff/invoices/${one.invoice.id}`
											: undefined
							}
							title={
								one.payment?.receiptNumber ??
								one.creditNote?.number ??
								one.invoice?.number ??
								say('staff.invoice.rounding')
							}
							note={<Day on={one.on} />}
							figure={<Money of={{ minor: one.amountMinor, currency }} />}
						/>
					))}
				</RowList>
			)}
		</Section>
	)
}

type Answer = ReturnType<typeof useActionData<typeof action>>

/** The answer of this form only: the page has two. */
const answerOf = (answer: Answer, intent: 'void' | 'write_off') =>
	answer?.initialValue?.intent === intent ? answer : undefined

function WriteOff({ answer }: { answer: Answer }) {
	const [form, fields] = usePageForm<{ reason: string }>(answer, { id: 'write-off' })
	return (
		<Section title={say('staff.invoice.writeOff')} intro={say('staff.invoice.writeOffIntro')}>
			<Card>
				<PageForm form={form}>
					<FormProblems errors={form.errors} />
					<input type="hidden" name="intent" value="write_off" />
					<Input {...bound(fields.reason)} label={say('staff.invoice.writeOffReason')} required />
					<div className="mt-5">
						<Button kind="danger" busy={useIsPosting()}>
							{say('staff.invoice.writeOff')}
						</Button>
					</div>
				</PageForm>
			</Card>
		</Section>
	)
}

function Void({ answer }: { answer: Answer }) {
	const [form, fields] = usePageForm<{ reason: string; again: string }>(answer, { id: 'void' })
	return (
		<Section title={say('staff.invoice.void')}>
			<Card>
				<PageForm form={form}>
					<FormProblems errors={form.errors} />
					<input type="hidden" name="intent" value="void" />
					<Input {...bound(fields.reason)} label={say('staff.invoice.voidReason')} required />
					<div className="mt-4">
						<Checkbox
							id={fields.again.id}
							name="again"
							label={say('staff.invoice.voidAgain')}
							defaultChecked={fields.again.initialValue === 'on'}
						/>
					</div>
					<div className="mt-5">
						<Button kind="danger" busy={useIsPosting()}>
							{say('staff.invoice.void')}
						</Button>
					</div>
				</PageForm>
			</Card>
		</Section>
	)
}

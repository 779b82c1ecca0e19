import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { look, type Scope } from '#core/act.ts'
import { dayInput } from '#core/day-input.ts'
import { listInvoices } from '#core/invoice/list-all.ts'
import { bill } from '#core/invoice/run.ts'
import { may } from '#core/permit.ts'
import { readForm } from '../../form.ts'
import { bound, PageForm, useIsPosting, usePageForm } from '../../page-form.tsx'
import { Day, Money } from '../../present/display.tsx'
import { formatDay } from '../../present/format.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/card.tsx'
import { Input } from '../../ui/field.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { staffWords as say } from '../../words/staff.ts'

export const meta = titled<typeof loader>()

const schema = z.object({ through: dayInput })

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'invoice.run')) throw notFound()
	const { books } = context
	const [waiting, recent] = await Promise.all([
		look(books, staff.actor, countWaiting, undefined as never),
		look(books, staff.actor, listInvoices, { limit: 10 }),
	])
	if (!waiting.ok || !recent.ok) throw notFound()
	return {
		frame: await staffFrameOf(context, staff),
		title: say('staff.run'),
		waiting: waiting.value,
		recent: recent.value.rows.map(({ id, number, customerName, currency, totalMinor, issuedOn }) => ({
			id,
			number,
			customerName,
			currency,
			totalMinor,
			issuedOn: issuedOn.toString(),
		})),
	}
}

async function countWaiting({ sql, today }: Scope): Promise<number> {
	const [row] = await sql<
		{ count: number }[]
	>`select count(*)::int as count from contract_billing where next_due_on <= ${today}`
	return row?.count ?? 0
}

export async function action({ request, context }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'invoice.run')) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return { answer: form.reply.data, result: null }
	const through = Temporal.PlainDate.from(form.value.through)
	// A year mistyped would bill every contract far ahead, and invoices are not taken back in one go.
	const furthest = Temporal.PlainDate.from((await staffFrameOf(context, staff)).today).add({ months: 1 })
	if (Temporal.PlainDate.compare(through, furthest) > 0) {
		const sentence = say('staff.billing.tooFar', { day: formatDay('en', furthest.toString()) })
		return { answer: form.say(() => sentence).data, result: null }
	}
	const result = await bill(context.books, staff.actor, through)
	return data({ answer: undefined, result })
}

/** One button: everything due becomes invoices. */
export default function Run() {
	const { frame, title, waiting, recent } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const [form, fields] = usePageForm<{ through: string }>(answer?.answer, {
		id: 'run',
		defaultValue: { through: frame.today },
	})
	const result = answer?.result
	return (
		<StaffPage frame={frame} title={title} lead={say('staff.billing.lead')}>
			{result ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{result.invoices + result.creditNotes === 0
							? say('staff.billing.nothing')
							: say('staff.billing.result', { count: result.invoices })}{' '}
						{result.creditNotes > 0 ? say('staff.billing.creditNotes', { count: result.creditNotes }) : null}
						{Object.entries(result.totals).map(([currency, minor]) => (
							<span key={currency} className="ml-3">
								<Money of={{ minor, currency }} />
							</span>
						))}
					</Notice>
				</div>
			) : null}
			{result?.failed ? (
				<div className="mb-6">
					<Notice kind="bad" title={say('staff.billing.failed', { count: result.failed.length })}>
						<ul>
							{result.failed.map(({ id, problem }) => (
								<li key={id}>
									<TextLink href={`/staff/contracts/${id}`}>{say('staff.contract.contract')}</TextLink>: {problem}
								</li>
							))}
						</ul>
					</Notice>
				</div>
			) : null}
			<Card>
				<p className="mb-4">
					{waiting === 0 ? say('staff.billing.upToDate') : say('staff.billing.waiting', { count: waiting })}
				</p>
				<PageForm form={form}>
					<FormProblems errors={form.errors} />
					<div className="flex flex-wrap items-end gap-4 [&>*]:mt-0">
						<Input {...bound(fields.through)} label={say('staff.billing.through')} type="date" required />
						<Button busy={useIsPosting()}>{say('staff.billing.start')}</Button>
					</div>
				</PageForm>
			</Card>
			<Section title={say('staff.billing.recent')}>
				<RowList>
					{recent.map((invoice) => (
						<Row
							key={invoice.id}
							href={`/staff/invoices/${invoice.id}`}
							title={invoice.customerName}
							note={
								<>
									{invoice.number} · <Day on={invoice.issuedOn} />
								</>
							}
							figure={<Money of={{ minor: invoice.totalMinor, currency: invoice.currency }} />}
						/>
					))}
				</RowList>
			</Section>
		</StaffPage>
	)
}

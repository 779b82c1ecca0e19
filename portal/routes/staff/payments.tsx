import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { listPayments } from '#core/payment/list-all.ts'
import { Day, Moment, Money } from '../../present/display.tsx'
import { ListPage } from '../../present/staff/list-page.tsx'
import { askedOf, pagingOf, readCursor } from '../../present/staff/paging.ts'
import { PaymentPill, paidHow } from '../../present/staff/payment-state.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { TextLink } from '../../ui/link.tsx'
import { Pill } from '../../ui/pill.tsx'
import { sayPayment as say } from '../../words/staff-payments.ts'

export const meta = titled<typeof loader>()

const shows = ['received', 'under_way', 'failed', 'refunded', 'disputed', 'unallocated'] as const
const showOf = z.enum(shows).optional().catch(undefined)
const kinds = shows.map((value) => ({ value, label: say(`payment.show.${value}`) }))

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const asked = askedOf(request)
	const show = showOf.parse(asked.show)
	const found = await look(context.books, staff.actor, listPayments, {
		search: asked.search,
		show,
		after: readCursor(asked.after)?.id,
		before: readCursor(asked.before)?.id,
		limit: 25,
	})
	if (!found.ok) throw notFound()
	return {
		frame: await staffFrameOf(context, staff),
		title: say('payment.title'),
		search: asked.search,
		show,
		rows: found.value.rows.map(({ createdAt, receivedOn, ...row }) => ({
			...row,
			createdAt: createdAt.toString(),
			receivedOn: receivedOn?.toString() ?? null,
		})),
		paging: pagingOf(request, found.value, (row) => row.id),
	}
}

/** Money in and attempts at it, the newest first. */
export default function Payments() {
	const { frame, title, search, show, rows, paging } = useLoaderData<typeof loader>()
	return (
		<ListPage
			frame={frame}
			title={title}
			search={{ label: say('payment.search'), value: search, whole: '/staff/payments' }}
			filter={{ chosen: show, kinds }}
			rows={rows}
			paging={paging}
			columns={[
				{
					key: 'number',
					title: say('payment.attempt'),
					cell: (row) => (
						<span className={row.receiptNumber ? 'whitespace-nowrap' : undefined}>
							<TextLink href={`/staff/payments/${row.id}`}>
								{row.receiptNumber ?? (row.reference || say('payment.attempt'))}
							</TextLink>
						</span>
					),
				},
				{
					key: 'customer',
					title: say('payment.customer'),
					cell: (row) => <TextLink href={`/staff/customers/${row.customerId}`}>{row.customerName}</TextLink>,
				},
				{
					key: 'day',
					title: say('payment.day'),
					cell: (row) =>
						row.receivedOn ? <Day on={row.receivedOn} /> : <Moment at={row.createdAt} timeZone={frame.timeZone} />,
				},
				{ key: 'how', title: say('payment.how'), wideOnly: true, cell: (row) => paidHow(row) },
				{
					key: 'state',
					title: say('payment.status'),
					cell: (row) => (
						<span className="flex flex-wrap gap-1">
							<PaymentPill of={row} />
							{row.disputed ? <Pill tone="bad">{say('payment.show.disputed')}</Pill> : null}
						</span>
					),
				},
				{
					key: 'returned',
					title: say('payment.returned'),
					figures: true,
					wideOnly: true,
					cell: (row) =>
						row.returnedMinor > 0n ? <Money of={{ minor: row.returnedMinor, currency: row.currency }} /> : '–',
				},
				{
					key: 'amount',
					title: say('payment.amount'),
					figures: true,
					lead: true,
					cell: (row) => <Money of={{ minor: row.amountMinor, currency: row.currency }} />,
				},
			]}
		/>
	)
}

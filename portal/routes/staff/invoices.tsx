import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { dayInput } from '#core/day-input.ts'
import { listInvoices } from '#core/invoice/list-all.ts'
import { Day, Money } from '../../present/display.tsx'
import { ListPage } from '../../present/staff/list-page.tsx'
import { askedOf, pagingOf, readCursor } from '../../present/staff/paging.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StandingPill } from '../../present/state-pill.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { TextLink } from '../../ui/link.tsx'
import { staffWords as say } from '../../words/staff.ts'

export const meta = titled<typeof loader>()

const day = dayInput
const contractId = z.uuid().optional().catch(undefined)
const showOf = z.enum(['open', 'overdue', 'credit_notes']).optional().catch(undefined)

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const asked = askedOf(request)
	const show = showOf.parse(asked.show)
	const contract = contractId.parse(new URL(request.url).searchParams.get('contract') ?? undefined)
	const found = await look(context.books, staff.actor, listInvoices, {
		search: asked.search,
		contractId: contract,
		show,
		after: cursorFrom(asked.after),
		before: cursorFrom(asked.before),
		limit: 25,
	})
	if (!found.ok) throw notFound()
	return {
		frame: await staffFrameOf(context, staff),
		title: say('staff.invoices'),
		search: asked.search,
		show,
		contract,
		rows: found.value.rows.map(({ issuedOn, dueOn, ...row }) => ({
			...row,
			issuedOn: issuedOn.toString(),
			dueOn: dueOn.toString(),
		})),
		paging: pagingOf(request, found.value, (row) => `${row.id} ${row.issuedOn}`),
	}
}

function cursorFrom(text: string | undefined): { on: string; id: string } | undefined {
	const cursor = readCursor(text)
	return cursor && day.safeParse(cursor.rest).success ? { id: cursor.id, on: cursor.rest } : undefined
}

const kinds = [
	{ value: 'open', label: say('staff.invoice.open') },
	{ value: 'overdue', label: say('staff.invoice.overdue') },
	{ value: 'credit_notes', label: say('staff.invoice.creditNotes') },
]

/** Issued invoices and credit notes, the newest first. */
export default function Invoices() {
	const { frame, title, search, show, contract, rows, paging } = useLoaderData<typeof loader>()
	return (
		<ListPage
			frame={frame}
			title={title}
			search={{ label: say('staff.invoice.search'), value: search, whole: '/staff/invoices' }}
			filter={{ chosen: show, kinds }}
			kept={contract ? <input type="hidden" name="contract" value={contract} /> : null}
			rows={rows}
			paging={paging}
			columns={[
				{
					key: 'number',
					title: say('staff.invoice.number'),
					cell: (row) => <TextLink href={`/staff/invoices/${row.id}`}>{row.number}</TextLink>,
				},
				{
					key: 'customer',
					title: say('staff.contract.customer'),
					cell: (row) => <TextLink href={`/staff/customers/${row.customerId}`}>{row.customerName}</TextLink>,
				},
				{ key: 'issued', title: say('staff.invoice.issued'), cell: (row) => <Day on={row.issuedOn} /> },
				{
					key: 'due',
					title: say('staff.invoice.due'),
					wideOnly: true,
					cell: (row) => (row.kind === 'invoice' ? <Day on={row.dueOn} /> : '–'),
				},
				{
					key: 'state',
					title: say('staff.contract.state'),
					cell: (row) =>
						row.standing ? <StandingPill standing={row.standing} credit={row.kind === 'credit_note'} /> : null,
				},
				{
					key: 'open',
					title: say('staff.invoice.open'),
					figures: true,
					cell: (row) => <Money of={{ minor: row.openMinor, currency: row.currency }} />,
				},
				{
					key: 'total',
					title: say('staff.invoice.total'),
					figures: true,
					lead: true,
					cell: (row) => <Money of={{ minor: row.totalMinor, currency: row.currency }} />,
				},
			]}
		/>
	)
}

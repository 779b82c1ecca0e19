import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { look } from '#core/act.ts'
import { type ListedCustomer, listCustomers } from '#core/customer/list.ts'
import { nameCountry } from '../../present/country.ts'
import { Money } from '../../present/display.tsx'
import { ListPage } from '../../present/staff/list-page.tsx'
import { askedOf, pagingOf, readCursor } from '../../present/staff/paging.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { LinkButton } from '../../ui/button.tsx'
import { TextLink } from '../../ui/link.tsx'
import type { Column } from '../../ui/table.tsx'
import { staffWords as say } from '../../words/staff.ts'

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const asked = askedOf(request)
	const found = await look(context.books, staff.actor, listCustomers, {
		search: asked.search,
		after: cursorFrom(asked.after),
		before: cursorFrom(asked.before),
		limit: 25,
	})
	if (!found.ok) throw notFound()
	return {
		frame: await staffFrameOf(context, staff),
		title: say('staff.customers'),
		search: asked.search,
		rows: found.value.rows,
		paging: pagingOf(request, found.value, (row) => `${row.id} ${row.name}`),
	}
}

function cursorFrom(text: string | undefined): { id: string; name: string } | undefined {
	const cursor = readCursor(text)
	return cursor && { id: cursor.id, name: cursor.rest }
}

const owed: Column<ListedCustomer> = {
	key: 'open',
	title: say('staff.home.open'),
	figures: true,
	lead: true,
	cell: (row) => (
		<>
			<Money of={{ minor: row.openMinor, currency: row.currency }} />
			{row.overdueMinor > 0n ? (
				<span className="block text-bad text-sm">
					<Money of={{ minor: row.overdueMinor, currency: row.currency }} /> {say('staff.home.overdue').toLowerCase()}
				</span>
			) : null}
		</>
	),
}

/** Customers by name, with what they owe. */
export default function Customers() {
	const { frame, title, search, rows, paging } = useLoaderData<typeof loader>()
	return (
		<ListPage
			frame={frame}
			title={title}
			aside={
				frame.may['customer.write'] ? (
					<LinkButton href="/staff/customers/new">{say('staff.customer.new')}</LinkButton>
				) : null
			}
			search={{ label: say('staff.customer.search'), value: search, whole: '/staff/customers' }}
			rows={rows}
			paging={paging}
			columns={[
				{
					key: 'name',
					title: say('staff.customer.name'),
					cell: (row) => (
						<>
							<TextLink href={`/staff/customers/${row.id}`}>{row.name}</TextLink>
							<span className="block font-normal text-muted text-sm">
								{row.number}
								{row.city ? ` · ${row.city}` : ''}, {nameCountry('en', row.country)}
							</span>
						</>
					),
				},
				{ key: 'owner', title: say('staff.customer.owner'), wideOnly: true, cell: (row) => row.ownerName ?? '–' },
				{ key: 'contracts', title: say('staff.customer.inForce'), figures: true, cell: (row) => row.contracts },
				...(frame.may['invoice.read'] ? [owed] : []),
			]}
		/>
	)
}

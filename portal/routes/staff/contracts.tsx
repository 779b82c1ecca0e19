import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { listContracts } from '#core/contract/list.ts'
import { Day, Money } from '../../present/display.tsx'
import { ListPage } from '../../present/staff/list-page.tsx'
import { askedOf, pagingOf } from '../../present/staff/paging.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { ContractPill } from '../../present/state-pill.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { LinkButton } from '../../ui/button.tsx'
import { TextLink } from '../../ui/link.tsx'
import type { Column } from '../../ui/table.tsx'
import { staffWords as say } from '../../words/staff.ts'
import { useWords } from '../../words/use-words.tsx'

export const meta = titled<typeof loader>()

const states = ['draft', 'active', 'ending', 'closed', 'void'] as const
const stateOf = z.enum(states).optional().catch(undefined)
const cursor = z.uuid().optional().catch(undefined)

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const asked = askedOf(request)
	const state = stateOf.parse(asked.show)
	const found = await look(context.books, staff.actor, listContracts, {
		search: asked.search,
		state,
		after: cursor.parse(asked.after),
		before: cursor.parse(asked.before),
		limit: 25,
	})
	if (!found.ok) throw notFound()
	return {
		frame: await staffFrameOf(context, staff),
		title: say('staff.contracts'),
		search: asked.search,
		state,
		rows: found.value.rows.map(({ startsOn, endsOn, nextDueOn, ...row }) => ({
			...row,
			startsOn: startsOn.toString(),
			endsOn: endsOn?.toString() ?? null,
			nextDueOn: nextDueOn?.toString() ?? null,
		})),
		paging: pagingOf(request, found.value, (row) => row.id),
	}
}

const owed: Column<{ openMinor: bigint; currency: string }> = {
	key: 'open',
	title: say('staff.contract.open'),
	figures: true,
	cell: (row) => <Money of={{ minor: row.openMinor, currency: row.currency }} />,
}

/** Contracts, the newest first; found by number, customer or serial number. */
export default function Contracts() {
	const { frame, title, search, state, rows, paging } = useLoaderData<typeof loader>()
	const words = useWords()
	return (
		<ListPage
			frame={frame}
			title={title}
			aside={
				frame.may['contract.write'] ? (
					<LinkButton href="/staff/contracts/new">{say('staff.contract.new')}</LinkButton>
				) : null
			}
			search={{ label: say('staff.contract.search'), value: search, whole: '/staff/contracts' }}
			filter={{ chosen: state, kinds: states.map((value) => ({ value, label: words(`state.${value}`) })) }}
			rows={rows}
			paging={paging}
			columns={[
				{
					key: 'number',
					title: say('staff.customer.number'),
					cell: (row) => (
						<>
							<TextLink href={`/staff/contracts/${row.id}`}>{row.number}</TextLink>
							<span className="block font-normal text-muted text-sm">{row.title}</span>
						</>
					),
				},
				{
					key: 'customer',
					title: say('staff.contract.customer'),
					cell: (row) => <TextLink href={`/staff/customers/${row.customerId}`}>{row.customerName}</TextLink>,
				},
				{
					key: 'state',
					title: say('staff.contract.state'),
					lead: true,
					cell: (row) => <ContractPill state={row.state} />,
				},
				{
					key: 'term',
					title: say('staff.contract.period'),
					wideOnly: true,
					cell: (row) => (
						<>
							<Day on={row.startsOn} /> – {row.endsOn ? <Day on={row.endsOn} /> : say('staff.contract.noEnd')}
						</>
					),
				},
				{
					key: 'mrr',
					title: say('staff.contract.mrr'),
					figures: true,
					cell: (row) => <Money of={{ minor: row.mrrMinor, currency: row.currency }} />,
				},
				...(frame.may['invoice.read'] ? [owed] : []),
			]}
		/>
	)
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { listQuotes } from '#core/quote/list.ts'
import { Day } from '../../present/display.tsx'
import { QuotePill } from '../../present/quote/pill.tsx'
import { Downloads, type FileEnding } from '../../present/staff/file-buttons.tsx'
import { askedOf, pagingOf } from '../../present/staff/paging.ts'
import { quoteStates, quotesAsked } from '../../present/staff/quote/asked.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Empty } from '../../ui/card.tsx'
import { control } from '../../ui/field.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { Pill } from '../../ui/pill.tsx'
import { SearchBox } from '../../ui/search-box.tsx'
import { Table } from '../../ui/table.tsx'
import { staffWords as say } from '../../words/staff.ts'
import { sayQuote } from '../../words/staff-quote.ts'
import { useWords } from '../../words/use-words.tsx'

export const meta = titled<typeof loader>()

const cursor = z.uuid().optional().catch(undefined)

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const asked = askedOf(request)
	const { search, state } = quotesAsked(request)
	const found = await look(context.books, staff.actor, listQuotes, {
		search,
		state,
		after: cursor.parse(asked.after),
		before: cursor.parse(asked.before),
		limit: 25,
	})
	if (!found.ok) throw notFound()
	return {
		frame: await staffFrameOf(context, staff),
		title: sayQuote('quote.quotes'),
		search,
		state,
		rows: found.value.rows,
		paging: pagingOf(request, found.value, (row) => row.id),
	}
}

/** Quotes, the newest first. */
export default function Quotes() {
	const { frame, title, search, state, rows, paging } = useLoaderData<typeof loader>()
	const words = useWords()
	return (
		<StaffPage
			frame={frame}
			title={title}
			aside={
				frame.may['quote.write'] ? <LinkButton href="/staff/quotes/new">{sayQuote('quote.new')}</LinkButton> : null
			}
		>
			<SearchBox label={sayQuote('quote.search')} value={search} clear="/staff/quotes">
				<div>
					<label htmlFor="show" className="mb-1 block font-medium text-sm">
						{say('staff.list.filter')}
					</label>
					<select id="show" name="show" defaultValue={state ?? ''} className={control}>
						<option value="">{say('staff.list.all')}</option>
						{quoteStates.map((one) => (
							<option key={one} value={one}>
								{words(`quote.states.${one}`)}
							</option>
						))}
					</select>
				</div>
			</SearchBox>
			{rows.length === 0 ? (
				<Empty title={say('staff.list.nothingFound')}>{say('staff.list.nothingFoundHint')}</Empty>
			) : (
				<Table
					caption={title}
					quietCaption
					rows={rows}
					keyOf={(row) => row.id}
					columns={[
						{
							key: 'number',
							title: sayQuote('quote.number'),
							cell: (row) => (
								<>
									<TextLink href={`/staff/quotes/${row.id}`}>{row.number}</TextLink>
									<span className="block font-normal text-muted text-sm">{row.title}</span>
								</>
							),
						},
						{
							key: 'customer',
							title: sayQuote('quote.customer'),
							cell: (row) => <TextLink href={`/staff/customers/${row.customerId}`}>{row.customerName}</TextLink>,
						},
						{
							key: 'state',
							title: sayQuote('quote.state'),
							lead: true,
							cell: (row) => (
								<span className="flex flex-wrap gap-2">
									<QuotePill standing={row.standing} />
									{row.unanswered ? <Pill tone="warn">{sayQuote('quote.unanswered')}</Pill> : null}
								</span>
							),
						},
						{ key: 'until', title: sayQuote('quote.validUntil'), cell: (row) => <Day on={row.validUntil} /> },
						{ key: 'owner', title: sayQuote('quote.owner'), wideOnly: true, cell: (row) => row.ownerName ?? '' },
					]}
				/>
			)}
			<Pagination {...paging} />
			{rows.length > 0 ? <Downloads to={(ending) => filesOf(ending, { search, state })} /> : null}
		</StaffPage>
	)
}

/** The same as a file. */
function filesOf(ending: FileEnding, { search, state }: { search: string | undefined; state: string | undefined }) {
	const query = new URLSearchParams({ ...(search ? { search } : {}), ...(state ? { show: state } : {}) })
	return `/staff/quotes.${ending}?${query}`
}

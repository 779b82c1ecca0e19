import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { act } from '#core/act.ts'
import { type FoundThing, findAnything } from '#core/list/find-anything.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Empty } from '../../ui/card.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { SearchBox } from '../../ui/search-box.tsx'
import { staffWords } from '../../words/staff.ts'
import { sayList as say } from '../../words/staff-lists.ts'

export const meta = titled<typeof loader>()

const most = 30

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const text = (new URL(request.url).searchParams.get('for') ?? '').replaceAll('\0', '').trim().slice(0, 100)
	// In a transaction, because how near a spelling must be is set for it alone.
	const found = await act(context.books, staff.actor, findAnything, { text, limit: most })
	if (!found.ok) throw notFound()
	return { frame: await staffFrameOf(context, staff), title: say('list.findAnything'), text, found: found.value }
}

/** The page that shows what was meant: of a line the tab of lines with it found, of a document the tab that keeps it. */
function hrefOf({ kind, id, title }: FoundThing): string {
	switch (kind) {
		case 'customer':
		case 'contact':
			return `/staff/customers/${id}`
		case 'customer_document':
			return `/staff/customers/${id}/documents`
		case 'contract':
			return `/staff/contracts/${id}`
		case 'equipment':
		case 'equipment_document':
			return `/staff/equipment/${id}`
		case 'document':
			return `/staff/contracts/${id}/documents`
		case 'line':
			return `/staff/contracts/${id}/lines?search=${encodeURIComponent(title)}`
		case 'quote':
			return `/staff/quotes/${id}`
		case 'invoice':
			return `/staff/invoices/${id}`
	}
}

/** Whatever holds the words, or is spelt nearly so. */
export default function Search() {
	const { frame, title, text, found } = useLoaderData<typeof loader>()
	const near = found.length > 0 && found.every(({ likeness }) => likeness < 0.7)
	return (
		<StaffPage frame={frame} title={title} lead={say('list.findLead')}>
			<SearchBox label={say('list.findAnything')} name="for" value={text} clear="/staff/search" />
			{text === '' ? null : found.length === 0 ? (
				<Empty title={staffWords('staff.list.nothingFound')}>{say('list.findNothing')}</Empty>
			) : (
				<>
					{near ? <p className="mb-3 text-muted">{say('list.findNear', { text })}</p> : null}
					<RowList>
						{found.map((thing) => (
							<Row
								key={`${thing.kind} ${thing.id} ${thing.title}`}
								href={hrefOf(thing)}
								title={thing.title}
								note={thing.note}
								state={<Pill>{say(`list.kinds.${thing.kind}`)}</Pill>}
							/>
						))}
					</RowList>
				</>
			)}
		</StaffPage>
	)
}

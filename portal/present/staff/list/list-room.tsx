import type { SubmissionResult } from '@conform-to/react'
import type { SerializeFrom } from '@remix-run/node'
import type { ReactNode } from 'react'
import type { ListedRow } from '#core/list/read.ts'
import { Empty } from '../../../ui/card.tsx'
import { Anchor } from '../../../ui/link.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { staffWords } from '../../../words/staff.ts'
import { sayList as say } from '../../../words/staff-lists.ts'
import { sayScreen } from '../../../words/staff-screen.ts'
import { Downloads } from '../file-buttons.tsx'
import { Keys } from '../keys.tsx'
import { StaffPage } from '../staff-page.tsx'
import { ListCell } from './list-cell.tsx'
import { ListDeeds, RowTick } from './list-deeds.tsx'
import { ListForm } from './list-form.tsx'
import { ListViews } from './list-views.tsx'
import type { openList, ShownField } from './open-list.ts'

type Opened = SerializeFrom<typeof openList>

type ListRoomProps = { opened: Opened; answer?: SubmissionResult<string[]> | undefined; aside?: ReactNode }

/** A list of the console: what is asked, what was found, and ways to take it along. */
export function ListRoom({ opened, answer, aside }: ListRoomProps) {
	const {
		frame,
		mayShare,
		title,
		list,
		pathname,
		fields,
		columns,
		sort,
		windows,
		typed,
		rows,
		paging,
		filters,
		refused,
		address,
		views,
		deeds,
	} = opened
	const shown = columns.flatMap((name) => fields.find((field) => field.name === name) ?? [])
	return (
		<StaffPage
			frame={frame}
			title={title}
			aside={
				<>
					{aside}
					<Keys keys={[{ of: '/', does: sayScreen('screen.keys.find') }]} />
				</>
			}
		>
			{refused ? null : <ListViews {...{ views, pathname, address, mayShare, answer }} />}
			<ListForm
				label={say(`list.search.${list}`)}
				{...{ pathname, fields, columns, sort, windows, typed }}
				open={refused !== null}
			/>
			{refused ? (
				<Notice kind="bad" live>
					{refused}
				</Notice>
			) : (
				<>
					<Filters filters={filters} />
					{rows.length === 0 ? (
						<Empty title={staffWords('staff.list.nothingFound')}>{staffWords('staff.list.nothingFoundHint')}</Empty>
					) : (
						<Table
							caption={title}
							quietCaption
							rows={rows as ListedRow[]}
							keyOf={(row) => row.id}
							columns={columnsOf(shown, list, deeds.length > 0)}
						/>
					)}
					<Pagination {...paging} />
					{deeds.length > 0 && rows.length > 0 ? (
						<ListDeeds {...{ list, address, deeds }} counts={paging.counts} />
					) : null}
					<Downloads to={(ending) => `/staff/lists/${list}.${ending}${address ? `?${address}` : ''}`} />
				</>
			)}
		</StaffPage>
	)
}

function Filters({ filters }: Pick<Opened, 'filters'>) {
	if (filters.length === 0) return null
	return (
		<ul className="mb-4 flex flex-wrap gap-2">
			{filters.map(({ text, without }) => (
				<li key={text}>
					<Anchor
						href={without}
						className="inline-flex min-h-9 items-center gap-2 rounded-full border border-edge bg-surface px-3 text-sm no-underline hover:bg-sunken"
					>
						{text}
						<span aria-hidden="true">×</span>
						<span className="sr-only">{say('list.without', { filter: text })}</span>
					</Anchor>
				</li>
			))}
		</ul>
	)
}

const figures: ShownField['kind'][] = ['money', 'price', 'number']

/** On a phone the state, or the first amount, stands beside the heading. */
function columnsOf(shown: ShownField[], list: string, ticked: boolean): Column<ListedRow>[] {
	const lead = shown.find(({ kind, name }, index) => index > 0 && kind === 'choice' && name === 'state')
	const beside = lead ?? shown.find(({ kind }, index) => index > 0 && kind === 'money')
	return shown.map((field, index) => ({
		key: field.name,
		title: field.label,
		figures: figures.includes(field.kind),
		lead: field === beside,
		cell: (row) => {
			const cell = <ListCell row={row} field={field} list={list} heading={index === 0} />
			if (!ticked || index > 0) return cell
			return (
				<span className="flex items-start gap-3">
					<RowTick id={row.id} label={row.cells[field.name] ?? row.id} />
					<span className="min-w-0">{cell}</span>
				</span>
			)
		},
	}))
}

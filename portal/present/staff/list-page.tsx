import type { ReactNode } from 'react'
import { Empty } from '../../ui/card.tsx'
import { control } from '../../ui/field.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { SearchBox } from '../../ui/search-box.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { staffWords as say } from '../../words/staff.ts'
import type { pagingOf } from './paging.ts'
import type { StaffFrame } from './staff-frame.ts'
import { StaffPage } from './staff-page.tsx'

type ListPageProps<Row> = {
	frame: StaffFrame
	title: string
	aside?: ReactNode
	/** What is searched, for what, and the address of the whole list. */
	search: { label: string; value: string | undefined; whole: string }
	/** Which rows are shown, chosen from a few kinds by `show`. */
	filter?: { chosen: string | undefined; kinds: { value: string; label: string }[] }
	/** Further choices that the search keeps. */
	kept?: ReactNode
	rows: readonly Row[]
	columns: Column<Row>[]
	paging: ReturnType<typeof pagingOf>
}

/** A long list of the console: a search, the rows by page, and what is said when there are none. */
export function ListPage<Row extends { id: string }>(props: ListPageProps<Row>) {
	const { frame, title, aside, search, filter, kept, rows, columns, paging } = props
	return (
		<StaffPage frame={frame} title={title} aside={aside}>
			<SearchBox label={search.label} value={search.value} clear={search.whole}>
				{kept}
				{filter ? <Filter {...filter} /> : null}
			</SearchBox>
			{rows.length === 0 ? (
				<Empty title={say('staff.list.nothingFound')}>{say('staff.list.nothingFoundHint')}</Empty>
			) : (
				<Table caption={title} quietCaption rows={rows} keyOf={(row) => row.id} columns={columns} />
			)}
			<Pagination {...paging} />
		</StaffPage>
	)
}

function Filter({ chosen = '', kinds }: NonNullable<ListPageProps<never>['filter']>) {
	return (
		<div>
			<label htmlFor="show" className="mb-1 block font-medium text-sm">
				{say('staff.list.filter')}
			</label>
			<select id="show" name="show" defaultValue={chosen} className={control}>
				<option value="">{say('staff.list.all')}</option>
				{kinds.map(({ value, label }) => (
					<option key={value} value={value}>
						{label}
					</option>
				))}
			</select>
		</div>
	)
}

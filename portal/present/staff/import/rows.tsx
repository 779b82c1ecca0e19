import { LinkButton } from '../../../ui/button.tsx'
import { Empty, Section } from '../../../ui/card.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Pill, type Tone } from '../../../ui/pill.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { sayImport as say } from '../../../words/staff-import.ts'
import type { ShownRow } from './present-row.ts'

export type ShownRows = {
	path: string
	tabs: { show: string | null; label: string; count: number }[]
	rows: ShownRow[]
	rejected: number
	paging: { previous?: string; next?: string; counts: string }
}

const tones: Partial<Record<ShownRow['fate'], Tone>> = {
	created: 'good',
	updated: 'accent',
	conflict: 'warn',
	rejected: 'bad',
}

/** Every row of the file beside what is here. */
export function Rows({ list }: { list: ShownRows }) {
	const { path, tabs, rows, rejected, paging } = list
	return (
		<Section
			id="rows"
			title={say('import.rowsTitle')}
			intro={rejected > 0 ? `${say('import.rowsIntro')} ${say('import.rejectedIntro')}` : say('import.rowsIntro')}
			actions={
				<div className="flex flex-wrap gap-3">
					{rejected > 0 ? (
						<LinkButton kind="secondary" size="small" href={`${path}/rejected.csv`} download>
							{say('import.rejectedFile')}
						</LinkButton>
					) : null}
					<LinkButton kind="secondary" size="small" href={`${path}/rows.csv`} download>
						{say('import.rowsFile')}
					</LinkButton>
				</div>
			}
		>
			<Tabs
				label={say('import.rowsTitle')}
				tabs={tabs.map(({ show, label, count }) => ({
					href: show === null ? path : `${path}?show=${show}`,
					label,
					count,
				}))}
			/>
			{rows.length === 0 ? (
				<Empty title={say('import.rowsNone')}>{say('import.rowsNoneHint')}</Empty>
			) : (
				<Table
					caption={say('import.rowsTitle')}
					quietCaption
					rows={rows}
					keyOf={(row) => String(row.row)}
					columns={[
						{ key: 'row', title: say('import.which'), cell: (row) => <Which row={row} /> },
						{
							key: 'fate',
							title: say('import.what'),
							lead: true,
							cell: (row) => <Pill tone={tones[row.fate]}>{say(`import.fate.${row.fate}`)}</Pill>,
						},
						{ key: 'difference', title: say('import.difference'), cell: (row) => <Difference row={row} /> },
					]}
				/>
			)}
			<Pagination {...paging} />
		</Section>
	)
}

function Which({ row: { row, key, label, href } }: { row: ShownRow }) {
	const name = label || key
	return (
		<>
			<span className="figures text-muted">{row}</span> {href ? <TextLink href={href}>{name}</TextLink> : name}
			{label ? <span className="block break-words font-normal text-muted text-sm">{key}</span> : null}
		</>
	)
}

function Difference({ row: { changes, remarks } }: { row: ShownRow }) {
	if (changes.length + remarks.length === 0) return '–'
	return (
		<ul className="space-y-1">
			{changes.map(({ key, name, ours, theirs, note }) => (
				<li key={key} className="break-words">
					<span className="text-muted">{name}:</span> <Value text={ours} />
					<span aria-hidden="true"> → </span>
					<span className="sr-only"> {say('import.becomes')} </span>
					<Value text={theirs} strong />
					{note ? <span className="block text-sm text-warn">{note}</span> : null}
				</li>
			))}
			{remarks.map((remark) => (
				<li key={remark}>{remark}</li>
			))}
		</ul>
	)
}

function Value({ text, strong = false }: { text: string; strong?: boolean }) {
	if (text === '') return <span className="text-muted italic">{say('import.empty')}</span>
	return <span className={strong ? 'font-semibold' : ''}>{text}</span>
}

import { Form, useNavigation } from '@remix-run/react'
import type { ReviewedColumn } from '#core/import/review.ts'
import { Button } from '../../../ui/button.tsx'
import { Card, Section } from '../../../ui/card.tsx'
import { Chevron, control } from '../../../ui/field.tsx'
import { FormProblems } from '../../../ui/form-problems.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Table } from '../../../ui/table.tsx'
import { sayImport as say, sayField } from '../../../words/staff-import.ts'
import { Constants, Options } from './options.tsx'
import type { ShownReview } from './present-review.ts'
import { Questions } from './questions.tsx'

type ColumnsProps = { review: ShownReview; problems: string[]; asked: boolean }

/** What each column fills, what is the same for every row, and what only a person can decide. */
export function Columns({ review, problems, asked }: ColumnsProps) {
	const { formMethod } = useNavigation()
	const { columns, fields, missing, questions, readAs, remembered } = review
	return (
		<Form method="post">
			<FormProblems errors={problems} />
			{remembered ? (
				<div className="mb-6">
					<Notice>{say('import.remembered')}</Notice>
				</div>
			) : null}
			{missing.length > 0 ? (
				<div className="mb-6">
					<Notice kind="warn" title={say('import.missingTitle')} live={asked}>
						{missing.map(sayField).join(', ')}
					</Notice>
				</div>
			) : null}
			{questions.length > 0 ? <Questions questions={questions} live={asked} /> : null}
			<Section title={say('import.columnsOf')} intro={`${readAs} ${say('import.columnsLead')}`}>
				<Table
					caption={say('import.columnsOf')}
					quietCaption
					rows={columns}
					keyOf={(column) => String(column.number)}
					columns={[
						{ key: 'name', title: say('import.column'), cell: nameOf },
						{ key: 'samples', title: say('import.samples'), cell: (column) => <Samples column={column} /> },
						{
							key: 'field',
							title: say('import.fills'),
							lead: true,
							cell: (column) => <FieldChoice column={column} fields={fields} own={review.own} />,
						},
					]}
				/>
			</Section>
			<Constants review={review} />
			<Options review={review} />
			<Card className="mt-10 flex flex-wrap items-center gap-x-6 gap-y-3">
				<Button name="intent" value="check" busy={formMethod === 'POST'}>
					{say('import.check')}
				</Button>
				<p className="text-muted">{say('import.checkHint')}</p>
			</Card>
		</Form>
	)
}

function nameOf(column: ReviewedColumn): string {
	return column.name || say('import.unnamed', { number: column.number })
}

function Samples({ column }: { column: ReviewedColumn }) {
	return (
		<ul className="text-muted text-sm">
			{column.samples.map((sample) => (
				<li key={sample} className="max-w-64 truncate">
					{sample}
				</li>
			))}
		</ul>
	)
}

type FieldChoiceProps = { column: ReviewedColumn; fields: string[]; own: Record<string, string> }

function FieldChoice({ column, fields, own }: FieldChoiceProps) {
	return (
		<Chevron>
			<select
				name={`column-${column.number}`}
				defaultValue={column.field}
				aria-label={say('import.fillsOf', { column: nameOf(column) })}
				className={`${control} min-w-44 appearance-none pr-9`}
			>
				<option value="">{say('import.nothing')}</option>
				{fields.map((field) => (
					<option key={field} value={field}>
						{own[field] ?? sayField(field)}
					</option>
				))}
			</select>
		</Chevron>
	)
}

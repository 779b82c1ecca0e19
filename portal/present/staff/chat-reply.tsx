import { Form } from '@remix-run/react'
import type { Shown } from '../../routes/staff/chat.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Input } from '../../ui/field.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Table } from '../../ui/table.tsx'
import { sayChat as say } from '../../words/staff-chat.ts'
import { Chart } from './figure/picture.tsx'

type Reply = Shown['reply']
type Answer = Pick<Shown, 'reply' | 'picture'>

/** What the bot answered, with its buttons. */
export function ChatReply({ reply, picture, language, busy }: Answer & { language: string; busy: boolean }) {
	const { title, text, fields, table, choices, link, note, tone } = reply
	return (
		<Card className={tone === 'bad' ? 'border-l-4 border-l-bad' : tone === 'good' ? 'border-l-4 border-l-good' : ''}>
			<div lang={language}>
				<h3 className="font-semibold text-lg">{title}</h3>
				{text ? <p className="mt-2 whitespace-pre-line">{text}</p> : null}
				{fields && fields.length > 0 ? (
					<div className="mt-4">
						<Facts facts={fields.map(({ label, value }) => ({ name: label, value }))} />
					</div>
				) : null}
				{reply.chart ? (
					<div className="mt-5">
						<ReplyChart chart={reply.chart} picture={picture} />
					</div>
				) : null}
				{table ? <ReplyTable title={title} table={table} /> : null}
				{choices.length > 0 ? (
					<div className="mt-5 flex flex-wrap items-end gap-3">
						{choices.map((choice) => (
							<ChoiceForm key={choice.token} choice={choice} busy={busy} />
						))}
					</div>
				) : null}
				{link ? (
					<p className="mt-4">
						<TextLink href={link.path}>{link.label}</TextLink>
					</p>
				) : null}
				{note ? <p className="mt-3 text-muted text-sm">{note}</p> : null}
			</div>
		</Card>
	)
}

/** The chart, and under it the same in numbers; these alone where it could not be drawn. */
function ReplyChart({ chart, picture }: { chart: NonNullable<Reply['chart']>; picture: Answer['picture'] }) {
	const columns = [{ title: chart.title }, ...chart.series.map(({ name }) => ({ title: name, figures: true }))]
	const rows = chart.labels.map((label, place) => [label, ...chart.series.map(({ said }) => said[place] ?? '')])
	const table = <ReplyTable title={chart.title} table={{ columns, rows }} />
	return picture ? <Chart of={picture}>{table}</Chart> : table
}

function ReplyTable({ title, table }: { title: string; table: NonNullable<Reply['table']> }) {
	const { columns, rows, total } = table
	return (
		<div className="mt-4">
			<Table
				caption={title}
				quietCaption
				columns={columns.map((column, place) => ({
					...{ key: String(place), title: column.title },
					...(column.figures ? { figures: true } : {}),
					// Several currencies stand in one cell: on a phone they need more than a line.
					cell: (row: { cells: string[] }) => <span className="whitespace-normal">{row.cells[place] ?? ''}</span>,
				}))}
				rows={rows.map((cells, place) => ({ cells, place }))}
				keyOf={({ place }) => String(place)}
			/>
			{total !== undefined && total > rows.length ? (
				<p className="mt-2 text-muted text-sm">{say('chat.of', { shown: rows.length, total })}</p>
			) : null}
		</div>
	)
}

/** A choice is a form of its own, so that it works without any script. */
function ChoiceForm({ choice, busy }: { choice: Reply['choices'][number]; busy: boolean }) {
	const { label, token, tone, asks } = choice
	const kind = tone ?? 'secondary'
	return (
		<Form method="post" preventScrollReset className={asks ? 'flex w-full flex-wrap items-end gap-3' : ''}>
			<input type="hidden" name="choose" value={token} />
			<input type="hidden" name="label" value={label} />
			{asks ? (
				<div className="min-w-56 grow">
					<Input name="words" label={asks.label} maxLength={1000} required={asks.required} />
				</div>
			) : null}
			<Button kind={kind} size="small" busy={busy}>
				{label}
			</Button>
		</Form>
	)
}

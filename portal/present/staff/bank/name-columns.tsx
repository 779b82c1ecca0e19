import type { ReactNode } from 'react'
import { type CsvField, csvFields } from '#core/bank-file/csv-fields.ts'
import type { AskedTable } from '#core/bank-file/read-table.ts'
import { Button } from '../../../ui/button.tsx'
import { Card, Section } from '../../../ui/card.tsx'
import { Input, Select } from '../../../ui/field.tsx'
import { Table } from '../../../ui/table.tsx'
import { sayBank as say } from '../../../words/staff-bank-files.ts'

type NameColumnsProps = {
	table: AskedTable
	currency: string
	typed: Record<string, unknown>
	errors: Record<string, string[] | null | undefined>
}

/** Asks what the columns of a table hold, with its first rows beside the question. */
export function NameColumns({ table, currency, typed, errors }: NameColumnsProps) {
	const { header, rows, suggested } = table
	const said = (name: string, usual: string) => (typeof typed[name] === 'string' ? String(typed[name]) : usual)
	const columns = (typed.columns ?? suggested.columns) as Partial<Record<CsvField, string>>
	const shown = rows.map((cells, place) => ({ key: String(place), cells }))
	return (
		<Section title={say('bank.askedTitle')} intro={say('bank.askedLead')}>
			<Table
				caption={say('bank.firstRows')}
				rows={shown}
				keyOf={(row) => row.key}
				columns={header.map((title, place) => ({
					...{ key: `${place}`, title: title || String(place + 1) },
					cell: (row: (typeof shown)[number]) => <span className="break-words">{row.cells[place]}</span>,
				}))}
			/>
			<Card className="mt-5">
				<form method="post">
					<div className="grid items-start gap-5 sm:grid-cols-2 lg:grid-cols-3 [&>*]:mt-0">
						{csvFields.map((field) => (
							<Choice
								key={field}
								name={`columns.${field}`}
								label={say(`bank.field.${field}`)}
								value={columns[field] ?? ''}
								errors={errors[`columns.${field}`]}
							>
								<option value="">{say('bank.noColumn')}</option>
								{header.filter(Boolean).map((title) => (
									<option key={title} value={title}>
										{title}
									</option>
								))}
							</Choice>
						))}
						<Choice
							name="dayOrder"
							label={say('bank.dayOrder')}
							value={said('dayOrder', suggested.dayOrder ?? '')}
							errors={errors.dayOrder}
						>
							<option value="">{say('bank.choose')}</option>
							{(['dmy', 'mdy', 'ymd'] as const).map((order) => (
								<option key={order} value={order}>
									{say(`bank.order.${order}`)}
								</option>
							))}
						</Choice>
						<Choice
							name="decimal"
							label={say('bank.decimal')}
							value={said('decimal', suggested.decimal ?? '')}
							errors={errors.decimal}
						>
							<option value="">{say('bank.choose')}</option>
							{(['point', 'comma'] as const).map((mark) => (
								<option key={mark} value={mark}>
									{say(`bank.mark.${mark}`)}
								</option>
							))}
						</Choice>
						<Input
							name="currency"
							label={say('bank.currencyOf')}
							defaultValue={said('currency', currency)}
							errors={errors.currency ?? undefined}
							maxLength={3}
							required
						/>
						<Input
							name="account"
							label={say('bank.accountOf')}
							defaultValue={said('account', '')}
							errors={errors.account ?? undefined}
							maxLength={60}
						/>
					</div>
					<div className="mt-5 flex flex-wrap gap-3">
						<Button name="intent" value="read">
							{say('bank.read')}
						</Button>
						<Button kind="danger" name="intent" value="discard" formNoValidate>
							{say('bank.discard')}
						</Button>
					</div>
				</form>
			</Card>
		</Section>
	)
}

type ChoiceProps = {
	name: string
	label: string
	value: string
	errors: string[] | null | undefined
	children: ReactNode
}

function Choice({ name, label, value, errors, children }: ChoiceProps) {
	return (
		<Select id={name.replace('.', '-')} name={name} label={label} defaultValue={value} errors={errors ?? undefined}>
			{children}
		</Select>
	)
}

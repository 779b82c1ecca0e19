import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/choice.tsx'
import { Details } from '../../../ui/details.tsx'
import { Chevron, control } from '../../../ui/field.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Anchor } from '../../../ui/link.tsx'
import { sayList as say } from '../../../words/staff-lists.ts'
import { useWords } from '../../../words/use-words.tsx'
import type { ShownField } from './open-list.ts'

type Typed = readonly (readonly [string, string])[]
type Choice = { value: string; label: string }

type ListFormProps = {
	label: string
	pathname: string
	fields: ShownField[]
	columns: string[]
	sort: { field: string; down: boolean } | null
	windows: Choice[]
	/** What the address says, as it was typed. */
	typed: Typed
	open: boolean
}

/** Search, filters, order and columns of a list: one plain form, so that its address is the view. */
export function ListForm(props: ListFormProps) {
	const { label, pathname, fields, columns, sort, windows, typed, open } = props
	const words = useWords()
	const of = (name: string) => typed.filter(([one]) => one === name).map(([, value]) => value)
	const first = (name: string) => of(name)[0] ?? ''
	const chosen = sort ? `${sort.down ? '-' : ''}${sort.field}` : ''
	return (
		<search className="no-print mb-4 block">
			<form method="get" action={pathname}>
				<div className="mb-2 flex flex-wrap items-end gap-3">
					<div className="min-w-56 grow">
						<label htmlFor="list-search" className="mb-1 block font-medium text-sm">
							{label}
						</label>
						<div className="relative">
							<Icon of="search" className="absolute top-1/2 left-3 size-5 -translate-y-1/2 text-muted" />
							<input
								id="list-search"
								type="search"
								name="search"
								defaultValue={first('search')}
								aria-keyshortcuts="/"
								className={`${control} pl-10`}
							/>
						</div>
					</div>
					<Button kind="secondary">{words('shell.search')}</Button>
					{typed.length > 0 ? (
						<Anchor href={pathname} className="inline-flex min-h-11 items-center text-accent underline">
							{say('list.clearAll')}
						</Anchor>
					) : null}
				</div>
				<Details summary={say('list.adjust')} open={open}>
					<div className="py-3 text-ink">
						<p className="mb-2 font-semibold">{say('list.filters')}</p>
						<div className="grid gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
							{fields.map((field) => (
								<FieldFilter key={field.name} field={field} windows={windows} first={first} of={of} />
							))}
						</div>
						<Columns fields={fields} columns={columns} />
						<div className="mt-6 flex flex-wrap items-end gap-3">
							<div className="min-w-56">
								<label htmlFor="list-sort" className="mb-1 block font-semibold">
									{say('list.sort')}
								</label>
								<Choose id="list-sort" name="sort" value={chosen} none={say('list.usual')} choices={orders(fields)} />
							</div>
							<Button>{say('list.show')}</Button>
						</div>
					</div>
				</Details>
			</form>
		</search>
	)
}

const orders = (fields: ShownField[]): Choice[] =>
	fields
		.filter(({ sort }) => sort)
		.flatMap(({ name, label }) => [
			{ value: name, label: say('list.up', { field: label }) },
			{ value: `-${name}`, label: say('list.down', { field: label }) },
		])

function Columns({ fields, columns }: Pick<ListFormProps, 'fields' | 'columns'>) {
	return (
		<fieldset className="mt-6">
			<legend className="mb-2 font-semibold">{say('list.columns')}</legend>
			<div className="grid gap-x-6 sm:grid-cols-2 lg:grid-cols-3">
				{fields.map(({ name, label }) => (
					<div key={name} className="py-1">
						<Checkbox name="column" value={name} label={label} defaultChecked={columns.includes(name)} />
					</div>
				))}
			</div>
		</fieldset>
	)
}

type FilterProps = {
	field: ShownField
	windows: Choice[]
	first: (name: string) => string
	of: (name: string) => string[]
}

/** The controls of one field, named as the address names them. */
function FieldFilter({ field, windows, first, of }: FilterProps) {
	const { name, label, kind, choices, optional } = field
	const called = (what: string) => `${label}: ${what}`
	const text = (part: string, what: string, type: 'text' | 'date') => (
		<input
			type={type}
			name={part}
			defaultValue={first(part)}
			aria-label={called(what)}
			placeholder={type === 'text' ? what : undefined}
			className={`${control} min-w-0 flex-1`}
		/>
	)
	const isDay = kind === 'day'
	const isMany = kind === 'choice' && choices.length <= 14
	return (
		<fieldset className="min-w-0">
			<legend className="mb-1 font-medium text-sm">{label}</legend>
			<div className="flex flex-wrap gap-2">
				{kind === 'text' ? text(name, say('list.holds'), 'text') : null}
				{isMany || kind === 'flag' ? <Ticks name={name} choices={choices} chosen={of(name)} /> : null}
				{kind === 'person' || kind === 'group' || kind === 'country' ? (
					<Choose name={name} value={first(name)} none={say('list.any')} choices={choices} label={label} />
				) : null}
				{isDay ? (
					<Choose
						name={`${name}.within`}
						value={first(`${name}.within`)}
						none={say('list.any')}
						choices={windows}
						label={called(say('list.days'))}
					/>
				) : null}
				{isDay || kind === 'money' || kind === 'price' || kind === 'number' ? (
					<div className="flex w-full gap-2">
						{text(`${name}.from`, say('list.from'), isDay ? 'date' : 'text')}
						{text(`${name}.to`, say('list.to'), isDay ? 'date' : 'text')}
					</div>
				) : null}
				{optional ? (
					<Choose
						name={`${name}.is`}
						value={first(`${name}.is`)}
						none={say('list.any')}
						choices={[
							{ value: 'set', label: say('list.isSet') },
							{ value: 'empty', label: say('list.isEmpty') },
						]}
						label={called(say('list.is'))}
					/>
				) : null}
			</div>
		</fieldset>
	)
}

function Ticks({ name, choices, chosen }: { name: string; choices: Choice[]; chosen: string[] }) {
	return (
		<div className="flex flex-wrap gap-x-4 gap-y-1">
			{choices.map(({ value, label }) => (
				<label key={value} className="inline-flex min-h-8 items-center gap-2">
					<input
						type="checkbox"
						name={name}
						value={value}
						defaultChecked={chosen.includes(value)}
						className="size-5 accent-accent"
					/>
					{label}
				</label>
			))}
		</div>
	)
}

type ChooseProps = { id?: string; name: string; value: string; none: string; choices: Choice[]; label?: string }

function Choose({ id, name, value, none, choices, label }: ChooseProps) {
	return (
		<div className="min-w-32 flex-1">
			<Chevron>
				<select
					{...(id ? { id } : { 'aria-label': label })}
					name={name}
					defaultValue={value}
					className={`${control} appearance-none pr-9`}
				>
					<option value="">{none}</option>
					{choices.map((choice) => (
						<option key={choice.value} value={choice.value}>
							{choice.label}
						</option>
					))}
				</select>
			</Chevron>
		</div>
	)
}

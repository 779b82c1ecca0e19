import { useId } from 'react'
import { Button } from '../../../ui/button.tsx'
import { control } from '../../../ui/field.tsx'
import { sayFigures as say } from '../../../words/staff-figures.ts'
import { type Asked, compareNames, periodNames } from './address.ts'

export type People = { groups: { id: string; name: string }[]; users: { id: string; name: string }[] }
type Choices = People & { currencies: readonly string[] }

type FilterFormProps = {
	asked: Asked
	shown: string
	choices: Choices
	kept?: Partial<Record<'by' | 'only', string | undefined>>
}

/** Which figures are shown; all of it stands in the address. Days of one's own count where the period says so. */
export function FilterForm({ asked, shown, choices, kept = {} }: FilterFormProps) {
	return (
		<form method="get" className="no-print mb-8 rounded-card border border-line bg-sunken/50 p-4">
			{Object.entries(kept).map(([name, value]) =>
				value ? <input key={name} type="hidden" name={name} value={value} /> : null,
			)}
			<div className="grid grid-cols-2 items-end gap-3 sm:[grid-template-columns:repeat(auto-fill,minmax(10.5rem,1fr))]">
				<Choice name="period" label={say('figures.period')} value={asked.period}>
					{periodNames.map((name) => [name, say(`figures.${name}`)])}
				</Choice>
				<Choice name="compare" label={say('figures.compare')} value={asked.compare}>
					{compareNames.map((name) => [name, say(`figures.${name}`)])}
				</Choice>
				<Whose asked={asked} people={choices} />
				{choices.currencies.length > 1 ? (
					<Choice name="currency" label={say('figures.currency')} value={shown}>
						{choices.currencies.map((currency) => [currency, currency])}
					</Choice>
				) : null}
				<Day
					of="period"
					name="from"
					label={say('figures.from')}
					value={asked.period === 'own' ? asked.from : undefined}
				/>
				<Day of="period" name="to" label={say('figures.to')} value={asked.period === 'own' ? asked.to : undefined} />
				<Day
					of="compare"
					name="than_from"
					label={say('figures.comparedFrom')}
					value={asked.compare === 'own' ? asked.than_from : undefined}
				/>
				<Day
					of="compare"
					name="than_to"
					label={say('figures.comparedTo')}
					value={asked.compare === 'own' ? asked.than_to : undefined}
				/>
				<Button kind="secondary">{say('figures.show')}</Button>
			</div>
		</form>
	)
}

/** Of which team, and of whom. */
export function Whose({
	asked: { group, person },
	people: { groups, users },
}: {
	asked: { group?: string | undefined; person?: string | undefined }
	people: People
}) {
	const named = (all: People['users']) => all.map(({ id, name }): [string, string] => [id, name])
	return (
		<>
			<Choice name="group" label={say('figures.team')} value={group}>
				{[['', say('figures.allTeams')], ...named(groups)]}
			</Choice>
			<Choice name="person" label={say('figures.person')} value={person}>
				{[['', say('figures.everyone')], ...named(users)]}
			</Choice>
		</>
	)
}

export function Choice({
	name,
	label,
	value,
	children,
}: {
	name: string
	label: string
	value: string | undefined
	children: [string, string][]
}) {
	const id = useId()
	return (
		<div className="min-w-0">
			<label htmlFor={id} className="mb-1 block font-medium text-sm">
				{label}
			</label>
			<select id={id} name={name} defaultValue={value ?? ''} className={control}>
				{children.map(([of, text]) => (
					<option key={of} value={of}>
						{text}
					</option>
				))}
			</select>
		</div>
	)
}

/** Days are asked for where the choice beside them says that there are some; without style sheets they are always there. */
const asked = {
	period: 'hidden [form:has([name=period]_[value=own]:checked)_&]:block',
	compare: 'hidden [form:has([name=compare]_[value=own]:checked)_&]:block',
}

type DayProps = { name: string; label: string; value: string | undefined; of: keyof typeof asked }

function Day({ name, label, value, of }: DayProps) {
	const id = useId()
	return (
		<div className={`min-w-0 ${asked[of]}`}>
			<label htmlFor={id} className="mb-1 block font-medium text-sm">
				{label}
			</label>
			<input id={id} type="date" name={name} defaultValue={value} className={control} />
		</div>
	)
}

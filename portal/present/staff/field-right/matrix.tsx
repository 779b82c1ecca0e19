import type { ContractState } from '#core/contract/state.ts'
import { accesses, type Card, canBeHidden, type FieldRight } from '#core/field-right/card-field.ts'
import { Chevron, control } from '#portal/ui/field.tsx'
import { type Column, Table } from '#portal/ui/table.tsx'
import { state as stateWords } from '#portal/words/en/state.ts'
import { staffWords } from '#portal/words/staff.ts'
import { sayFieldRight as say } from '#portal/words/staff-field-rights.ts'
import { type Asked, nameOf } from './asked.ts'

type ShownField = { field: string; own: string | null }
type MatrixProps = { asked: Asked; fields: ShownField[]; states: ContractState[]; rights: FieldRight[] }

/** By its words alone: whoever says them by a speaker of the server brings all that it says to every browser. */
export const sayState = (state: ContractState): string => stateWords[state]

/** A row a field, a column for every state and for each that is spoken of by itself. */
export function RightsMatrix({ asked: { card, role }, fields, states, rights }: MatrixProps) {
	const columns: Column<ShownField>[] = [
		{ key: 'field', title: say('right.field'), cell: (field) => nameOfField(card, field) },
		...[null, ...states].map((state): Column<ShownField> => {
			const title = state ? sayState(state) : say(card === 'customer' ? 'right.always' : 'right.every')
			return {
				key: state ?? 'every',
				title,
				cell: (shown) => (
					<Choice
						name={nameOf(shown.field, state)}
						label={say('right.of', { field: nameOfField(card, shown), state: title })}
						offered={offeredFor(card, shown.field, state)}
						chosen={
							rights.find((right) => right.field === shown.field && right.state === state)?.access ??
							(state ? '' : 'edited')
						}
					/>
				),
			}
		}),
	]
	const caption = say('right.caption', { card: say(`right.cards.${card}`), role: staffWords(`staff.role.${role}`) })
	return <Table caption={caption} columns={columns} rows={fields} keyOf={({ field }) => field} />
}

function offeredFor(card: Card, field: string, state: ContractState | null): Chosen[] {
	const offered = accesses.filter((access) => access !== 'hidden' || canBeHidden(card, field))
	return state ? ['', ...offered] : offered
}

function nameOfField(card: Card, { field, own }: ShownField): string {
	return own ?? (say as (key: string) => string)(`right.fields.${card}.${field}`)
}

type Chosen = FieldRight['access'] | ''
type ChoiceProps = { name: string; label: string; offered: readonly Chosen[]; chosen: Chosen }

function Choice({ name, label, offered, chosen }: ChoiceProps) {
	return (
		<Chevron>
			<select
				name={name}
				aria-label={label}
				defaultValue={chosen}
				className={`${control} min-w-36 appearance-none pr-9`}
			>
				{offered.map((access) => (
					<option key={access} value={access}>
						{say(`right.access.${access}`)}
					</option>
				))}
			</select>
		</Chevron>
	)
}

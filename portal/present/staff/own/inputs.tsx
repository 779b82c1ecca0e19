import type { OwnField, OwnValues } from '#core/own-field/own-field.ts'
import { longestText } from '#core/own-field/own-field.ts'
import { Input, Select } from '#portal/ui/field.tsx'
import { sayOwn as say } from '#portal/words/staff-own.ts'

type OwnInputsProps = {
	fields: readonly OwnField[]
	values: OwnValues
	/** Before the names of inputs, where a form has several of such things: `lines[2].`. */
	of?: string
	/** Unless the thing itself need not be filled in. */
	asks?: boolean
}

/** One control a field, of its kind. */
export function OwnInputs({ fields, values, of = '', asks = true }: OwnInputsProps) {
	return fields.map((field) => (
		<OwnInput
			key={field.key}
			field={field}
			name={`${of}own.${field.key}`}
			value={values[field.key] ?? ''}
			asks={asks}
		/>
	))
}

type OwnInputProps = { field: OwnField; name: string; value: string; asks: boolean }

function OwnInput({ field, name, value, asks }: OwnInputProps) {
	const { kind, required, choices } = field
	const shared = {
		id: name.replaceAll(/[^a-z0-9]+/g, '-'),
		name,
		label: field.name,
		required: required && asks,
		optional: !required,
		defaultValue: value,
	}
	if (kind === 'choice')
		return (
			<Select {...shared}>
				<option value="">{say('own.nothing')}</option>
				{choices
					.filter(({ id, archived }) => !archived || id === value)
					.map(({ id, name: called }) => (
						<option key={id} value={id}>
							{called}
						</option>
					))}
			</Select>
		)
	if (kind === 'date') return <Input {...shared} type="date" />
	if (kind === 'number') return <Input {...shared} inputMode="decimal" autoComplete="off" />
	return <Input {...shared} maxLength={longestText} />
}

import type { OwnField, OwnValues } from '#core/own-field/own-field.ts'
import type { OwnValue } from '#core/own-field/read.ts'
import { Card, Section } from '#portal/ui/card.tsx'
import { sayOwn as say } from '#portal/words/staff-own.ts'
import type { LineRow } from '../line-row.ts'
import { OwnInputs } from './inputs.tsx'
import { OwnLocked } from './locked.tsx'

type OwnOfTermsProps = { fields: OwnField[]; values: OwnValues; locked: OwnValue[] }

/** Those of the contract itself. */
export function OwnOfTerms({ fields, values, locked }: OwnOfTermsProps) {
	if (fields.length + locked.length === 0) return null
	return (
		<Section title={say('own.title')}>
			<Card>
				<OwnLocked values={locked} />
				<OwnInputs fields={fields} values={values} />
			</Card>
		</Section>
	)
}

/** Those of one line; a row that stays empty need not have them. */
export function OwnOfLine({ fields, row }: { fields: OwnField[]; row: LineRow }) {
	if (fields.length === 0) return null
	return (
		<div className="mt-4 grid items-start gap-x-6 sm:grid-cols-2 [&>*]:mt-3">
			<OwnInputs fields={fields} values={row.own} of={`lines[${row.place}].`} asks={false} />
		</div>
	)
}

import { Card, Section } from '../../../ui/card.tsx'
import { Checkbox } from '../../../ui/choice.tsx'
import { Input, Select } from '../../../ui/field.tsx'
import { sayImport as say, sayField } from '../../../words/staff-import.ts'
import type { ShownReview } from './present-review.ts'

/** Fields that hold a day. */
const days = ['start', 'billFrom', 'validFrom']

/** Values for fields that no column gives. */
export function Constants({ review }: { review: ShownReview }) {
	if (review.constants.length === 0) return null
	return (
		<Section title={say('import.constantsTitle')} intro={say('import.constantsIntro')}>
			<Card className="grid gap-x-6 gap-y-5 sm:grid-cols-2 [&>*]:mt-0">
				{review.constants.map(({ field, value, wrong }) => (
					<Input
						key={field}
						id={`constant-${field}`}
						name={`constant-${field}`}
						label={sayField(field)}
						defaultValue={value}
						type={days.includes(field) ? 'date' : 'text'}
						errors={wrong ? [say('import.constantWrong', { value })] : undefined}
						optional={!review.needed.includes(field)}
					/>
				))}
			</Card>
		</Section>
	)
}

/** How the rows are taken. */
export function Options({ review }: { review: ShownReview }) {
	const { map } = review
	const contracts = map.subject === 'contracts'
	return (
		<Section title={say('import.optionsTitle')}>
			<Card>
				<Input
					id="source"
					name="source"
					label={say('import.source')}
					hint={say('import.sourceHint')}
					defaultValue={map.source}
					maxLength={100}
					required
				/>
				{review.ofCustomer ? (
					<Input
						id="customerSource"
						name="customerSource"
						label={say('import.customerSource')}
						defaultValue={map.customerSource ?? map.source}
						maxLength={100}
					/>
				) : null}
				{review.priced ? <AmountOptions review={review} /> : null}
				<Select id="onConflict" name="onConflict" label={say('import.onConflict')} defaultValue={map.onConflict}>
					<option value="keep">{say('import.conflictKeep')}</option>
					<option value="file">{say('import.conflictFile')}</option>
					<option value="reject">{say('import.conflictReject')}</option>
				</Select>
				<div className="mt-5">
					{review.mayKeepOthers ? (
						<Checkbox
							id="keepOthers"
							name="keepOthers"
							label={say('import.keepOthers')}
							defaultChecked={map.keepOthers}
						/>
					) : null}
					{contracts ? (
						<Checkbox id="activate" name="activate" label={say('import.activate')} defaultChecked={map.activate} />
					) : null}
				</div>
			</Card>
		</Section>
	)
}

function AmountOptions({ review: { map } }: { review: ShownReview }) {
	return (
		<>
			<Select id="amountIs" name="amountIs" label={say('import.amountIs')} defaultValue={map.amountIs ?? ''}>
				{map.amountIs === undefined ? <option value="">–</option> : null}
				<option value="unit">{say('import.unit')}</option>
				<option value="total">{say('import.total')}</option>
			</Select>
			<Select id="amountPer" name="amountPer" label={say('import.amountPer')} defaultValue={map.amountPer}>
				<option value="period">{say('import.period')}</option>
				<option value="month">{say('import.month')}</option>
				<option value="year">{say('import.year')}</option>
			</Select>
		</>
	)
}

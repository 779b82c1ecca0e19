import { entryKinds } from '#core/collection/entry-kind.ts'
import { mostAttachments } from '#core/message/limits.ts'
import { Button } from '#portal/ui/button.tsx'
import { Radios } from '#portal/ui/choice.tsx'
import { AmountInput, Input, Textarea } from '#portal/ui/field.tsx'
import { FileField } from '#portal/ui/file-field.tsx'
import { sayCollection as say, sayEntryKind } from '#portal/words/staff-collection.ts'
import { formatMoney } from '../../format.ts'
import { Place } from './place.tsx'

type EntryFieldsProps = {
	entryKey: string
	currency: string
	overdueMinor: bigint
	/** As it was posted, where something was wrong with it. */
	typed: Record<string, string>
	errors: Record<string, string[]>
	busy: boolean
}

/** What was done, with whom, what they promise, and what is next; the form around the fields is the page's. */
export function EntryFields({ entryKey, currency, overdueMinor, typed, errors, busy }: EntryFieldsProps) {
	return (
		<>
			<input type="hidden" name="intent" value="log" />
			<input type="hidden" name="key" value={typed.key ?? entryKey} />
			<input type="hidden" name="currency" value={currency} />
			<Radios
				legend={say('collection.what')}
				name="kind"
				required
				chosen={typed.kind}
				errors={errors.kind}
				options={entryKinds.map((value) => ({ value, label: sayEntryKind(value) }))}
			/>
			<div className="mt-5">
				<Input
					label={say('collection.spokenTo')}
					name="spokenTo"
					maxLength={200}
					defaultValue={typed.spokenTo}
					errors={errors.spokenTo}
					optional
				/>
			</div>
			<Textarea
				label={say('collection.note')}
				name="note"
				rows={3}
				maxLength={5000}
				defaultValue={typed.note}
				errors={errors.note}
				optional
			/>
			<fieldset className="mt-8">
				<legend className="font-semibold">{say('collection.promise')}</legend>
				<div className="mt-3 grid items-start gap-4 sm:grid-cols-2 [&>*]:mt-0">
					<AmountInput
						label={say('collection.amount')}
						hint={say('collection.amountHint', { amount: formatMoney('en', { minor: overdueMinor, currency }) })}
						name="promiseAmount"
						currency={currency}
						maxLength={40}
						defaultValue={typed.promiseAmount}
						errors={errors.promiseAmount}
						optional
					/>
					<Input
						label={say('collection.by')}
						name="promiseOn"
						type="date"
						defaultValue={typed.promiseOn}
						errors={errors.promiseOn}
						optional
					/>
				</div>
			</fieldset>
			<fieldset className="mt-8">
				<legend className="font-semibold">{say('collection.next')}</legend>
				<p className="mt-1 text-muted text-sm">{say('collection.nextHint')}</p>
				<div className="mt-3 grid items-start gap-4 sm:grid-cols-2 [&>*]:mt-0">
					<Input
						label={say('collection.step')}
						name="nextStep"
						maxLength={500}
						defaultValue={typed.nextStep}
						errors={errors.nextStep}
						optional
					/>
					<Input
						label={say('collection.nextOn')}
						name="nextOn"
						type="date"
						defaultValue={typed.nextOn}
						errors={errors.nextOn}
						optional
					/>
				</div>
			</fieldset>
			<Place typed={typed} />
			<FileField
				label={say('collection.photos')}
				hint={say('collection.photosHint', { most: mostAttachments })}
				name="files"
				accept="image/jpeg,image/png,image/webp"
				multiple
				optional
			/>
			<div className="mt-6">
				<Button size="large" wide busy={busy}>
					{say('collection.save')}
				</Button>
			</div>
		</>
	)
}

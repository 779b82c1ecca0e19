import { Button } from '#portal/ui/button.tsx'
import { Card, Section } from '#portal/ui/card.tsx'
import { Select, Textarea } from '#portal/ui/field.tsx'
import { sayCollection as say } from '#portal/words/staff-collection.ts'

type Collector = { id: string; name: string }

type SelectProps = { collectors: readonly Collector[]; chosen?: string; errors?: string[] | undefined }

/** Whom to give something to. */
export function CollectorSelect({ collectors, chosen, errors }: SelectProps) {
	return (
		<Select label={say('collection.collector')} name="collectorId" defaultValue={chosen ?? ''} errors={errors} required>
			<option value="">{say('collection.choose')}</option>
			{collectors.map(({ id, name }) => (
				<option key={id} value={id}>
					{name}
				</option>
			))}
		</Select>
	)
}

type Refused = { typed: Record<string, string>; errors: Record<string, string[]> }
type GiveProps = Refused & { collectors: readonly Collector[]; current: Collector | null }

/** Gives a case to somebody else than who has it. */
export function GiveForm({ collectors, current, typed, errors }: GiveProps) {
	return (
		<Section title={say(current ? 'collection.moveTitle' : 'collection.giveTitle')} id="give">
			<Card className="max-w-2xl">
				<form method="post">
					<input type="hidden" name="intent" value="give" />
					<input type="hidden" name="seen" value={current?.id ?? ''} />
					<CollectorSelect
						collectors={collectors.filter(({ id }) => id !== current?.id)}
						errors={errors.collectorId}
						{...(typed.collectorId ? { chosen: typed.collectorId } : {})}
					/>
					<Textarea
						label={say('collection.giveNote')}
						name="note"
						rows={2}
						maxLength={2000}
						defaultValue={typed.intent === 'give' ? typed.note : ''}
						optional
					/>
					<div className="mt-5">
						<Button kind="secondary">{say('collection.give')}</Button>
					</div>
				</form>
			</Card>
		</Section>
	)
}

/** Gives a case back, with why. */
export function BackForm({ typed, errors }: Refused) {
	return (
		<Section title={say('collection.backTitle')} intro={say('collection.backLead')} id="back">
			<Card className="max-w-2xl">
				<form method="post">
					<input type="hidden" name="intent" value="back" />
					<Textarea
						label={say('collection.why')}
						name="reason"
						rows={2}
						maxLength={2000}
						defaultValue={typed.intent === 'back' ? typed.reason : ''}
						errors={errors.reason}
						required
					/>
					<div className="mt-5">
						<Button kind="secondary">{say('collection.handBack')}</Button>
					</div>
				</form>
			</Card>
		</Section>
	)
}

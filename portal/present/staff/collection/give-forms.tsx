import { Button } from '#portal/ui/button.tsx'
import { Card, Section } from '#portal/ui/card.tsx'
import { Select, Textarea } from '#portal/ui/field.tsx'
import { sayCollection as say } from '#portal/words/staff-collection.ts'

type Collector = { id: string; name: string }

/** Whom to give something to. */
export function CollectorSelect({ collectors, chosen }: { collectors: readonly Collector[]; chosen?: string }) {
	return (
		<Select label={say('collection.collector')} name="collectorId" defaultValue={chosen ?? ''} required>
			<option value="">{say('collection.choose')}</option>
			{collectors.map(({ id, name }) => (
				<option key={id} value={id}>
					{name}
				</option>
			))}
		</Select>
	)
}

type GiveProps = { collectors: readonly Collector[]; current: Collector | null; typed: Record<string, string> }

/** Gives a case to somebody else than who has it. */
export function GiveForm({ collectors, current, typed }: GiveProps) {
	return (
		<Section title={say(current ? 'collection.moveTitle' : 'collection.giveTitle')} id="give">
			<Card className="max-w-2xl">
				<form method="post">
					<input type="hidden" name="intent" value="give" />
					<input type="hidden" name="seen" value={current?.id ?? ''} />
					<CollectorSelect
						collectors={collectors.filter(({ id }) => id !== current?.id)}
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
export function BackForm({ typed }: { typed: Record<string, string> }) {
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

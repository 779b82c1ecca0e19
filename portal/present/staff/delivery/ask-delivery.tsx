import type { CheckedCondition } from '#core/delivery/condition.ts'
import type { Machine } from '#core/equipment/find.ts'
import { Button } from '#portal/ui/button.tsx'
import { Card, Empty, Section } from '#portal/ui/card.tsx'
import { Checkbox } from '#portal/ui/choice.tsx'
import { Input, Textarea } from '#portal/ui/field.tsx'
import { FormProblems } from '#portal/ui/form-problems.tsx'
import { sayEquipment as say } from '#portal/words/staff-equipment.ts'

type AskDeliveryProps = {
	/** Machines that may be asked for. */
	ready: readonly Machine[]
	conditions: readonly CheckedCondition[]
	typed: Record<string, unknown>
	errors: Record<string, string[] | null | undefined>
}

/** Machines to tick, who takes them, and, where something is missing, why they may leave all the same. */
export function AskDelivery({ ready, conditions, typed, errors }: AskDeliveryProps) {
	const missing = conditions.filter(({ met }) => !met)
	const text = (name: string) => (typeof typed[name] === 'string' ? String(typed[name]) : undefined)
	const ticked = typed.intent ? new Set([typed.equipmentIds].flat().map(String)) : null
	return (
		<Section title={say('delivery.ask')} intro={say('delivery.askLead')} id="ask">
			{ready.length === 0 ? (
				<Empty title={say('delivery.nothingReady')} />
			) : (
				<Card className="max-w-3xl">
					<FormProblems errors={errors[''] ?? undefined} />
					<form method="post" action="#ask">
						<input type="hidden" name="intent" value="ask" />
						{missing.map(({ kind }, index) => (
							<input key={kind} type="hidden" name={`without[${index}]`} value={kind} />
						))}
						<fieldset>
							<legend className="mb-2 font-medium">{say('delivery.machines')}</legend>
							<div className="grid gap-3">
								{ready.map(({ id, serialNumber, model, place }, index) => (
									<Checkbox
										key={id}
										name={`equipmentIds[${index}]`}
										value={id}
										label={serialNumber}
										hint={[model, place].filter(Boolean).join(' · ') || undefined}
										defaultChecked={ticked ? ticked.has(id) : ready.length === 1}
									/>
								))}
							</div>
						</fieldset>
						<Input
							name="taker"
							label={say('delivery.taker')}
							hint={say('delivery.takerHint')}
							defaultValue={text('taker')}
							errors={errors.taker ?? undefined}
							maxLength={200}
							optional
						/>
						{missing.length > 0 ? (
							<Textarea
								name="reason"
								label={say('delivery.reason')}
								hint={say('delivery.reasonHint')}
								defaultValue={text('reason')}
								errors={errors.reason ?? undefined}
								maxLength={500}
								rows={3}
								required
							/>
						) : null}
						<div className="mt-6">
							<Button>{say(missing.length > 0 ? 'delivery.sendMissing' : 'delivery.send')}</Button>
						</div>
					</form>
				</Card>
			)}
		</Section>
	)
}

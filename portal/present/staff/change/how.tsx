import { Button } from '#portal/ui/button.tsx'
import { Input, Select } from '#portal/ui/field.tsx'
import { sayAmend as say } from '#portal/words/staff-amend.ts'

type HowProps = { today: string; typed?: Record<string, unknown>; timing?: boolean }

/** From when a change counts and why, and the press that shows what it comes to. */
export function How({ today, typed = {}, timing = true }: HowProps) {
	const value = (name: string, otherwise: string) => (typeof typed[name] === 'string' ? typed[name] : otherwise)
	return (
		<>
			<div className="mt-4 grid items-end gap-3 border-line border-t pt-4 sm:grid-cols-2 lg:grid-cols-4 [&>*]:mt-0">
				<Input name="on" label={say('amend.on')} type="date" defaultValue={value('on', today)} required />
				{timing ? (
					<>
						<Select name="timing" label={say('amend.timing')} defaultValue={value('timing', 'now')}>
							<option value="now">{say('amend.timingOf.now')}</option>
							<option value="period_end">{say('amend.timingOf.period_end')}</option>
						</Select>
						<Select name="prorate" label={say('amend.prorate')} defaultValue={value('prorate', 'yes')}>
							<option value="yes">{say('amend.prorateOf.yes')}</option>
							<option value="no">{say('amend.prorateOf.no')}</option>
						</Select>
					</>
				) : null}
				<Input name="reason" label={say('amend.reason')} maxLength={500} defaultValue={value('reason', '')} optional />
			</div>
			<Look />
		</>
	)
}

export function Look({
	label = say('amend.look'),
	kind = 'secondary',
}: {
	label?: string
	kind?: 'secondary' | 'danger'
}) {
	return (
		<div className="mt-5">
			<Button kind={kind}>{label}</Button>
		</div>
	)
}

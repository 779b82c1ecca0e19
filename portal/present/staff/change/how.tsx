import { Button } from '#portal/ui/button.tsx'
import { Input, Select } from '#portal/ui/field.tsx'
import { sayAmend as say } from '#portal/words/staff-amend.ts'
import type { PostedBack } from './posted-back.ts'

type HowProps = { today: string; posted: PostedBack; timing?: boolean }

/** From when a change counts and why, and the press that shows what it comes to. */
export function How({ today, posted: { field }, timing = true }: HowProps) {
	return (
		<>
			<div className="mt-4 grid items-start gap-3 border-line border-t pt-4 sm:grid-cols-2 lg:grid-cols-4 [&>*]:mt-0">
				<Input {...field('on', today)} label={say('amend.on')} type="date" required />
				{timing ? (
					<>
						<Select {...field('timing', 'now')} label={say('amend.timing')}>
							<option value="now">{say('amend.timingOf.now')}</option>
							<option value="period_end">{say('amend.timingOf.period_end')}</option>
						</Select>
						<Select {...field('prorate', 'yes')} label={say('amend.prorate')}>
							<option value="yes">{say('amend.prorateOf.yes')}</option>
							<option value="no">{say('amend.prorateOf.no')}</option>
						</Select>
					</>
				) : null}
				<Input {...field('reason')} label={say('amend.reason')} maxLength={500} optional />
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

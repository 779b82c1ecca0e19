import { Form } from '@remix-run/react'
import type { CancelReason } from '#core/contract/cancel-reasons.ts'
import { Button } from '#portal/ui/button.tsx'
import { Checkbox } from '#portal/ui/choice.tsx'
import { Details } from '#portal/ui/details.tsx'
import { Input } from '#portal/ui/field.tsx'
import { sayCancellation as say } from '#portal/words/staff-cancellation.ts'

const languages = ['en', 'ru', 'zh', 'vi'] as const

/** One reason for leaving in its four languages, or a new one. */
export function ReasonForm({ reason }: { reason?: CancelReason }) {
	const id = reason?.code ?? 'new'
	return (
		<Details
			summary={
				reason
					? `${reason.labels.en}${reason.active ? '' : ` (${say('cancellation.inactive')})`}`
					: say('cancellation.newReason')
			}
		>
			<Form method="post" className="py-3 text-ink">
				<input type="hidden" name="intent" value="reason" />
				{reason ? (
					<input type="hidden" name="code" value={reason.code} />
				) : (
					<Input
						id={`${id}-code`}
						name="code"
						label={say('cancellation.code')}
						hint={say('cancellation.codeHint')}
						pattern="[a-z][a-z0-9_]{0,39}"
						required
					/>
				)}
				{languages.map((language) => (
					<Input
						key={language}
						id={`${id}-${language}`}
						name={language}
						label={say(`cancellation.labels.${language}`)}
						defaultValue={reason?.labels[language]}
						maxLength={200}
						required
					/>
				))}
				<Input
					id={`${id}-position`}
					name="position"
					label={say('cancellation.position')}
					inputMode="numeric"
					defaultValue={reason?.position ?? 100}
					className="max-w-28"
				/>
				<div className="mt-5">
					<Checkbox
						id={`${id}-active`}
						name="active"
						value="on"
						label={say('cancellation.active')}
						defaultChecked={reason?.active ?? true}
					/>
				</div>
				<div className="mt-5">
					<Button kind="secondary">{say(reason ? 'cancellation.save' : 'cancellation.add')}</Button>
				</div>
			</Form>
		</Details>
	)
}

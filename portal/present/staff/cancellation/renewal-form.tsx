import { Form } from '@remix-run/react'
import type { RenewalPolicy } from '#core/contract/renewal-policy.ts'
import { Button } from '#portal/ui/button.tsx'
import { Input } from '#portal/ui/field.tsx'
import { sayCancellation as say } from '#portal/words/staff-cancellation.ts'

/** When customers are told that a term goes on, and when the quote for another is sent. */
export function RenewalForm({ policy }: { policy: RenewalPolicy }) {
	return (
		<Form method="post">
			<input type="hidden" name="intent" value="renewal" />
			<Input
				id="remind-days"
				name="remindDays"
				label={say('cancellation.remindDays')}
				hint={say('cancellation.remindDaysHint')}
				defaultValue={policy.remindDays.join(', ')}
				inputMode="numeric"
				required
			/>
			<Input
				id="shortest-months"
				name="shortestMonths"
				label={say('cancellation.shortestMonths')}
				hint={say('cancellation.shortestMonthsHint')}
				defaultValue={policy.shortestMonths}
				inputMode="numeric"
				required
				className="max-w-28"
			/>
			<Input
				id="quote-days"
				name="quoteDays"
				label={say('cancellation.quoteDays')}
				defaultValue={policy.quoteDays}
				inputMode="numeric"
				required
				className="max-w-28"
			/>
			<Input
				id="offer-months"
				name="offerMonths"
				label={say('cancellation.offerMonths')}
				defaultValue={policy.offerMonths}
				inputMode="numeric"
				required
				className="max-w-28"
			/>
			<div className="mt-5">
				<Button>{say('cancellation.save')}</Button>
			</div>
		</Form>
	)
}

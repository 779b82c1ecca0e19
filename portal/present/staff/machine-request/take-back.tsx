import { Button } from '#portal/ui/button.tsx'
import { Details } from '#portal/ui/details.tsx'
import { Input } from '#portal/ui/field.tsx'
import { sayMachineRequest as say } from '#portal/words/staff-machine-requests.ts'

/** Takes a request back that nothing has come of. */
export function TakeBack() {
	return (
		<div className="no-print mt-8 max-w-md">
			<Details summary={say('request.takeBack')}>
				<form method="post" className="py-1 text-ink">
					<input type="hidden" name="intent" value="withdraw" />
					<Input name="reason" label={say('request.takeBackWhy')} maxLength={500} optional />
					<div className="mt-4">
						<Button kind="danger">{say('request.takeBack')}</Button>
					</div>
				</form>
			</Details>
		</div>
	)
}

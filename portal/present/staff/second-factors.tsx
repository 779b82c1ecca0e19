import type { FoundUser } from '#core/staff/list-users.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/card.tsx'
import { Input } from '../../ui/field.tsx'
import { saySecondFactor as say } from '../../words/staff-second-factor.ts'

/** What a person's second factors are, and the way to take them off for whoever has lost theirs. */
export function ResetFactor({ user: { id, app, passkeys } }: { user: FoundUser }) {
	if (!app && passkeys === 0) return <p className="mt-4 text-muted text-sm">{say('second.theyHaveNone')}</p>
	const has = [
		...(app ? [say('second.anApp')] : []),
		...(passkeys > 0 ? [say('second.keys', { count: passkeys })] : []),
	]
	return (
		<form method="post" className="mt-4 flex flex-wrap items-end gap-4 [&>*]:mt-0">
			<input type="hidden" name="userId" value={id} />
			<div className="min-w-56 grow">
				<Input
					name="reason"
					label={say('second.reason')}
					hint={`${say('second.theyHave', { what: has.join(', ') })} ${say('second.resetLead')}`}
					maxLength={500}
					required
				/>
			</div>
			<Button kind="danger" name="intent" value="reset">
				{say('second.reset')}
			</Button>
		</form>
	)
}

/** Whether the company asks everybody for one. `without`: how many are here who have none. */
export function RequiredFactor({ required, without }: { required: boolean; without: number }) {
	return (
		<Section title={say('second.everybody')} intro={say('second.everybodyLead')}>
			<Card className="max-w-2xl">
				<p className="font-semibold">{say(required ? 'second.isRequired' : 'second.isOptional')}</p>
				<p className="mb-4 text-muted">{say('second.without', { count: without })}</p>
				<form method="post">
					<input type="hidden" name="required" value={required ? 'no' : 'yes'} />
					<Button kind={required ? 'secondary' : 'primary'} name="intent" value="require">
						{say(required ? 'second.makeOptional' : 'second.makeRequired')}
					</Button>
				</form>
			</Card>
		</Section>
	)
}

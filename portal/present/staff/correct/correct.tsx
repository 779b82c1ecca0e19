import type { Creditable } from '#core/credit-note/find-creditable.ts'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { Card, Section } from '../../../ui/card.tsx'
import { Checkbox } from '../../../ui/choice.tsx'
import { Input } from '../../../ui/field.tsx'
import { FormProblems } from '../../../ui/form-problems.tsx'
import { sayCorrect as say } from '../../../words/staff-correct.ts'
import { Effect, type Looked } from './effect.tsx'
import { type Errors, PartsForm } from './parts-form.tsx'
import type { Typed, Way } from './posted.ts'

type Props = {
	/** What this person may do with this invoice now. */
	ways: Way[]
	way: Way | null
	currency: string
	creditable: Creditable | null
	typed: Typed
	errors: Errors
	looked: Looked | null
	/** Why the press did not do it. */
	refused: string[] | undefined
}

/** The ways to take an issued invoice back or to give it up, one at a time: what is said, what it does, the deed. */
export function Correct(props: Props) {
	const { ways, way, currency, creditable, typed, errors, looked, refused } = props
	if (ways.length === 0) return null
	return (
		<Section title={say('correct.title')} intro={say('correct.lead')} id="correct">
			<nav aria-label={say('correct.title')} className="flex flex-wrap gap-3">
				{ways.map((one) => (
					<LinkButton
						key={one}
						kind={one === way ? 'primary' : 'secondary'}
						href={`?correct=${one}#correct`}
						aria-current={one === way || undefined}
					>
						{say(`correct.ways.${one}`)}
					</LinkButton>
				))}
			</nav>
			{way ? (
				<Card className="mt-4">
					<p className="reading mb-5 text-muted">{say(`correct.about.${way}`)}</p>
					<FormProblems errors={looked ? undefined : (refused ?? errors?.[''] ?? undefined)} />
					{way === 'parts' ? (
						creditable && <PartsForm of={creditable} {...{ currency, typed, errors }} />
					) : (
						<WholeForm way={way} typed={typed} errors={errors} />
					)}
				</Card>
			) : null}
			{looked ? <Effect of={looked} refused={refused} /> : null}
		</Section>
	)
}

function WholeForm({ way, typed, errors }: { way: Way; typed: Typed; errors: Errors }) {
	return (
		<form method="post" action={`?correct=${way}#correct`} className="max-w-2xl">
			<input type="hidden" name="intent" value={way} />
			<Input
				name="reason"
				label={say(way === 'void' ? 'correct.reason' : 'correct.writeOffReason')}
				hint={way === 'void' ? say('correct.reasonHint') : undefined}
				defaultValue={typed.reason}
				errors={errors?.reason ?? undefined}
				maxLength={300}
				required
			/>
			{way === 'void' ? (
				<div className="mt-4">
					<Checkbox name="again" label={say('correct.again')} defaultChecked={typed.again === 'on'} />
				</div>
			) : null}
			<div className="mt-6">
				<Button>{say('correct.look')}</Button>
			</div>
		</form>
	)
}

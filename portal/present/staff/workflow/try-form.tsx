import { subjectKinds } from '#core/approval/subject-kinds.ts'
import type { Tried } from '#core/approval/try-workflow.ts'
import { Button } from '../../../ui/button.tsx'
import { Card, Section } from '../../../ui/card.tsx'
import { AmountInput, Input, Select } from '../../../ui/field.tsx'
import { sayApproval } from '../../../words/staff-approval.ts'
import { sayWorkflow as say } from '../../../words/staff-workflows.ts'
import type { TryAsked } from './try-asked.ts'

type Named = { id: string; name: string }[]
type Props = {
	people: { users: Named; groups: Named }
	currency: string
	asked: TryAsked
	tried: Tried | null
}

/** Who would be asked for something, without asking anybody. */
export function TryForm({ people, currency, asked, tried }: Props) {
	return (
		<Section title={say('workflow.try')} intro={say('workflow.tryIntro')} id="try">
			<Card>
				<form method="get" action="#try">
					<div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3 [&>*]:mt-0">
						<Select name="kind" defaultValue={asked.kind ?? 'credit_note'} label={say('workflow.subject')}>
							{subjectKinds.map((kind) => (
								<option key={kind} value={kind}>
									{sayApproval(`approval.kindName.${kind}`)}
								</option>
							))}
						</Select>
						<AmountInput
							name="amount"
							defaultValue={asked.amount}
							errors={asked.faults.amount}
							label={say('workflow.tryAmount')}
							currency={currency}
							optional
						/>
						<Input
							name="discount"
							defaultValue={asked.discount}
							errors={asked.faults.discount}
							label={say('workflow.tryDiscount')}
							inputMode="decimal"
							optional
						/>
						<Input
							name="overdue"
							defaultValue={asked.overdue}
							errors={asked.faults.overdue}
							label={say('workflow.tryOverdue')}
							inputMode="numeric"
							optional
						/>
						<Select name="group" defaultValue={asked.group ?? ''} label={say('workflow.group')} optional>
							<option value="">{say('workflow.nobody')}</option>
							{people.groups.map(({ id, name }) => (
								<option key={id} value={id}>
									{name}
								</option>
							))}
						</Select>
						<Select name="asker" defaultValue={asked.asker ?? ''} label={say('workflow.tryAsker')}>
							<option value="">{say('workflow.anybody')}</option>
							{people.users.map(({ id, name }) => (
								<option key={id} value={id}>
									{name}
								</option>
							))}
						</Select>
					</div>
					<div className="mt-5">
						<Button kind="secondary">{say('workflow.tryButton')}</Button>
					</div>
				</form>
				{tried ? (
					<div className="mt-5 border-line border-t pt-4" role="status">
						{tried.workflow ? (
							<>
								<p className="font-semibold">{say('workflow.tried', { name: tried.workflow.name })}</p>
								<ol className="mt-2 list-inside list-decimal">
									{tried.steps.map((step) => (
										<li key={JSON.stringify(step)}>
											{step.name || say('workflow.stageOf', { number: step.stage })}: {step.people.join(', ')} (
											{say(`workflow.needsOf.${step.needs}`)}
											{step.needs === 'count' ? `: ${step.count}` : ''})
											{step.short ? ` ${say('workflow.triedShort')}` : ''}
										</li>
									))}
								</ol>
							</>
						) : (
							<p>{say('workflow.triedNone')}</p>
						)}
					</div>
				) : null}
			</Card>
		</Section>
	)
}

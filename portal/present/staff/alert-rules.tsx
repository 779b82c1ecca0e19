import type { AlertRule } from '#core/alert/rule.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/card.tsx'
import { Table } from '../../ui/table.tsx'
import { staffWords } from '../../words/staff.ts'
import { sayAlert as say } from '../../words/staff-alert.ts'
import { Money } from '../display.tsx'

/** The rules in use, a row each, with a way to end each. */
export function AlertRules({ rules }: { rules: readonly AlertRule[] }) {
	if (rules.length === 0) return <Empty title={say('alert.none')}>{say('alert.noneNote')}</Empty>
	return (
		<Table
			caption={say('alert.rules')}
			quietCaption
			keyOf={({ id }) => id}
			rows={rules}
			columns={[
				{ key: 'what', title: say('alert.what'), cell: ({ trigger }) => say(`alert.trigger.${trigger}`) },
				{ key: 'who', title: say('alert.who'), cell: audienceOf },
				{ key: 'which', title: say('alert.which'), cell: (rule) => <Which rule={rule} /> },
				{
					...{ key: 'how', title: say('alert.how') },
					cell: howOf,
				},
				{
					...{ key: 'end', title: say('alert.end'), lead: true },
					cell: (rule) => (
						<form method="post">
							<input type="hidden" name="id" value={rule.id} />
							<Button
								kind="danger"
								size="small"
								name="intent"
								value="end"
								aria-label={`${say('alert.end')}: ${say(`alert.trigger.${rule.trigger}`)}, ${audienceOf(rule)}`}
							>
								{say('alert.end')}
							</Button>
						</form>
					),
				},
			]}
		/>
	)
}

function howOf({ action, nextStep, withinDays, atOnce, urgent }: AlertRule): string {
	if (action === 'tell') return say(urgent ? 'alert.urgent' : atOnce ? 'alert.atOnce' : 'alert.inDigest')
	const does = say(`alert.actions.${action}`)
	return nextStep === null ? does : `${does}: ${say('alert.step', { step: nextStep, count: withinDays ?? 0 })}`
}

function audienceOf({ audience, role, person }: AlertRule): string {
	if (person) return person.name
	return role ? say('alert.roleOf', { role: staffWords(`staff.role.${role}`) }) : say(`alert.audience.${audience}`)
}

function Which({ rule: { group, leastMinor, currency, overdueDays, leastRisk } }: { rule: AlertRule }) {
	return (
		<>
			{group?.name ?? say('alert.everyGroup')}
			{leastMinor !== null && currency ? (
				<>
					{' · ≥ '}
					<Money of={{ minor: leastMinor, currency }} />
				</>
			) : null}
			{overdueDays === null ? null : ` · ≥ ${say('alert.overdueFrom', { days: String(overdueDays) })}`}
			{leastRisk ? ` · ≥ ${say(`alert.risks.${leastRisk}`)}` : null}
		</>
	)
}

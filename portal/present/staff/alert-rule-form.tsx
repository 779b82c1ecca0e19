import { alertActions, alertAudiences } from '#core/alert/audience.ts'
import { triggerNames } from '#core/alert/trigger.ts'
import { bound, PageForm, useIsPosting, usePageForm } from '../../page-form.tsx'
import { Button } from '../../ui/button.tsx'
import { Input, Select } from '../../ui/field.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { staffWords } from '../../words/staff.ts'
import { sayAlert as say } from '../../words/staff-alert.ts'

type Names =
	| ('trigger' | 'audience' | 'role' | 'personId' | 'groupId' | 'least' | 'overdueDays' | 'leastRisk' | 'timing')
	| ('action' | 'nextStep' | 'withinDays')
type Fields = Record<Names, string>
type Props = {
	result: Parameters<typeof usePageForm>[0]
	groups: readonly { id: string; name: string }[]
	people: readonly { id: string; name: string }[]
	currency: string
}

const roles = ['administrator', 'manager', 'finance', 'salesperson', 'collector', 'storekeeper', 'surveyor'] as const

/** One more rule. */
export function AlertRuleForm({ result, groups, people, currency }: Props) {
	const [form, fields] = usePageForm<Fields>(result, {
		id: 'rule',
		defaultValue: { timing: 'at_once', action: 'tell' },
	})
	const busy = useIsPosting()
	return (
		<>
			<FormProblems errors={form.errors} />
			<PageForm form={form}>
				<input type="hidden" name="intent" value="add" />
				<div className="grid items-start gap-5 sm:grid-cols-2 [&>*]:mt-0">
					<Select {...bound(fields.trigger)} label={say('alert.what')}>
						{triggerNames.map((trigger) => (
							<option key={trigger} value={trigger}>
								{say(`alert.trigger.${trigger}`)}
							</option>
						))}
					</Select>
					<Select {...bound(fields.audience)} label={say('alert.who')} hint={say('alert.audienceHint')}>
						{alertAudiences.map((audience) => (
							<option key={audience} value={audience}>
								{say(`alert.audience.${audience}`)}
							</option>
						))}
					</Select>
					<Select {...bound(fields.role)} label={say('alert.role')}>
						<option value="">{say('alert.noRole')}</option>
						{roles.map((role) => (
							<option key={role} value={role}>
								{staffWords(`staff.role.${role}`)}
							</option>
						))}
					</Select>
					<Select {...bound(fields.personId)} label={say('alert.person')}>
						<option value="">{say('alert.noPerson')}</option>
						{people.map(({ id, name }) => (
							<option key={id} value={id}>
								{name}
							</option>
						))}
					</Select>
					<Select {...bound(fields.groupId)} label={say('alert.group')}>
						<option value="">{say('alert.everyGroup')}</option>
						{groups.map(({ id, name }) => (
							<option key={id} value={id}>
								{name}
							</option>
						))}
					</Select>
					<Input
						{...bound(fields.least)}
						inputMode="decimal"
						label={say('alert.least')}
						hint={say('alert.leastHint', { currency })}
					/>
					<Input
						{...bound(fields.overdueDays)}
						inputMode="numeric"
						label={say('alert.overdue')}
						hint={say('alert.overdueHint')}
					/>
					<Select {...bound(fields.leastRisk)} label={say('alert.risk')}>
						<option value="">{say('alert.anyRisk')}</option>
						<option value="medium">{say('alert.risks.medium')}</option>
						<option value="high">{say('alert.risks.high')}</option>
					</Select>
					<Select {...bound(fields.timing)} label={say('alert.timing')}>
						<option value="at_once">{say('alert.atOnce')}</option>
						<option value="urgent">{say('alert.urgent')}</option>
						<option value="digest">{say('alert.inDigest')}</option>
					</Select>
					<Select {...bound(fields.action)} label={say('alert.action')} hint={say('alert.actionHint')}>
						{alertActions.map((action) => (
							<option key={action} value={action}>
								{say(`alert.actions.${action}`)}
							</option>
						))}
					</Select>
					<Input
						{...bound(fields.nextStep)}
						maxLength={500}
						label={say('alert.nextStep')}
						hint={say('alert.nextStepHint')}
						optional
					/>
					<Input
						{...bound(fields.withinDays)}
						inputMode="numeric"
						label={say('alert.withinDays')}
						hint={say('alert.withinDaysHint')}
						optional
					/>
				</div>
				<div className="mt-6">
					<Button busy={busy}>{say('alert.add')}</Button>
				</div>
			</PageForm>
		</>
	)
}

import type { SubmissionResult } from '@conform-to/react'
import type { ListedRule } from '#core/amendment/list-rules.ts'
import { formatMajor } from '#core/money.ts'
import { bound, PageForm, usePageForm } from '../../page-form.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Input, Select } from '../../ui/field.tsx'
import { Pill } from '../../ui/pill.tsx'
import { sayChanges as say } from '../../words/staff-changes.ts'

type Direction = 'more' | 'less'
type RuleFormProps = {
	direction: Direction | null
	rule: ListedRule | undefined
	/** Currency of a new limit. */
	currency: string
	planId?: string
	plans?: readonly { id: string; name: string; product: string }[]
	/** The company's own rule always counts and is not taken away. */
	removable?: boolean
	/** What came of the last press on the page, of this rule or another. */
	result: SubmissionResult<string[]> | undefined
}
type Fields = Record<(typeof names)[number], string>

const names = ['planId', 'direction', 'timing', 'prorate', 'limit', 'currency', 'smallest', 'largest'] as const

/** One rule: when it counts, what of a started period is charged, who is asked, and how many. */
export function RuleForm({ direction, rule, currency, planId, plans, removable = true, result }: RuleFormProps) {
	const { approvalAboveMinor, currency: limitCurrency } = rule ?? { approvalAboveMinor: null, currency: null }
	const limit = approvalAboveMinor !== null && limitCurrency ? formatMajor(approvalAboveMinor, limitCurrency) : ''
	const id = `rule-${planId ?? (plans ? 'new' : 'all')}-${direction ?? 'either'}`
	const [form, fields] = usePageForm<Fields>(result?.initialValue?.form === id ? result : undefined, {
		id,
		defaultValue: {
			timing: rule?.timing ?? (direction === 'less' ? 'period_end' : 'now'),
			prorate: rule?.prorate === false ? 'no' : 'yes',
			...{ limit, currency: limitCurrency ?? currency, smallest: rule?.smallest ?? '', largest: rule?.largest ?? '' },
		},
	})
	return (
		<Card>
			<PageForm form={form}>
				<input type="hidden" name="intent" value="rule" />
				<input type="hidden" name="form" value={id} />
				{planId ? <input type="hidden" name="planId" value={planId} /> : null}
				{direction ? (
					<>
						<input type="hidden" name="direction" value={direction} />
						<h3 className="mb-4 flex items-center gap-3 font-semibold text-lg">
							{say(`changes.${direction}`)}
							{removable ? <Pill>{say(rule ? 'changes.own' : 'changes.inherited')}</Pill> : null}
						</h3>
					</>
				) : null}
				<div className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-3 [&>*]:mt-0">
					{plans ? (
						<Select {...bound(fields.planId)} label={say('changes.plan')} required>
							{plans.map((plan) => (
								<option key={plan.id} value={plan.id}>
									{plan.product}, {plan.name}
								</option>
							))}
						</Select>
					) : null}
					{direction ? null : (
						<Select {...bound(fields.direction)} label={say('changes.direction')}>
							<option value="more">{say('changes.more')}</option>
							<option value="less">{say('changes.less')}</option>
						</Select>
					)}
					<Select {...bound(fields.timing)} label={say('changes.timing')}>
						<option value="now">{say('changes.timingOf.now')}</option>
						<option value="period_end">{say('changes.timingOf.period_end')}</option>
					</Select>
					<Select {...bound(fields.prorate)} label={say('changes.prorate')}>
						<option value="yes">{say('changes.prorateOf.yes')}</option>
						<option value="no">{say('changes.prorateOf.no')}</option>
					</Select>
					<Input
						{...bound(fields.limit)}
						label={say('changes.limit')}
						hint={say('changes.limitHint')}
						inputMode="decimal"
					/>
					<Input {...bound(fields.currency)} label={say('changes.currency')} maxLength={3} className="uppercase" />
					<Input {...bound(fields.smallest)} label={say('changes.smallest')} inputMode="decimal" />
					<Input {...bound(fields.largest)} label={say('changes.largest')} inputMode="decimal" />
				</div>
				<div className="mt-5">
					<Button kind="secondary">{say('changes.save')}</Button>
				</div>
			</PageForm>
			{rule && removable ? (
				<form method="post" className="mt-2">
					<input type="hidden" name="id" value={rule.id} />
					<Button kind="quiet" size="small" name="intent" value="remove">
						{say('changes.remove')}
					</Button>
				</form>
			) : null}
		</Card>
	)
}

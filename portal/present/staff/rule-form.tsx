import type { ListedRule } from '#core/amendment/list-rules.ts'
import { formatMajor } from '#core/money.ts'
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
}

/** One rule: when it counts, what of a started period is charged, who is asked, and how many. */
export function RuleForm({ direction, rule, currency, planId, plans, removable = true }: RuleFormProps) {
	const { approvalAboveMinor, currency: limitCurrency } = rule ?? { approvalAboveMinor: null, currency: null }
	const limit = approvalAboveMinor !== null && limitCurrency ? formatMajor(approvalAboveMinor, limitCurrency) : ''
	return (
		<Card>
			<form method="post">
				<input type="hidden" name="intent" value="rule" />
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
						<Select name="planId" label={say('changes.plan')} required>
							{plans.map((plan) => (
								<option key={plan.id} value={plan.id}>
									{plan.product}, {plan.name}
								</option>
							))}
						</Select>
					) : null}
					{direction ? null : (
						<Select name="direction" label={say('changes.direction')}>
							<option value="more">{say('changes.more')}</option>
							<option value="less">{say('changes.less')}</option>
						</Select>
					)}
					<Select
						name="timing"
						label={say('changes.timing')}
						defaultValue={rule?.timing ?? (direction === 'less' ? 'period_end' : 'now')}
					>
						<option value="now">{say('changes.timingOf.now')}</option>
						<option value="period_end">{say('changes.timingOf.period_end')}</option>
					</Select>
					<Select name="prorate" label={say('changes.prorate')} defaultValue={rule?.prorate === false ? 'no' : 'yes'}>
						<option value="yes">{say('changes.prorateOf.yes')}</option>
						<option value="no">{say('changes.prorateOf.no')}</option>
					</Select>
					<Input
						name="limit"
						label={say('changes.limit')}
						hint={say('changes.limitHint')}
						inputMode="decimal"
						defaultValue={limit}
					/>
					<Input
						name="currency"
						label={say('changes.currency')}
						maxLength={3}
						defaultValue={limitCurrency ?? currency}
						className="uppercase"
					/>
					<Input
						name="smallest"
						label={say('changes.smallest')}
						inputMode="decimal"
						defaultValue={rule?.smallest ?? ''}
					/>
					<Input name="largest" label={say('changes.largest')} inputMode="decimal" defaultValue={rule?.largest ?? ''} />
				</div>
				<div className="mt-5">
					<Button kind="secondary">{say('changes.save')}</Button>
				</div>
			</form>
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

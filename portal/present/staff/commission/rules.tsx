import type { CommissionRule } from '#core/commission/rule.ts'
import { Button } from '../../../ui/button.tsx'
import { Empty } from '../../../ui/card.tsx'
import { Input } from '../../../ui/field.tsx'
import { Pill, type Tone } from '../../../ui/pill.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { sayCommission as say } from '../../../words/staff-commission.ts'
import { Day } from '../../display.tsx'
import { nameWhat, nameWhom, writeShare } from './rule-words.ts'

const tones: Record<CommissionRule['standing'], Tone> = { in_force: 'good', to_come: 'accent', over: 'neutral' }

const columns: Column<CommissionRule>[] = [
	{
		key: 'whom',
		title: say('commission.whom'),
		cell: (rule) => <span className="font-semibold">{nameWhom(rule)}</span>,
	},
	{ key: 'what', title: say('commission.what'), cell: nameWhat, second: 'left' },
	{
		key: 'share',
		title: say('commission.share'),
		cell: ({ basisPoints }) => writeShare(basisPoints),
		figures: true,
		lead: true,
	},
	{ key: 'base', title: say('commission.base'), cell: ({ base }) => say(`commission.bases.${base}`) },
	{
		key: 'days',
		title: say('commission.days'),
		cell: ({ validFrom, validUntil }) => (
			<div>
				<Day on={validFrom} />
				<span className="block text-muted text-sm">
					{validUntil ? (
						<>
							{say('commission.until')} <Day on={validUntil} />
						</>
					) : (
						say('commission.open')
					)}
				</span>
			</div>
		),
	},
	{
		key: 'state',
		title: say('commission.state'),
		cell: ({ standing }) => <Pill tone={tones[standing]}>{say(`commission.standing.${standing}`)}</Pill>,
		second: 'right',
	},
	{ key: 'act', title: say('commission.end'), quietTitle: true, cell: (rule) => <Act rule={rule} /> },
]

/** Every rule with its days and whether it counts, in the order in which they go before each other. */
export function CommissionRules({ rules }: { rules: readonly CommissionRule[] }) {
	if (rules.length === 0) return <Empty title={say('commission.none')}>{say('commission.noneNote')}</Empty>
	return <Table caption={say('commission.rules')} quietCaption columns={columns} rows={rules} keyOf={({ id }) => id} />
}

function Act({ rule }: { rule: CommissionRule }) {
	if (rule.standing === 'over') return null
	return (
		<details>
			<summary className="inline-flex min-h-9 cursor-pointer items-center font-medium text-accent hover:underline">
				{say('commission.end')}{' '}
				<span className="sr-only">{say('commission.endOf', { whom: nameWhom(rule), what: nameWhat(rule) })}</span>
			</summary>
			<form method="post" className="mt-2 grid gap-3">
				<input type="hidden" name="id" value={rule.id} />
				<Input
					id={`end-${rule.id}`}
					name="validUntil"
					type="date"
					label={say('commission.validUntil')}
					hint={say('commission.validUntilHint')}
					defaultValue={rule.validUntil ?? ''}
				/>
				<span className="flex flex-wrap gap-2">
					<Button kind="secondary" size="small" name="intent" value="end">
						{say('commission.endSave')}
					</Button>
					{rule.withdrawable ? (
						<Button kind="quiet" size="small" name="intent" value="withdraw" formNoValidate>
							{say('commission.withdraw')}
						</Button>
					) : null}
				</span>
			</form>
		</details>
	)
}

import type { CollectionRule } from '#core/collection/rule.ts'
import { Button } from '#portal/ui/button.tsx'
import { Empty } from '#portal/ui/card.tsx'
import { Table } from '#portal/ui/table.tsx'
import { sayCollection as say } from '#portal/words/staff-collection.ts'
import { nameCountry } from '../../country.ts'
import { formatMoney } from '../../format.ts'

/** The rules in use in their order, a row each. */
export function Rules({ rules, mayChange }: { rules: readonly CollectionRule[]; mayChange: boolean }) {
	if (rules.length === 0) return <Empty title={say('collection.noRules')}>{say('collection.noRulesNote')}</Empty>
	return (
		<Table
			caption={say('collection.inUse')}
			quietCaption
			keyOf={({ id }) => id}
			rows={rules}
			columns={[
				{ key: 'days', title: say('collection.state'), cell: (rule) => `${rules.indexOf(rule) + 1}. ${daysOf(rule)}` },
				{ key: 'which', title: say('collection.debts'), cell: whichOf },
				{ key: 'to', title: say('collection.to'), cell: whomOf },
				...(mayChange
					? [
							{
								...{ key: 'change', title: say('collection.end'), quietTitle: true },
								cell: (rule: CollectionRule) => <Change of={rule} first={rule === rules[0]} />,
							},
						]
					: []),
			]}
		/>
	)
}

const daysOf = ({ fromDays, throughDays }: CollectionRule) =>
	throughDays === null
		? say('collection.daysFrom', { from: fromDays })
		: say('collection.daysBetween', { from: fromDays, through: throughDays })

function whichOf({ currency, leastMinor, group, country }: CollectionRule): string {
	const parts = [
		currency && leastMinor !== null ? `≥ ${formatMoney('en', { minor: leastMinor, currency })}` : currency,
		group?.name,
		country ? nameCountry('en', country) : null,
	].filter(Boolean)
	return parts.length > 0 ? parts.join(' · ') : say('collection.everything')
}

function whomOf({ collector }: CollectionRule): string {
	if (!collector) return say('collection.inTurn')
	return collector.collects ? collector.name : say('collection.notCollecting', { name: collector.name })
}

function Change({ of: rule, first }: { of: CollectionRule; first: boolean }) {
	const named = `${daysOf(rule)}, ${whichOf(rule)}, ${whomOf(rule)}`
	return (
		<form method="post" className="flex flex-wrap gap-2">
			<input type="hidden" name="id" value={rule.id} />
			{first ? null : (
				<Button
					kind="secondary"
					size="small"
					name="intent"
					value="raise"
					aria-label={`${say('collection.raise')}: ${named}`}
				>
					{say('collection.raise')}
				</Button>
			)}
			<Button kind="danger" size="small" name="intent" value="end" aria-label={`${say('collection.end')}: ${named}`}>
				{say('collection.end')}
			</Button>
		</form>
	)
}

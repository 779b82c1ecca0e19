import type { ListedDebt } from '#core/collection/list.ts'
import { useIsPosting } from '#portal/page-form.tsx'
import { Button } from '#portal/ui/button.tsx'
import { Card, Empty } from '#portal/ui/card.tsx'
import { Input, Select, Textarea } from '#portal/ui/field.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Table } from '#portal/ui/table.tsx'
import { sayCollection as say } from '#portal/words/staff-collection.ts'
import { Moment, Money } from '../../display.tsx'
import { formatMoney } from '../../format.ts'
import { CollectorSelect } from './give-forms.tsx'
import { pickOf } from './picked.ts'

type Shown = Omit<ListedDebt, 'since'> & { since: string | null }
type PickerProps = {
	debts: readonly Shown[]
	total: number
	collectors: readonly { id: string; name: string }[]
	which: 'loose' | 'all'
	days: number
	customerId: string | null
	timeZone: string
	typed: { debts: string[]; collectorId: string | undefined; note: string } | undefined
	errors: Record<string, string[]>
}

/** Debts to be ticked, and whom to give them to. */
export function DebtPicker({ debts, total, collectors, which, days, customerId, timeZone, ...posted }: PickerProps) {
	const { typed, errors } = posted
	const busy = useIsPosting()
	return (
		<>
			<form method="get" className="mb-6 flex flex-wrap items-end gap-4 [&>*]:mt-0">
				{customerId ? <input type="hidden" name="customer" value={customerId} /> : null}
				<Select label={say('collection.filter')} name="which" defaultValue={which}>
					<option value="loose">{say('collection.loose')}</option>
					<option value="all">{say('collection.everything')}</option>
				</Select>
				<Input label={say('collection.atLeast')} name="days" type="number" min={1} max={36500} defaultValue={days} />
				<Button kind="secondary">{say('collection.filter')}</Button>
			</form>
			{debts.length === 0 ? (
				<Empty title={say('collection.noDebts')}>{say('collection.noDebtsNote')}</Empty>
			) : (
				<form method="post">
					<Table
						caption={say('collection.debts')}
						quietCaption
						rows={debts}
						keyOf={({ customer, currency }) => `${customer.id} ${currency}`}
						columns={[
							{
								key: 'customer',
								title: say('collection.customer'),
								cell: (debt) => <Pick of={debt} ticked={typed?.debts ?? []} alone={debts.length === 1} />,
							},
							{
								key: 'late',
								title: say('collection.state'),
								cell: ({ daysPastDue, invoices }) =>
									[
										say('collection.late', { count: daysPastDue }),
										say('collection.invoices', { count: invoices }),
									].join(' · '),
							},
							{ key: 'who', title: say('collection.collector'), cell: (debt) => <Who of={debt} timeZone={timeZone} /> },
							{
								key: 'overdue',
								title: say('collection.overdue'),
								figures: true,
								lead: true,
								cell: ({ overdueMinor, currency }) => <Money of={{ minor: overdueMinor, currency }} />,
							},
						]}
					/>
					{total > debts.length ? (
						<p className="mt-3 text-muted">{say('collection.shownOf', { shown: debts.length, total })}</p>
					) : null}
					<Card className="mt-6 max-w-2xl">
						<CollectorSelect
							collectors={collectors}
							errors={errors.collectorId}
							{...(typed?.collectorId ? { chosen: typed.collectorId } : {})}
						/>
						<Textarea
							label={say('collection.giveNote')}
							name="note"
							rows={2}
							maxLength={2000}
							defaultValue={typed?.note}
							optional
						/>
						<div className="mt-5">
							<Button busy={busy}>{say('collection.give')}</Button>
						</div>
					</Card>
				</form>
			)}
		</>
	)
}

function Pick({ of, ticked, alone }: { of: Shown; ticked: readonly string[]; alone: boolean }) {
	const { customer, currency, overdueMinor, collector } = of
	return (
		<span className="flex items-center gap-3">
			<input
				type="checkbox"
				name="debt"
				value={pickOf(customer.id, currency, collector?.id ?? null)}
				defaultChecked={alone || ticked.includes(`${customer.id} ${currency}`)}
				aria-label={say('collection.tick', {
					name: customer.name,
					amount: formatMoney('en', { minor: overdueMinor, currency }),
				})}
				className="size-5 shrink-0 cursor-pointer accent-accent"
			/>
			<TextLink href={`/staff/customers/${customer.id}`}>{customer.name}</TextLink>
		</span>
	)
}

function Who({ of: { collector, since, caseId }, timeZone }: { of: Shown; timeZone: string }) {
	if (!collector)
		return caseId ? <TextLink href={`/staff/collection/${caseId}`}>{say('collection.nobody')}</TextLink> : '–'
	return (
		<>
			<TextLink href={`/staff/collection/${caseId}`}>{collector.name}</TextLink>
			{since ? (
				<span className="block text-muted text-sm">
					<Moment at={since} timeZone={timeZone} />
				</span>
			) : null}
		</>
	)
}

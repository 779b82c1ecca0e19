import type { Waiver } from '#core/receivable/find-waivers.ts'
import { Button } from '#portal/ui/button.tsx'
import { Card, Empty, Section } from '#portal/ui/card.tsx'
import { AmountInput, Input } from '#portal/ui/field.tsx'
import { FormProblems } from '#portal/ui/form-problems.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Row, RowList } from '#portal/ui/row-list.tsx'
import { sayPenalty as say } from '#portal/words/staff-penalty.ts'
import { formatDay, formatMoney } from '../format.ts'

/** What was waived, by whom and why, each with its way back for who may. */
export function Waivers({
	waivers,
	currency,
	mayUndo,
}: {
	waivers: readonly Waiver[]
	currency: string
	mayUndo: boolean
}) {
	if (waivers.length === 0)
		return (
			<Section title={say('penalty.waivers')}>
				<Empty title={say('penalty.noWaivers')} />
			</Section>
		)
	return (
		<Section title={say('penalty.waivers')}>
			<RowList>
				{waivers.map(({ id, amountMinor, reason, waivedOn, waivedBy, undoneOn, creditNoteId }) => (
					<Row
						key={id}
						title={reason}
						note={say('penalty.waiver', {
							...{ day: formatDay('en', waivedOn), name: waivedBy || say('penalty.byProduct') },
						})}
						figure={
							<span className={undoneOn ? 'text-muted line-through' : undefined}>
								{formatMoney('en', { minor: amountMinor, currency })}
							</span>
						}
						state={
							<span className="flex flex-wrap items-center justify-end gap-x-4">
								{creditNoteId ? (
									<TextLink href={`/staff/invoices/${creditNoteId}`}>{say('penalty.credited')}</TextLink>
								) : null}
								{undoneOn ? (
									<span className="text-muted text-sm">
										{say('penalty.undone', { day: formatDay('en', undoneOn) })}
									</span>
								) : mayUndo ? (
									<form method="post">
										<input type="hidden" name="intent" value="undo" />
										<input type="hidden" name="id" value={id} />
										<Button kind="quiet">{say('penalty.undo')}</Button>
									</form>
								) : null}
							</span>
						}
					/>
				))}
			</RowList>
		</Section>
	)
}

/** What a waiver would do, weighed on today. Minor units. */
export type Weighed = { amountMinor: bigint; dueMinor: bigint; reason: string; seen: string; asks: boolean }

type WaiveFormProps = {
	currency: string
	typed: Record<string, unknown>
	errors: Record<string, string[] | null | undefined>
	weighed: Weighed | null
}

/** An amount or a share with its reason; then what it does, and the deed. */
export function WaiveForm({ currency, typed, errors, weighed }: WaiveFormProps) {
	const text = (name: string) => (typeof typed[name] === 'string' ? String(typed[name]) : undefined)
	const money = (minor: bigint) => formatMoney('en', { minor, currency })
	return (
		<Section title={say('penalty.waive')} intro={say('penalty.waiveLead')} id="waive">
			<Card className="max-w-xl">
				<FormProblems errors={errors[''] ?? undefined} />
				<form method="post" action="#waive">
					<input type="hidden" name="intent" value="weigh" />
					<AmountInput
						name="amount"
						label={say('penalty.amount')}
						currency={currency}
						defaultValue={text('amount')}
						errors={errors.amount ?? undefined}
					/>
					<Input
						name="percent"
						label={say('penalty.percent')}
						after="%"
						inputMode="decimal"
						defaultValue={text('percent')}
						errors={errors.percent ?? undefined}
					/>
					<Input
						name="reason"
						label={say('penalty.reason')}
						defaultValue={text('reason')}
						errors={errors.reason ?? undefined}
						maxLength={300}
						required
					/>
					<div className="mt-6">
						<Button kind={weighed ? 'secondary' : 'primary'}>{say('penalty.look')}</Button>
					</div>
				</form>
				{weighed ? (
					<form method="post" action="#waive" className="mt-6 border-line border-t pt-5">
						<input type="hidden" name="intent" value="waive" />
						<input type="hidden" name="minor" value={String(weighed.amountMinor)} />
						<input type="hidden" name="reason" value={weighed.reason} />
						<input type="hidden" name="seen" value={weighed.seen} />
						<p className="reading mb-4">
							{say('penalty.effect', {
								...{ amount: money(weighed.amountMinor), before: money(weighed.dueMinor) },
								after: money(weighed.dueMinor - weighed.amountMinor),
							})}
						</p>
						<Button>
							{say(weighed.asks ? 'penalty.ask' : 'penalty.confirm', { amount: money(weighed.amountMinor) })}
						</Button>
					</form>
				) : null}
			</Card>
		</Section>
	)
}

import type { FoundChangeable } from '#core/amendment/find-changeable.ts'
import { Day, Money } from '#portal/present/display.tsx'
import { formatPercent } from '#portal/present/format.ts'
import { Button } from '#portal/ui/button.tsx'
import { Card, Section } from '#portal/ui/card.tsx'
import { Input, Select, Textarea } from '#portal/ui/field.tsx'
import { sayAmend as say } from '#portal/words/staff-amend.ts'
import { How, Look } from './how.tsx'
import type { HowPosted } from './posted.ts'
import { type Answer, postedBack } from './posted-back.ts'

type FormProps = { found: FoundChangeable; today: string; answer: Answer }

const grid = 'grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-4 [&>*]:mt-0'

/** Off everything: what there is, each to be ended, and one more. */
export function DiscountForm({ found: { discounts, contract }, today, answer }: FormProps) {
	const posted = postedBack(answer, 'discount')
	const { field } = posted
	return (
		<Section title={say('amend.discountTitle')} intro={say('amend.discountIntro')} id="discount">
			<Card>
				{discounts.map(({ id, percent, monthMinor, startsOn, endsOn }) => (
					<form key={id} method="post" className="mb-4 flex flex-wrap items-center gap-x-6 gap-y-2">
						<input type="hidden" name="intent" value="discount_end" />
						<input type="hidden" name="discountId" value={id} />
						<span className="font-medium">
							{percent ? (
								formatPercent('en', percent)
							) : (
								<Money of={{ minor: monthMinor ?? 0n, currency: contract.currency }} />
							)}
							{', '}
							<Day on={startsOn} /> – {endsOn ? <Day on={endsOn} /> : '…'}
						</span>
						<Button kind="secondary" size="small">
							{say('amend.endDiscount')}
						</Button>
					</form>
				))}
				<form method="post">
					<input type="hidden" name="intent" value="discount" />
					<div className={grid}>
						<Input {...field('percent')} label={say('amend.percent')} inputMode="decimal" autoComplete="off" />
						<Input
							{...field('amount')}
							label={`${say('amend.amount')}, ${contract.currency}`}
							inputMode="decimal"
							autoComplete="off"
						/>
						<Input {...field('until')} label={say('amend.until')} type="date" />
						<Input {...field('periods')} label={say('amend.periods')} type="number" min={1} max={1200} />
					</div>
					<How today={today} posted={posted} timing={false} />
				</form>
			</Card>
		</Section>
	)
}

/** Pausing, or going on. */
export function PauseForm({ found: { paused, contract }, today, answer }: FormProps) {
	const posted = postedBack(answer, paused ? 'resume' : 'pause')
	if (!paused && contract.state !== 'active') return null
	return (
		<Section title={say('amend.pauseTitle')} intro={say('amend.pauseIntro')} id="pause">
			<Card>
				<form method="post">
					<input type="hidden" name="intent" value={paused ? 'resume' : 'pause'} />
					{paused ? null : (
						<div className={grid}>
							<Input
								{...posted.field('until')}
								label={say('amend.pauseUntil')}
								hint={say('amend.pauseUntilHint')}
								type="date"
								min={today}
							/>
						</div>
					)}
					<How today={today} posted={posted} timing={false} />
				</form>
			</Card>
		</Section>
	)
}

/** Another last day, agreed with the customer. */
export function RenewForm({ found: { contract }, answer }: FormProps) {
	const { field } = postedBack(answer, 'renew')
	return (
		<Section title={say('amend.renewTitle')} id="renew">
			<Card>
				<form method="post">
					<input type="hidden" name="intent" value="renew" />
					<div className={grid}>
						<Input {...field('endsOn')} label={say('amend.newEnd')} type="date" />
						{contract.endsOn ? (
							<Input {...field('termMonths')} label={say('amend.months')} type="number" min={1} max={1200} />
						) : null}
					</div>
					<Look />
				</form>
			</Card>
		</Section>
	)
}

/** Giving the contract its last day, or taking that back. */
export function EndForm({ found: { contract, reasons }, today, answer }: FormProps) {
	const { field } = postedBack(answer, 'cancel')
	if (contract.state === 'ending')
		return (
			<Section title={say('amend.undoTitle')} id="end">
				<Card>
					<p>{contract.endsOn ? <Day on={contract.endsOn} /> : null}</p>
					<form method="post">
						<input type="hidden" name="intent" value="undo_cancel" />
						<Look label={say('amend.undo')} />
					</form>
				</Card>
			</Section>
		)
	return (
		<Section title={say('amend.endTitle')} intro={say('amend.endIntro')} id="end">
			<Card>
				<form method="post">
					<input type="hidden" name="intent" value="cancel" />
					<div className={grid}>
						<Input {...field('endsOn', today)} label={say('amend.endsOn')} type="date" required />
						<Select {...field('reasonCode')} label={say('amend.why')}>
							<option value="">{say('amend.noReason')}</option>
							{reasons.map(({ code, labels }) => (
								<option key={code} value={code}>
									{labels.en}
								</option>
							))}
						</Select>
						<Select {...field('givenBy')} label={say('amend.givenBy')} hint={say('amend.givenByHint')}>
							<option value="">{say('amend.givenByReason')}</option>
							<option value="customer">{say('amend.givenByCustomer')}</option>
							<option value="company">{say('amend.givenByCompany')}</option>
						</Select>
					</div>
					<Textarea {...field('text')} label={say('amend.words')} rows={2} maxLength={1000} optional />
					<Look kind="danger" />
				</form>
			</Card>
		</Section>
	)
}

type WhoseNoticeProps = { how: HowPosted; reasons: FoundChangeable['reasons'] }

/** What the last look at an end says beside its money: who can take it back, and why it ends. */
export function WhoseNotice({ how: { givenBy, reasonCode, text }, reasons }: WhoseNoticeProps) {
	const reason = reasons.find(({ code }) => code === reasonCode)
	return (
		<div className="mb-6">
			<p className="font-semibold">{say(`amend.givenByThen.${givenBy ?? (reason ? 'customer' : 'company')}`)}</p>
			{reason || text ? (
				<p className="whitespace-pre-line text-muted">{[reason?.labels.en, text].filter(Boolean).join(': ')}</p>
			) : null}
		</div>
	)
}

import type { RefundPreview } from '#core/payment/preview-refund.ts'
import { useIsPosting } from '../../page-form.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/card.tsx'
import { AmountInput, Input } from '../../ui/field.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Notice } from '../../ui/notice.tsx'
import { sayPayment as say } from '../../words/staff-payments.ts'
import { formatMoney } from '../format.ts'

/** What is wrong with the look that was asked for, at its field. */
type Wrong = { amount?: string | undefined; reason?: string | undefined }

type Props = {
	of: { leftMinor: bigint; typed: string; reason: string; wrong: Wrong; preview: RefundPreview | null }
	currency: string
	byCard: boolean
	disputed: boolean
	/** Why the refund was not made. */
	refused: string[] | undefined
}

/** How much of a payment is to be given back and why; then what it does; then the deed. */
export function RefundForms({ of, currency, byCard, disputed, refused }: Props) {
	const money = (minor: bigint) => formatMoney('en', { minor, currency })
	const { preview } = of
	return (
		<Section id="refund" title={say('payment.give')} intro={say('payment.giveLead', { left: money(of.leftMinor) })}>
			<FormProblems errors={refused} />
			{disputed ? (
				<div className="mb-4">
					<Notice kind="warn">{say('payment.disputed')}</Notice>
				</div>
			) : null}
			<Card className="max-w-2xl">
				<form method="get" action="#refund">
					<AmountInput
						name="amount"
						label={say('payment.amount')}
						currency={currency}
						defaultValue={of.typed}
						errors={of.wrong.amount ? [of.wrong.amount] : undefined}
						maxLength={40}
						required
					/>
					<Input
						name="reason"
						label={say('payment.reason')}
						hint={say('payment.reasonHint')}
						defaultValue={of.reason}
						errors={of.wrong.reason ? [of.wrong.reason] : undefined}
						maxLength={300}
						required
					/>
					<div className="mt-5">
						<Button kind={preview ? 'secondary' : 'primary'}>{say('payment.look')}</Button>
					</div>
				</form>
			</Card>
			{preview ? <Effect of={of} preview={preview} money={money} byCard={byCard} /> : null}
		</Section>
	)
}

type EffectProps = Pick<Props, 'of' | 'byCard'> & { preview: RefundPreview; money: (minor: bigint) => string }

function Effect({ of: { leftMinor, reason }, preview, money, byCard }: EffectProps) {
	const amount = money(preview.amountMinor)
	const busy = useIsPosting()
	return (
		<Card className="mt-4 max-w-2xl">
			<h3 className="font-semibold text-lg">{say('payment.effect')}</h3>
			<ul className="reading mt-3 list-disc space-y-2 pl-5">
				<li>{say(byCard ? 'payment.effectCard' : 'payment.effectRecorded', { amount })}</li>
				{preview.fromFreeMinor > 0n ? (
					<li>{say('payment.fromFree', { amount: money(preview.fromFreeMinor) })}</li>
				) : null}
				{preview.invoices.map(({ id, number, openBeforeMinor, openAfterMinor, loses }) => (
					<li key={id}>
						{openAfterMinor > openBeforeMinor
							? say('payment.reopens', { number, amount: money(openAfterMinor), before: money(openBeforeMinor) })
							: say(loses ? 'payment.credited' : 'payment.untouched', { number })}
					</li>
				))}
				<li>{say('payment.leftAfter', { left: money(preview.leftAfterMinor) })}</li>
				<li>{say('payment.noCredit')}</li>
			</ul>
			<form method="post" className="mt-5">
				<input type="hidden" name="amountMinor" value={String(preview.amountMinor)} />
				<input type="hidden" name="leftMinor" value={String(leftMinor)} />
				<input type="hidden" name="reason" value={reason} />
				<Button kind="danger" busy={busy}>
					{say('payment.confirm', { amount })}
				</Button>
			</form>
		</Card>
	)
}

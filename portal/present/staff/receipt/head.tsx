import type { FoundReceipt } from '#core/payment/find-receipt.ts'
import { Card } from '../../../ui/card.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { sayPayment } from '../../../words/staff-payments.ts'
import { sayReceipt as say } from '../../../words/staff-receipts.ts'
import { Day, Moment, Money } from '../../display.tsx'
import { paidHow } from '../payment-state.tsx'

/** A receipt as the page has it: moments are ISO instants. */
export type ShownReceipt = Omit<FoundReceipt, 'parts' | 'penalty' | 'receiptNumber' | 'recordedAt' | 'takenBack'> & {
	recordedAt: string
	takenBack: { at: string; by: string; reason: string } | null
}

/** Whose money it is, how and when it came, who wrote it down, and what of it is left. */
export function ReceiptHead({ receipt, timeZone }: { receipt: ShownReceipt; timeZone: string }) {
	const { currency, takenBack, customer, contract } = receipt
	const sum = (name: string, minor: bigint) => (minor > 0n ? [{ name, value: <Money of={{ minor, currency }} /> }] : [])
	return (
		<>
			{takenBack ? (
				<div className="mb-6">
					<Notice kind="warn">{say('receipt.takenBackLead')}</Notice>
				</div>
			) : null}
			<Card>
				<Facts
					facts={[
						{
							name: sayPayment('payment.customer'),
							value: <TextLink href={`/staff/customers/${customer.id}`}>{customer.name}</TextLink>,
						},
						...(contract
							? [
									{
										name: say('receipt.contract'),
										value: <TextLink href={`/staff/contracts/${contract.id}`}>{contract.number}</TextLink>,
									},
								]
							: []),
						...sum(say('receipt.amount'), receipt.amountMinor),
						{ name: say('receipt.received'), value: <Day on={receipt.receivedOn} /> },
						{ name: say('receipt.method'), value: paidHow(receipt) },
						...(receipt.reference ? [{ name: say('receipt.reference'), value: receipt.reference }] : []),
						...(receipt.note
							? [{ name: say('receipt.note'), value: <span className="whitespace-pre-line">{receipt.note}</span> }]
							: []),
						{
							name: say('receipt.written'),
							value: <Moment at={receipt.recordedAt} timeZone={timeZone} />,
							...(receipt.recordedBy ? { note: say('receipt.byWhom', { name: receipt.recordedBy }) } : {}),
						},
						...sum(say(receipt.held ? 'receipt.kept' : 'receipt.free'), receipt.freeMinor),
						...sum(say('receipt.returned'), receipt.returnedMinor),
						...sum(say('receipt.going'), receipt.goingMinor),
						...(takenBack
							? [
									{
										name: say('receipt.takenBack'),
										value: <Moment at={takenBack.at} timeZone={timeZone} />,
										note: [takenBack.by && say('receipt.byWhom', { name: takenBack.by }), takenBack.reason]
											.filter(Boolean)
											.join(' · '),
									},
								]
							: []),
					]}
				/>
			</Card>
		</>
	)
}

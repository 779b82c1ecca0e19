import type { InvoicePage } from '#core/invoice/page.ts'
import { LinkButton } from '#portal/ui/button.tsx'
import { Headline } from '#portal/ui/card.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Notice } from '#portal/ui/notice.tsx'
import { Sentence, useWords } from '#portal/words/use-words.tsx'
import { Day, Money } from '../display.tsx'

type HeadProps = { invoice: InvoicePage; mayPay: boolean }

/** What there is to do about an invoice, or that there is nothing. */
export function InvoiceHead({ invoice, mayPay }: HeadProps) {
	return (
		<>
			<Notices invoice={invoice} mayPay={mayPay} />
			<Figure invoice={invoice} mayPay={mayPay} />
		</>
	)
}

function Notices({ invoice, mayPay }: HeadProps) {
	const say = useWords()
	const note = invoice.creditNotes.at(-1)
	return (
		<div className="mb-5 grid gap-4 empty:hidden">
			{invoice.paymentUnderWay ? (
				<Notice
					title={say('invoice.underWay')}
					action={<TextLink href={`/payments/${invoice.paymentUnderWay}`}>{say('invoice.seeIt')}</TextLink>}
				>
					{say('invoice.underWayNote')}
				</Notice>
			) : null}
			{invoice.standing === 'void' ? (
				<Notice title={say('invoice.voided')}>
					{note ? (
						<Sentence
							of="invoice.voidedNote"
							facts={{ number: <TextLink href={`/invoices/${note.id}`}>{note.number}</TextLink> }}
						/>
					) : null}
				</Notice>
			) : null}
			{invoice.standing !== 'void' && invoice.creditNotes.length > 0 ? (
				<Notice title={say('invoice.partCredited')}>
					{invoice.creditNotes.map(({ id, number, totalMinor }) => (
						<p key={id}>
							<Sentence
								of="invoice.partCreditedNote"
								facts={{
									number: <TextLink href={`/invoices/${id}`}>{number}</TextLink>,
									amount: <Money of={{ minor: -totalMinor, currency: invoice.currency }} />,
								}}
							/>
						</p>
					))}
				</Notice>
			) : null}
			{invoice.opening && invoice.standing !== 'void' ? (
				<Notice>{say('invoice.takenOver', { number: invoice.number })}</Notice>
			) : null}
			{invoice.standing === 'uncollectible' ? <Notice>{say('invoice.uncollectible')}</Notice> : null}
			{invoice.openMinor > 0n && !mayPay ? (
				<Notice action={<TextLink href="/sign-in">{say('pay.signIn')}</TextLink>}>{say('invoice.viewOnly')}</Notice>
			) : null}
		</div>
	)
}

function Figure({ invoice, mayPay }: HeadProps) {
	const say = useWords()
	const { currency, openMinor, totalMinor } = invoice
	if (invoice.kind === 'credit_note') {
		return (
			<Headline
				label={say('invoice.credited')}
				figure={<Money of={{ minor: -totalMinor, currency }} />}
				note={
					invoice.credits ? (
						<Sentence
							of="invoice.creditedNote"
							facts={{
								number: <TextLink href={`/invoices/${invoice.credits.id}`}>{invoice.credits.number}</TextLink>,
							}}
						/>
					) : null
				}
			/>
		)
	}
	if (openMinor === 0n) {
		return (
			<Headline
				label={invoice.standing === 'void' ? say('invoice.total') : say('invoice.paid')}
				figure={<Money of={{ minor: totalMinor, currency }} />}
				note={say('invoice.nothingToPay')}
			/>
		)
	}
	const open = <Money of={{ minor: openMinor, currency }} />
	return (
		<Headline
			label={say('invoice.toPay')}
			figure={open}
			note={
				<span className={invoice.standing === 'overdue' ? 'font-semibold text-bad' : ''}>
					<Sentence
						of={invoice.standing === 'overdue' ? 'invoice.wasDue' : 'invoice.dueBy'}
						facts={{ day: <Day on={invoice.dueOn} /> }}
					/>
				</span>
			}
			action={
				mayPay && !invoice.paymentUnderWay ? (
					<LinkButton size="large" href={`/pay?invoice=${invoice.id}`}>
						<span>
							<Sentence of="invoice.pay" facts={{ amount: open }} />
						</span>
					</LinkButton>
				) : null
			}
		/>
	)
}

import { useRevalidator } from '@remix-run/react'
import { useEffect, useState } from 'react'
import type { ShownPayment } from '#portal/routes/payment.tsx'
import { LinkButton } from '#portal/ui/button.tsx'
import { Card } from '#portal/ui/card.tsx'
import { Notice } from '#portal/ui/notice.tsx'
import { Sentence, useWords } from '#portal/words/use-words.tsx'
import { Money } from '../display.tsx'

/** How long after the one before the page asks again, in seconds; after the last it stops and says so. */
const pauses = [...Array<number>(15).fill(2), ...Array<number>(18).fill(5)]

/** How a payment stands, and what can be done about it. */
export function Outcome({ payment, home }: { payment: ShownPayment; home: string }) {
	const late = useAsking(payment.waits)
	return (
		<div role="status" className="grid gap-5">
			<What payment={payment} />
			<Why payment={payment} />
			<Together payment={payment} />
			{late ? <Late /> : null}
			<Actions payment={payment} home={home} />
		</div>
	)
}

function What({ payment }: { payment: ShownPayment }) {
	const say = useWords()
	const { state, currency, amountMinor } = payment
	const amount = <Money of={{ minor: amountMinor, currency }} />
	return (
		<Card>
			<div className="flex items-start gap-5">
				{payment.waits ? <Spinner /> : null}
				<div className="min-w-0">
					<p className="font-semibold font-serif text-3xl">{amount}</p>
					<p className="mt-2 text-lg">
						{state === 'paid' ? (
							<Sentence of="pay.state.paidNote" facts={{ amount }} />
						) : state === 'takenBack' ? (
							<Sentence of="happened.payment.taken_back" facts={{ amount }} />
						) : (
							say(`pay.state.${state}Note`)
						)}
					</p>
				</div>
			</div>
		</Card>
	)
}

function Why({ payment }: { payment: ShownPayment }) {
	const say = useWords()
	const { failure, state } = payment
	if (!failure || state === 'paid' || state === 'action') return null
	return (
		<Notice kind="bad" title={state === 'failed' ? undefined : say('pay.state.lastTry')}>
			{say(`pay.reasons.${failure}`)}
		</Notice>
	)
}

/** A payment for other invoices too is finished by whoever began it. */
function Together({ payment: { whole, state } }: { payment: ShownPayment }) {
	const say = useWords()
	const open = state === 'waiting' || state === 'notYet' || state === 'action'
	return whole || !open ? null : <Notice>{say('pay.together')}</Notice>
}

function Late() {
	const say = useWords()
	return <Notice kind="warn">{say('pay.late')}</Notice>
}

function Actions({ payment, home }: { payment: ShownPayment; home: string }) {
	const say = useWords()
	const { state, cardPage } = payment
	const chosen = new URLSearchParams(payment.invoices.map(({ id }) => ['invoice', id]))
	const ended = state === 'failed' || state === 'canceled'
	return (
		<p className="flex flex-wrap gap-3">
			{cardPage && state !== 'processing' ? <LinkButton href={cardPage}>{say('pay.toCardPage')}</LinkButton> : null}
			{state === 'action' && payment.mayConfirm ? (
				<LinkButton href={`/payments/${payment.id}/confirm`}>{say('cards.retry.confirm')}</LinkButton>
			) : null}
			{state === 'action' ? (
				<LinkButton kind="secondary" href={`/pay?${chosen}`}>
					{say('cards.retry.otherCard')}
				</LinkButton>
			) : null}
			{ended ? <LinkButton href={`/pay?${chosen}`}>{say('pay.tryAgain')}</LinkButton> : null}
			{state === 'notYet' ? (
				<LinkButton kind="secondary" href={`/pay?${chosen}`}>
					{say('pay.again')}
				</LinkButton>
			) : null}
			{state === 'paid' && payment.whole ? (
				<LinkButton href={`/payments/${payment.id}/receipt.pdf`} download>
					{say('pay.receiptPdf')}
				</LinkButton>
			) : null}
			<LinkButton kind="secondary" href={home}>
				{say('pay.overview')}
			</LinkButton>
		</p>
	)
}

/** Asks again while the page waits; answers whether it has given up. */
function useAsking(waits: boolean): boolean {
	const { revalidate, state } = useRevalidator()
	const [asked, setAsked] = useState(0)
	const pause = pauses[asked]
	useEffect(() => {
		if (!waits || pause === undefined || state !== 'idle') return
		const timer = setTimeout(() => {
			setAsked((count) => count + 1)
			revalidate()
		}, pause * 1000)
		return () => clearTimeout(timer)
	}, [waits, pause, state, revalidate])
	return waits && pause === undefined
}

function Spinner() {
	return (
		<span
			className="mt-1 size-8 shrink-0 animate-spin rounded-full border-3 border-accent border-r-transparent"
			aria-hidden="true"
		/>
	)
}

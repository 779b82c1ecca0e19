import type { FollowedInvoice } from '#core/dunning/find.ts'
import { LinkButton } from '#portal/ui/button.tsx'
import { Details } from '#portal/ui/details.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Notice } from '#portal/ui/notice.tsx'
import { Sentence, useComma, useWords } from '#portal/words/use-words.tsx'
import { nameCard } from '../card-name.ts'
import { Day, Money } from '../display.tsx'

type FollowedProps = {
	followed: FollowedInvoice[]
	mayPay: boolean
	/** Where cards are changed; null where one is there already or may not. */
	cardsHref: string | null
}

/**
 * Invoices that a card has not paid: when we try again, what was tried, and what the customer can do. Those that a card
 * refused are told together and one by one only to whoever asks, so that a phone's first screen is not all trouble.
 */
export function Followed(props: FollowedProps) {
	return (
		<>
			<ToBeConfirmed {...props} />
			<NotCharged {...props} />
		</>
	)
}

/** Payments that the bank wants the customer to confirm. */
export function ToBeConfirmed({ followed, mayPay }: Pick<FollowedProps, 'followed' | 'mayPay'>) {
	return followed.map((one) => (one.confirms ? <ToConfirm key={one.invoiceId} of={one} mayPay={mayPay} /> : null))
}

/** Invoices that a card refused. */
export function NotCharged({ followed, mayPay, cardsHref }: FollowedProps) {
	const failed = followed.filter(
		(one) => !one.confirms && (one.asks || one.tries.some((tried) => tried.state === 'failed')),
	)
	const [first, ...others] = failed
	if (!first) return null
	if (others.length > 0) return <FailedTogether all={failed} mayPay={mayPay} cardsHref={cardsHref} />
	return <Failed of={first} mayPay={mayPay} cardsHref={cardsHref} />
}

type OneProps = { of: FollowedInvoice; mayPay: boolean }

function facts(of: FollowedInvoice) {
	return {
		amount: <Money of={{ minor: of.openMinor, currency: of.currency }} />,
		number: <TextLink href={`/invoices/${of.invoiceId}`}>{of.number}</TextLink>,
	}
}

function ToConfirm({ of, mayPay }: OneProps) {
	const say = useWords()
	return (
		<Notice
			kind="warn"
			title={say('cards.retry.confirmTitle')}
			action={
				mayPay ? (
					<span className="flex flex-wrap gap-3">
						<LinkButton size="small" href={`/payments/${of.confirms}/confirm`}>
							{say('cards.retry.confirm')}
						</LinkButton>
						<LinkButton kind="secondary" size="small" href={`/pay?invoice=${of.invoiceId}`}>
							{say('cards.retry.otherCard')}
						</LinkButton>
					</span>
				) : undefined
			}
		>
			<Sentence of="cards.retry.confirmNote" facts={facts(of)} />
		</Notice>
	)
}

type FailedProps = OneProps & { cardsHref: string | null }

function Failed({ of, mayPay, cardsHref }: FailedProps) {
	const say = useWords()
	return (
		<Notice
			kind={of.asks ? 'bad' : 'warn'}
			title={say('cards.retry.title')}
			action={mayPay ? <Ways invoices={[of]} cardsHref={cardsHref} /> : undefined}
		>
			<p>
				<Sentence of="cards.retry.one" facts={facts(of)} /> <WhatNext of={of} /> {say('cards.retry.unaffected')}
			</p>
			<Tries of={of} />
		</Notice>
	)
}

function FailedTogether({ all, mayPay, cardsHref }: Omit<FailedProps, 'of'> & { all: FollowedInvoice[] }) {
	const say = useWords()
	return (
		<Notice
			kind={all.some((one) => one.asks) ? 'bad' : 'warn'}
			title={say('cards.retry.many', { count: all.length })}
			action={mayPay ? <Ways invoices={all} cardsHref={cardsHref} /> : undefined}
		>
			<p>
				<WhatNext of={soonest(all)} /> {say('cards.retry.unaffected')}
			</p>
			<Details summary={say('cards.retry.every')}>
				<ul className="space-y-2 py-1">
					{all.map((one) => (
						<li key={one.invoiceId}>
							<Sentence of="cards.retry.each" facts={facts(one)} /> <WhatNext of={one} />
							<Tries of={one} />
						</li>
					))}
				</ul>
			</Details>
		</Notice>
	)
}

/** The invoice that is tried again first, or any where none is. */
function soonest(all: FollowedInvoice[]): FollowedInvoice {
	const on = (one: FollowedInvoice) => one.coming[0] ?? '9999'
	return all.reduce((first, one) => (on(one) < on(first) ? one : first))
}

/** Invoices of one currency are paid together; of several, the person chooses on the page. */
function Ways({ invoices, cardsHref }: { invoices: FollowedInvoice[]; cardsHref: string | null }) {
	const say = useWords()
	const one = new Set(invoices.map(({ currency }) => currency)).size === 1
	const chosen = one ? new URLSearchParams(invoices.map(({ invoiceId }) => ['invoice', invoiceId])) : ''
	return (
		<span className="flex flex-wrap gap-3">
			<LinkButton size="small" href={`/pay?${chosen}`}>
				{say('cards.retry.payNow')}
			</LinkButton>
			{cardsHref ? (
				<LinkButton kind="secondary" size="small" href={cardsHref}>
					{say('cards.retry.changeCard')}
				</LinkButton>
			) : null}
		</span>
	)
}

function WhatNext({ of }: { of: FollowedInvoice }) {
	const say = useWords()
	const [next, ...later] = of.coming
	if (!next) return say(of.asks ? 'cards.retry.asks' : 'cards.retry.onItsWay')
	return (
		<>
			<strong>
				<Sentence of="cards.retry.next" facts={{ day: <Day on={next} /> }} />
			</strong>{' '}
			<Later days={later} />
		</>
	)
}

function Later({ days }: { days: string[] }) {
	const say = useWords()
	const comma = useComma()
	if (days.length === 0) return say('cards.retry.last')
	return (
		<Sentence
			of="cards.retry.later"
			facts={{
				days: days.map((day, index) => (
					<span key={day}>
						{index > 0 ? comma : ''}
						<Day on={day} />
					</span>
				)),
			}}
		/>
	)
}

function Tries({ of }: { of: FollowedInvoice }) {
	const say = useWords()
	const tries = of.tries.filter((tried) => tried.state === 'failed')
	if (tries.length === 0) return null
	return (
		<div className="mt-1">
			<Details summary={say('cards.retry.tried')}>
				<ul className="py-1">
					{tries.map(({ number, on, reason, brand, last4 }) => (
						<li key={number}>
							<Day on={on} />
							{last4 ? `, ${nameCard(say, { brand, last4 })}` : ''}:{' '}
							{reason ? say(`pay.reasons.${reason}`) : say('cards.retry.declined')}
						</li>
					))}
				</ul>
			</Details>
		</div>
	)
}

import type { FollowedInvoice } from '#core/dunning/find.ts'
import { LinkButton } from '#portal/ui/button.tsx'
import { Details } from '#portal/ui/details.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Notice } from '#portal/ui/notice.tsx'
import { Sentence, useWords } from '#portal/words/use-words.tsx'
import { nameCard } from '../card-name.ts'
import { Day, Money } from '../display.tsx'

type FollowedProps = {
	followed: FollowedInvoice[]
	mayPay: boolean
	/** Where cards are changed; null where one is there already or may not. */
	cardsHref: string | null
}

/** Invoices that a card has not paid: when we try again, what was tried, and what the customer can do. */
export function Followed({ followed, mayPay, cardsHref }: FollowedProps) {
	return followed.map((one) =>
		one.confirms ? (
			<ToConfirm key={one.invoiceId} of={one} mayPay={mayPay} />
		) : one.tries.some((tried) => tried.state === 'failed') || one.asks ? (
			<Failed key={one.invoiceId} of={one} mayPay={mayPay} cardsHref={cardsHref} />
		) : null,
	)
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

function Failed({ of, mayPay, cardsHref }: OneProps & { cardsHref: string | null }) {
	const say = useWords()
	const [next, ...later] = of.coming
	return (
		<Notice
			kind={of.asks ? 'bad' : 'warn'}
			title={say('cards.retry.title')}
			action={
				mayPay ? (
					<span className="flex flex-wrap gap-3">
						<LinkButton size="small" href={`/pay?invoice=${of.invoiceId}`}>
							{say('cards.retry.payNow')}
						</LinkButton>
						{cardsHref ? (
							<LinkButton kind="secondary" size="small" href={cardsHref}>
								{say('cards.retry.changeCard')}
							</LinkButton>
						) : null}
					</span>
				) : undefined
			}
		>
			<p>
				<Sentence of="cards.retry.one" facts={facts(of)} />{' '}
				{next ? (
					<strong>
						<Sentence of="cards.retry.next" facts={{ day: <Day on={next} /> }} />
					</strong>
				) : of.asks ? (
					say('cards.retry.asks')
				) : (
					say('cards.retry.onItsWay')
				)}{' '}
				{next ? <Later days={later} /> : null} {say('cards.retry.unaffected')}
			</p>
			<Tries of={of} />
		</Notice>
	)
}

function Later({ days }: { days: string[] }) {
	const say = useWords()
	if (days.length === 0) return say('cards.retry.last')
	return (
		<Sentence
			of="cards.retry.later"
			facts={{
				days: days.map((day, index) => (
					<span key={day}>
						{index > 0 ? ', ' : ''}
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

import type { Overview } from '#core/customer/overview.ts'
import { Card } from '#portal/ui/card.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Sentence, useComma, useWords } from '#portal/words/use-words.tsx'
import { nameCard } from '../card-name.ts'
import { Day, Money, Month } from '../display.tsx'

/** The next invoices: when, how much, for what. */
export function Next({ next }: { next: Overview['next'] }) {
	const say = useWords()
	const comma = useComma()
	return (
		<Card>
			<h2 className="font-medium text-muted text-base font-sans">{say('overview.next')}</h2>
			{next ? (
				<>
					{next.totals.map((total) => (
						<p key={total.currency} className="mt-1 font-semibold font-serif text-2xl">
							<Money of={total} />
						</p>
					))}
					<p className="mt-1">
						<Day on={next.on} />
					</p>
					<p className="text-muted">
						{next.contracts.length > 3 ? (
							say('overview.nextMany', { count: next.contracts.length })
						) : (
							<Sentence
								of="overview.nextFor"
								count={next.contracts.length}
								facts={{
									count: next.contracts.length,
									numbers: next.contracts.map((contract, index) => (
										<span key={contract.id}>
											{index > 0 ? comma : ''}
											<TextLink href={`/contracts/${contract.id}`}>{contract.number}</TextLink>
										</span>
									)),
								}}
							/>
						)}
					</p>
				</>
			) : (
				<p className="mt-1">{say('overview.nothingNext')}</p>
			)}
		</Card>
	)
}

/** The card that is kept, until when it is good, and money that settles nothing yet. */
export function Method({ overview, today, cardsHref }: { overview: Overview; today: string; cardsHref: string }) {
	const say = useWords()
	const { card, credit } = overview
	return (
		<Card>
			<h2 className="font-medium text-muted text-base font-sans">{say('overview.method')}</h2>
			{card ? (
				<>
					<p className="mt-1 font-semibold text-lg">{nameCard(say, card)}</p>
					<Expiry card={card} today={today} />
				</>
			) : (
				<p className="mt-1">{say('overview.noCard')}</p>
			)}
			<p className="mt-2">
				<TextLink href={cardsHref}>{say('cards.manage')}</TextLink>
			</p>
			{credit.map((free) => (
				<p key={free.currency} className="mt-3 border-line border-t pt-3">
					{say('overview.credit')}: <Money of={free} />
					<span className="block text-muted text-sm">{say('overview.creditNote')}</span>
				</p>
			))}
		</Card>
	)
}

function Expiry({ card, today }: { card: NonNullable<Overview['card']>; today: string }) {
	const month = `${card.expiryYear}-${String(card.expiryMonth).padStart(2, '0')}`
	const past = month < today.slice(0, 7)
	return (
		<p className={past ? 'font-semibold text-bad' : 'text-muted'}>
			<Sentence of={past ? 'overview.expired' : 'overview.expires'} facts={{ month: <Month of={month} /> }} />
		</p>
	)
}

import type { Outstanding } from '#core/dunning/charge-again.ts'
import type { KeptCard } from '#core/payment/find-cards.ts'
import { Notice } from '#portal/ui/notice.tsx'
import { Sentence, useWords } from '#portal/words/use-words.tsx'
import { nameCard } from '../card-name.ts'
import { Day, Money } from '../display.tsx'
import { dueValue } from './due-field.ts'

type AtOnceProps = {
	outstanding: (Outstanding & { onlyWith?: string | null })[]
	/** Whether a card is saved first, or is there. */
	cardIsThere: boolean
	/** Only for those contracts that are ticked. */
	ofChosen?: boolean
	/** Those that one may choose from. */
	cards?: KeptCard[]
}

/** What will be charged at once, said before it happens: each invoice and its amount, which the form carries along. */
export function AtOnce({ outstanding, cardIsThere, ofChosen = false, cards = [] }: AtOnceProps) {
	const say = useWords()
	if (outstanding.length === 0) return null
	return (
		<Notice kind="warn" title={say('cards.atOnce')}>
			<p>{say(cardIsThere ? 'cards.atOnceNoteOn' : 'cards.atOnceNote')}</p>
			{outstanding.map((one) => (
				<input key={one.invoiceId} type="hidden" name="due" value={dueValue({ onlyWith: null, ...one })} />
			))}
			<ul className="mt-2">
				{outstanding.map(({ invoiceId, number, currency, openMinor, dueOn, onlyWith }) => (
					<li key={invoiceId} className="flex justify-between gap-x-5 pb-1 last:pb-0">
						<span className="min-w-0">
							{number}
							<span className="text-muted">
								{' · '}
								<Sentence of="cards.dueOn" facts={{ day: <Day on={dueOn} /> }} />
								{cards
									.filter(({ id }) => id === onlyWith)
									.map((card) => (
										<span key={card.id}> · {say('cards.onlyWith', { card: nameCard(say, card) })}</span>
									))}
							</span>
						</span>
						<span className="shrink-0 font-semibold">
							<Money of={{ minor: openMinor, currency }} />
						</span>
					</li>
				))}
			</ul>
			{ofChosen ? <p className="mt-2">{say('cards.atOnceEach')}</p> : null}
		</Notice>
	)
}

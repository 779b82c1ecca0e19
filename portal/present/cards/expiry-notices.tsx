import type { Overview } from '#core/customer/overview.ts'
import { LinkButton } from '#portal/ui/button.tsx'
import { Notice } from '#portal/ui/notice.tsx'
import { Sentence, useWords } from '#portal/words/use-words.tsx'
import { nameCard } from '../card-name.ts'
import { Month } from '../display.tsx'

type ExpiryProps = { cards: Overview['endingCards']; mayManage: boolean }

/** Cards that pay contracts and will soon be good no longer, or are not. */
export function ExpiryNotices({ cards, mayManage }: ExpiryProps) {
	const say = useWords()
	return cards.map((card) => {
		const month = `${card.expiryYear}-${String(card.expiryMonth).padStart(2, '0')}`
		return (
			<Notice
				key={card.id}
				kind={card.past ? 'bad' : 'warn'}
				title={
					<Sentence
						of={card.past ? 'cards.expired' : 'cards.expiring'}
						facts={{ card: nameCard(say, card), month: <Month of={month} /> }}
					/>
				}
				action={
					mayManage ? (
						<LinkButton size="small" href={`/cards/new?replaces=${card.id}`}>
							{say('cards.expiryAction')}
						</LinkButton>
					) : undefined
				}
			>
				{say('cards.expiryNote')}
			</Notice>
		)
	})
}

import { Form } from '@remix-run/react'
import type { ContractCards } from '#core/payment/find-cards.ts'
import { useIsPosting } from '#portal/page-form.tsx'
import { Button, LinkButton } from '#portal/ui/button.tsx'
import { Card, Empty } from '#portal/ui/card.tsx'
import { Radios } from '#portal/ui/choice.tsx'
import { useWords } from '#portal/words/use-words.tsx'
import { nameCard } from '../card-name.ts'
import { AtOnce } from './at-once.tsx'
import { GoodThrough } from './card-list.tsx'
import { ConsentBox } from './consent.tsx'

type AutopayFormProps = {
	found: ContractCards
	/** The card that was chosen before somebody proved who they are. */
	wanted: string | null
	consent: string
	company: string
	maySaveCards: boolean
}

/** Which card pays a contract by itself. Nothing here needs a script. */
export function AutopayForm({ found, wanted, consent, company, maySaveCards }: AutopayFormProps) {
	const say = useWords()
	const busy = useIsPosting()
	const { contract, cards, outstanding } = found
	const add = (
		<LinkButton href={`/cards/new?customer=${found.customer.id}&contract=${contract.id}`}>
			{say('cards.add')}
		</LinkButton>
	)
	if (cards.length === 0)
		return (
			<Empty title={say('cards.none')} action={maySaveCards ? add : undefined}>
				{say('cards.noCardYet')}
			</Empty>
		)
	const chosen =
		cards.find((card) => card.id === wanted)?.id ?? contract.cardId ?? cards.find((card) => card.ends !== 'past')?.id
	return (
		<Form method="post">
			<input type="hidden" name="intent" value="on" />
			<Card>
				<Radios
					legend={say('cards.chooseCard')}
					name="card"
					chosen={chosen}
					required
					options={cards.map((card) => ({
						value: card.id,
						label: <span className="font-semibold">{nameCard(say, card)}</span>,
						hint: <GoodThrough card={card} />,
					}))}
				/>
			</Card>
			<div className="mt-6 empty:hidden">
				<AtOnce outstanding={outstanding} cards={cards} cardIsThere />
			</div>
			<ConsentBox company={company} version={consent} required />
			<div className="mt-6 flex flex-wrap gap-3">
				<Button size="large" busy={busy}>
					{say(contract.autopay ? 'cards.change' : 'cards.switchOn')}
				</Button>
				{maySaveCards ? add : null}
				<LinkButton kind="secondary" href={`/contracts/${contract.id}`}>
					{say('cards.backToContract')}
				</LinkButton>
			</div>
		</Form>
	)
}

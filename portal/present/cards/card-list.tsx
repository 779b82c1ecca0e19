import { CreditCard } from 'lucide-react'
import type { KeptCard } from '#core/payment/find-cards.ts'
import { LinkButton } from '#portal/ui/button.tsx'
import { Empty } from '#portal/ui/card.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Pill } from '#portal/ui/pill.tsx'
import { Sentence, useWords } from '#portal/words/use-words.tsx'
import { nameCard } from '../card-name.ts'
import { Month } from '../display.tsx'

type CardListProps = { cards: KeptCard[]; mayManage: boolean; of: string }

/** The saved cards: what each pays, until when it is good, and what can be done with it. */
export function CardList({ cards, mayManage, of }: CardListProps) {
	const say = useWords()
	const add = mayManage ? <LinkButton href={`/cards/new${of}`}>{say('cards.add')}</LinkButton> : undefined
	if (cards.length === 0)
		return (
			<Empty title={say('cards.none')} action={add}>
				{say('cards.noneNote')}
			</Empty>
		)
	return (
		<>
			<ul className="grid gap-4">
				{cards.map((card) => (
					<li key={card.id} className="rounded-card border border-line bg-surface p-5 shadow-card sm:p-6">
						<OneCard card={card} mayManage={mayManage} />
					</li>
				))}
			</ul>
			{add ? <p className="mt-5">{add}</p> : null}
		</>
	)
}

function OneCard({ card, mayManage }: { card: KeptCard; mayManage: boolean }) {
	const say = useWords()
	const name = nameCard(say, card)
	return (
		<div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
			<div className="flex min-w-0 grow basis-64 gap-4">
				<CreditCard className="mt-1 size-6 shrink-0 text-accent" aria-hidden="true" />
				<div className="min-w-0">
					<h3 className="font-sans font-semibold text-lg">{name}</h3>
					<p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
						<GoodThrough card={card} />
						{card.ends ? (
							<Pill tone={card.ends === 'past' ? 'bad' : 'warn'}>
								{say(card.ends === 'past' ? 'cards.ended' : 'cards.endsSoon')}
							</Pill>
						) : null}
					</p>
					<Pays contracts={card.contracts} />
				</div>
			</div>
			{mayManage ? (
				<p className="flex flex-wrap gap-3">
					{card.contracts.length > 0 ? (
						<LinkButton
							kind="secondary"
							size="small"
							href={`/cards/new?replaces=${card.id}`}
							aria-label={`${say('cards.replace')}: ${name}`}
						>
							{say('cards.replace')}
						</LinkButton>
					) : null}
					<LinkButton
						kind="quiet"
						size="small"
						href={`/cards/${card.id}/remove`}
						aria-label={`${say('cards.remove')}: ${name}`}
					>
						{say('cards.remove')}
					</LinkButton>
				</p>
			) : null}
		</div>
	)
}

export function GoodThrough({ card }: { card: Pick<KeptCard, 'expiryYear' | 'expiryMonth' | 'ends'> }) {
	const month = `${card.expiryYear}-${String(card.expiryMonth).padStart(2, '0')}`
	return (
		<span>
			<Sentence
				of={card.ends === 'past' ? 'overview.expired' : 'overview.expires'}
				facts={{ month: <Month of={month} /> }}
			/>
		</span>
	)
}

function Pays({ contracts }: { contracts: KeptCard['contracts'] }) {
	const say = useWords()
	if (contracts.length === 0) return <p className="mt-2">{say('cards.paysNothing')}</p>
	return (
		<div className="mt-2">
			<p>{say('cards.paysFor')}</p>
			<ContractNames contracts={contracts} />
		</div>
	)
}

/** Contracts by number and title, each a link to its page. */
export function ContractNames({ contracts }: { contracts: { id: string; number: string; title: string }[] }) {
	return (
		<ul>
			{contracts.map(({ id, number, title }) => (
				<li key={id}>
					<TextLink href={`/contracts/${id}`}>{number}</TextLink>
					{title ? <span className="text-muted"> · {title}</span> : null}
				</li>
			))}
		</ul>
	)
}

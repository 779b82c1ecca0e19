import type { Cards } from '#core/payment/find-cards.ts'
import { LinkButton } from '#portal/ui/button.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Pill } from '#portal/ui/pill.tsx'
import { useWords } from '#portal/words/use-words.tsx'
import { nameCard } from '../card-name.ts'

/** Each contract in force with how it is paid, and the switch. */
export function ContractList({ found, mayManage }: { found: Cards; mayManage: boolean }) {
	const say = useWords()
	const { contracts, cards } = found
	if (contracts.length === 0) return <p className="text-muted">{say('cards.noContracts')}</p>
	return (
		<ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface shadow-card">
			{contracts.map((contract) => {
				const card = cards.find((one) => one.id === contract.cardId)
				return (
					<li key={contract.id} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-5 py-4">
						<div className="min-w-0 grow basis-64">
							<p className="flex flex-wrap items-center gap-x-3 gap-y-1">
								<span>
									<TextLink href={`/contracts/${contract.id}`} className="font-semibold">
										{contract.number}
									</TextLink>
									{contract.title ? <span className="text-muted"> · {contract.title}</span> : null}
								</span>
								<Pill tone={contract.autopay ? (card ? 'good' : 'warn') : 'neutral'}>
									{say(contract.autopay ? 'cards.on' : 'cards.off')}
								</Pill>
							</p>
							<p className="text-muted">
								{contract.autopay
									? card
										? say('cards.chargedTo', { card: nameCard(say, card) })
										: say('cards.waitingForCard')
									: say('cards.youPay')}
							</p>
						</div>
						{mayManage ? (
							<LinkButton
								kind="secondary"
								size="small"
								href={`/contracts/${contract.id}/autopay`}
								aria-label={`${say(contract.autopay ? 'cards.change' : 'cards.switchOn')}: ${contract.number}`}
							>
								{say(contract.autopay ? 'cards.change' : 'cards.switchOn')}
							</LinkButton>
						) : null}
					</li>
				)
			})}
		</ul>
	)
}

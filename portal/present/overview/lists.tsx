import type { Overview } from '#core/customer/overview.ts'
import { Empty, Section } from '#portal/ui/card.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Row, RowList } from '#portal/ui/row-list.tsx'
import { Sentence, useWords } from '#portal/words/use-words.tsx'
import { Day } from '../display.tsx'
import { PaperRow } from '../paper-row.tsx'
import { QuoteRow } from '../quote/row.tsx'
import { ContractPill } from '../state-pill.tsx'

/** The customer's contracts, those in force first. */
export function Contracts({ overview, of }: { overview: Overview; of: string }) {
	const say = useWords()
	const { contracts, contractCount } = overview
	return (
		<Section
			id="contracts"
			title={say('overview.contracts')}
			actions={
				contracts.filter(({ state }) => state !== 'closed').length > 1 ? (
					<TextLink href={`/co-terminate${of}`}>{say('options.together.open')}</TextLink>
				) : null
			}
		>
			{contracts.length === 0 ? (
				<Empty title={say('overview.noContracts')}>{say('overview.noContractsNote')}</Empty>
			) : (
				<RowList>
					{contracts.map((contract) => (
						<Row
							key={contract.id}
							href={`/contracts/${contract.id}`}
							title={contract.title || contract.number}
							note={
								<>
									{contract.title ? <>{contract.number} · </> : null}
									{say('overview.lines', { count: contract.lines })} ·{' '}
									{contract.nextDueOn ? (
										<Sentence of="overview.nextOn" facts={{ day: <Day on={contract.nextDueOn} /> }} />
									) : (
										<Sentence
											of={contract.endsOn ? 'overview.until' : 'overview.since'}
											facts={{ day: <Day on={contract.endsOn ?? contract.startsOn} /> }}
										/>
									)}
								</>
							}
							state={<ContractPill state={contract.state} />}
						/>
					))}
				</RowList>
			)}
			{contractCount > contracts.length ? (
				<p className="mt-3 text-muted">
					{say('overview.contractsShown', { shown: contracts.length, count: contractCount })}
				</p>
			) : null}
		</Section>
	)
}

/** Offers that wait for the customer's answer; nothing where there are none. */
export function Quotes({ overview, of }: { overview: Overview; of: string }) {
	const say = useWords()
	if (overview.quotes.length === 0) return null
	return (
		<Section title={say('quote.open')} actions={<TextLink href={`/quotes${of}`}>{say('quote.list')}</TextLink>}>
			<RowList>
				{overview.quotes.map((quote) => (
					<QuoteRow key={quote.id} quote={quote} />
				))}
			</RowList>
		</Section>
	)
}

/** The latest invoices and credit notes. */
export function Recent({ overview, of }: { overview: Overview; of: string }) {
	const say = useWords()
	return (
		<Section
			title={say('overview.recent')}
			actions={
				overview.recent.length > 0 ? (
					<span className="flex flex-wrap gap-x-5">
						<TextLink href={`/statement${of}`}>{say('statement.title')}</TextLink>
						<TextLink href={`/invoices${of}`}>{say('overview.allPapers')}</TextLink>
					</span>
				) : null
			}
		>
			{overview.recent.length === 0 ? (
				<Empty title={say('overview.noPapers')} />
			) : (
				<RowList>
					{overview.recent.map((paper) => (
						<PaperRow key={paper.id} paper={{ ...paper, on: paper.issuedOn }} />
					))}
				</RowList>
			)}
		</Section>
	)
}

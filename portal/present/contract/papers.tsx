import { LinkButton } from '#portal/ui/button.tsx'
import { Card, Empty, Section } from '#portal/ui/card.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Pill } from '#portal/ui/pill.tsx'
import { Row, RowList } from '#portal/ui/row-list.tsx'
import { useWords } from '#portal/words/use-words.tsx'
import { Day } from '../display.tsx'
import { type Happened, HappenedList } from '../happened.tsx'
import { PaperRow } from '../paper-row.tsx'
import type { ShownContract } from './contract.ts'

/** The latest invoices and credit notes of the contract, and what was signed for it. */
export function Documents({ page }: { page: ShownContract }) {
	const say = useWords()
	const { papers, paperCount, signed, contract } = page
	return (
		<Section
			title={say('contract.documents')}
			id="documents"
			actions={
				paperCount > papers.length ? (
					<TextLink href={`/invoices?contract=${contract.id}`}>
						{say('contract.allDocuments', { count: paperCount })}
					</TextLink>
				) : null
			}
		>
			{papers.length + signed.length === 0 ? (
				<Empty title={say('contract.noDocuments')} />
			) : (
				<RowList>
					{papers.map((paper) => (
						<PaperRow key={paper.id} paper={{ ...paper, on: paper.issuedOn, currency: contract.currency }} />
					))}
					{signed.map(({ id, number, title, signedOn }) => (
						<Row
							key={id}
							href={`/quotes/${id}`}
							title={title || say('quote.title', { number })}
							note={
								<>
									{title ? `${number} · ` : null}
									<Day on={signedOn} />
								</>
							}
							state={<Pill tone="good">{say('contract.signed')}</Pill>}
						/>
					))}
				</RowList>
			)}
		</Section>
	)
}

type HistoryProps = {
	title: string
	happened: { list: Happened[]; before: string | null }
	timeZone: string
	address: string
}

/** Everything that happened to the contract, newest first. */
export function History({ title, happened, timeZone, address }: HistoryProps) {
	const say = useWords()
	return (
		<Section title={title} id="history">
			<Card>
				{happened.list.length === 0 ? (
					<p className="text-muted">{say('contract.noHistory')}</p>
				) : (
					<HappenedList happened={happened.list} timeZone={timeZone} />
				)}
				{happened.before ? (
					<p className="mt-5">
						<LinkButton kind="secondary" size="small" href={`${address}?before=${happened.before}#history`}>
							{say('contract.earlier')}
						</LinkButton>
					</p>
				) : null}
			</Card>
		</Section>
	)
}

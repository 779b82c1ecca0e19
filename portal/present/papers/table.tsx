import type { ListedPaper } from '#core/invoice/list.ts'
import { Icon } from '#portal/ui/icon.tsx'
import { Anchor, TextLink } from '#portal/ui/link.tsx'
import { Pill } from '#portal/ui/pill.tsx'
import { Table } from '#portal/ui/table.tsx'
import { useWords } from '#portal/words/use-words.tsx'
import { Day, Money } from '../display.tsx'
import { StandingPill } from '../state-pill.tsx'

/** Papers in a table on a desk, stacked on a phone; each can be opened and downloaded. */
export function PaperTable({ papers }: { papers: ListedPaper[] }) {
	const say = useWords()
	return (
		<Table
			caption={say('papers.title')}
			quietCaption
			rows={papers}
			keyOf={(paper) => paper.id}
			columns={[
				{
					key: 'number',
					title: say('papers.number'),
					cell: (paper) => (
						<>
							<TextLink href={pageOf(paper)}>{paper.number}</TextLink>
							<span className="block font-normal text-muted text-sm">
								{paper.type ?? say(`papers.${paper.kind}`)}
								<span className="sm:hidden">
									{' · '}
									<Day on={paper.on} />
								</span>
							</span>
						</>
					),
				},
				{ key: 'date', title: say('papers.date'), cell: (paper) => <Day on={paper.on} />, wideOnly: true },
				{
					key: 'due',
					title: say('papers.due'),
					cell: (paper) => (paper.dueOn ? <Day on={paper.dueOn} /> : '–'),
					wideOnly: true,
				},
				{
					key: 'contract',
					title: say('papers.contract'),
					wideOnly: true,
					cell: (paper) => paper.contractTitle || paper.contractNumber || '–',
				},
				{ key: 'state', title: say('papers.standing'), cell: (paper) => <Standing paper={paper} />, second: 'right' },
				{
					key: 'amount',
					title: say('papers.amount'),
					figures: true,
					lead: true,
					cell: (paper) => <Amount paper={paper} />,
				},
				{
					key: 'pdf',
					title: say('papers.pdf'),
					second: 'left',
					cell: (paper) => (
						<Anchor
							href={`${paper.kind === 'receipt' ? `/payments/${paper.id}/receipt` : `/invoices/${paper.id}`}.pdf`}
							download
							className="-my-2 inline-flex min-h-11 items-center gap-1.5 text-accent underline decoration-accent/35 underline-offset-3"
						>
							<Icon of="fileText" className="size-4.5" />
							<span aria-hidden="true">{say('papers.pdf')}</span>
							<span className="sr-only">{say('papers.pdfOf', { number: paper.number })}</span>
						</Anchor>
					),
				},
			]}
		/>
	)
}

function pageOf(paper: ListedPaper): string {
	return paper.kind === 'receipt' ? `/payments/${paper.id}` : `/invoices/${paper.id}`
}

function Standing({ paper }: { paper: ListedPaper }) {
	const say = useWords()
	if (!paper.standing) return <Pill tone="good">{say('papers.received')}</Pill>
	return <StandingPill standing={paper.standing} credit={paper.kind === 'credit_note'} />
}

function Amount({ paper }: { paper: ListedPaper }) {
	const say = useWords()
	const partly = paper.openMinor > 0n && paper.openMinor !== paper.totalMinor
	return (
		<>
			<Money of={{ minor: paper.totalMinor, currency: paper.currency }} />
			{partly ? (
				<span className="block font-normal text-muted text-sm">
					{say('papers.left')}: <Money of={{ minor: paper.openMinor, currency: paper.currency }} />
				</span>
			) : null}
		</>
	)
}

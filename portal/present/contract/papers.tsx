import type { SharedDocument } from '#core/document/find.ts'
import { LinkButton } from '#portal/ui/button.tsx'
import { Card, Empty, Section } from '#portal/ui/card.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Pill } from '#portal/ui/pill.tsx'
import { Row, RowList } from '#portal/ui/row-list.tsx'
import { useFormats, useWords } from '#portal/words/use-words.tsx'
import { Day } from '../display.tsx'
import { formatSize } from '../format.ts'
import { type Happened, HappenedList } from '../happened.tsx'
import { PaperRow } from '../paper-row.tsx'
import type { ShownContract } from './contract.ts'

type DocumentsProps = {
	page: ShownContract
	certificate: string
	/** Says that they stand as on another day than the one shown. */
	note?: string | undefined
	/** Says that a document of the day shown was replaced since. */
	replaced: string
}

/** The latest invoices and credit notes of the contract, what was signed for it, and the certificate once it is settled. */
export function Documents({ page, certificate, note, replaced }: DocumentsProps) {
	const say = useWords()
	const { papers, paperCount, signed, shared, settled, contract } = page
	return (
		<Section
			title={say('contract.documents')}
			id="documents"
			intro={note && `(${note})`}
			actions={
				paperCount > papers.length ? (
					<TextLink href={`/invoices?contract=${contract.id}`}>
						{say('contract.allDocuments', { count: paperCount })}
					</TextLink>
				) : null
			}
		>
			{papers.length + signed.length + shared.length === 0 && !settled ? (
				<Empty title={say('contract.noDocuments')} />
			) : (
				<RowList>
					{settled ? (
						<li className="px-5 py-4">
							<a
								href={`/contracts/${contract.id}/settlement.pdf`}
								download={`${settled.number}.pdf`}
								className="wrap-anywhere font-semibold text-accent underline decoration-accent/35 underline-offset-3"
							>
								{certificate}
							</a>
							<p className="text-muted">
								<Day on={settled.on} />
							</p>
						</li>
					) : null}
					{papers.map((paper) => (
						<PaperRow key={paper.id} paper={{ ...paper, on: paper.issuedOn, currency: contract.currency }} />
					))}
					{shared.map((document) => (
						<SharedRow key={document.versionId} of={document} contractId={contract.id} replaced={replaced} />
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

/** A document that the company shows: for saving, never opened on our pages. */
function SharedRow({ of, contractId, replaced }: { of: SharedDocument; contractId: string; replaced: string }) {
	const say = useWords()
	const formats = useFormats()
	return (
		<li className="flex items-start justify-between gap-4 px-5 py-4">
			<div className="min-w-0">
				{of.latest ? (
					<a
						href={`/contracts/${contractId}/documents/${of.versionId}`}
						download={of.fileName}
						className="wrap-anywhere font-semibold text-accent underline decoration-accent/35 underline-offset-3"
					>
						{of.title}
					</a>
				) : (
					<span className="wrap-anywhere font-semibold">{of.title}</span>
				)}
				<p className="text-muted">
					<Day on={of.addedOn} /> · {formatSize(formats, of.sizeBytes)}
					{of.latest ? null : ` · ${replaced}`}
				</p>
			</div>
			<Pill>{say('contract.fromUs')}</Pill>
		</li>
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
						<LinkButton
							kind="secondary"
							size="small"
							href={`${address}${address.includes('?') ? '&' : '?'}before=${happened.before}#history`}
						>
							{say('contract.earlier')}
						</LinkButton>
					</p>
				) : null}
			</Card>
		</Section>
	)
}

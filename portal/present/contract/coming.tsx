import { Empty, Section } from '#portal/ui/card.tsx'
import { Icon } from '#portal/ui/icon.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { RowList } from '#portal/ui/row-list.tsx'
import { Sentence, useWords } from '#portal/words/use-words.tsx'
import { Day, Money, Period } from '../display.tsx'
import { PaperRow } from '../paper-row.tsx'
import { LineName, Why } from '../why.tsx'
import { ComingSums } from './coming-sums.tsx'
import { mostLinesInline, type ShownComing, type ShownContract } from './contract.ts'

type ComingListProps = {
	page: ShownContract
	/** Where a long invoice is shown with all its lines, when not on the customer's own page. */
	wholeAt?: (on: string) => string
	/** The day of the invoice that is shown open. */
	whole?: string | undefined
}

/** The next invoices with their exact amounts, and of each line why. Opens without script. */
export function Coming({ page, wholeAt, whole }: ComingListProps) {
	const say = useWords()
	const { coming, contract, asOf, since } = page
	const from = asOf && asOf.day > page.time.today ? asOf.day : null
	return (
		<Section
			title={say('contract.coming')}
			id="coming"
			intro={
				coming.length === 0 ? undefined : from ? (
					<Sentence of="contract.comingThen" facts={{ day: <Day on={from} /> }} />
				) : (
					say('contract.comingIntro')
				)
			}
		>
			{since.length > 0 ? (
				<div className="mb-6">
					<p className="mb-2 font-medium">{say('contract.since')}</p>
					<RowList>
						{since.map((paper) => (
							<PaperRow key={paper.id} paper={{ ...paper, on: paper.issuedOn, currency: contract.currency }} />
						))}
					</RowList>
				</div>
			) : null}
			{coming.length === 0 ? (
				<Empty title={say('contract.noComing')} />
			) : (
				<ol className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface shadow-card">
					{coming.map((invoice) => (
						<li key={invoice.on}>
							<ComingInvoice
								invoice={invoice}
								currency={contract.currency}
								href={wholeAt?.(invoice.on) ?? `/contracts/${contract.id}/coming/${invoice.on}`}
								open={invoice.on === whole}
								elsewhere={wholeAt !== undefined}
							/>
						</li>
					))}
				</ol>
			)}
		</Section>
	)
}

type ComingProps = {
	invoice: ShownContract['coming'][number]
	currency: string
	href: string
	open: boolean
	elsewhere: boolean
}

function ComingInvoice({ invoice, currency, href, open, elsewhere }: ComingProps) {
	const say = useWords()
	const unfolds = !invoice.lines && !elsewhere && invoice.count <= mostLinesInline
	return (
		<details className="group/invoice" open={open}>
			<summary className="flex items-center gap-3 px-5 py-3.5 hover:bg-sunken/50">
				<Icon
					of="chevronRight"
					className="size-5 shrink-0 text-muted transition-transform group-open/invoice:rotate-90"
				/>
				<span className="min-w-0 grow">
					<span className="font-semibold">
						<Day on={invoice.on} />
					</span>{' '}
					<span className="block text-muted text-sm sm:ml-2 sm:inline">
						{say('contract.comingLines', { count: invoice.count })}
						{invoice.renewal ? ` · ${invoice.renewal}` : null}
					</span>
				</span>
				<span className="font-semibold">
					<Money of={{ minor: invoice.totalMinor, currency }} />
				</span>
			</summary>
			<div className="border-line border-t bg-sunken/40 px-5 py-4">
				{invoice.lines ? (
					<ComingLines lines={invoice.lines} currency={currency} />
				) : (
					<TextLink href={href} data-unfolds={unfolds || undefined}>
						{say('contract.comingAll', { count: invoice.count })}
					</TextLink>
				)}
				{unfolds ? null : <ComingSums invoice={invoice} currency={currency} />}
			</div>
		</details>
	)
}

export function ComingLines({ lines, currency }: { lines: NonNullable<ShownComing['lines']>; currency: string }) {
	return (
		<ul className="divide-y divide-line">
			{lines.map((line) => (
				<li key={line.key} className="py-3 first:pt-0">
					<div className="flex items-baseline justify-between gap-4">
						<span className="min-w-0">
							<LineName of={line} />
						</span>
						<Money of={{ minor: line.netMinor, currency }} />
					</div>
					{line.periodFrom && line.periodTo ? (
						<p className="text-muted text-sm">
							<Period from={line.periodFrom} to={line.periodTo} />
						</p>
					) : null}
					<Why facts={line.why} currency={currency} />
				</li>
			))}
		</ul>
	)
}

import { Button } from '#portal/ui/button.tsx'
import { Section } from '#portal/ui/card.tsx'
import { Icon } from '#portal/ui/icon.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { useWords } from '#portal/words/use-words.tsx'
import { ComingLines } from '../contract/coming.tsx'
import { ComingSums } from '../contract/coming-sums.tsx'
import type { ShownComing } from '../contract/contract.ts'
import { Day, Money } from '../display.tsx'
import type { Beside, ShownPreview } from './preview.ts'

type BeforeAndAfterProps = {
	of: Pick<ShownPreview, 'coming' | 'currency'>
	/** The page on which an invoice of many lines is open. */
	wholeAt?: ((on: string) => string) | undefined
	/** The form that asks for it anew, where the page is itself the answer to one. */
	wholeForm?: string | undefined
}

/** The next invoices as they are, and as they would be, each with its lines and why. Opens without script. */
export function BeforeAndAfter({ of: { coming, currency }, wholeAt, wholeForm }: BeforeAndAfterProps) {
	const say = useWords()
	if (coming.length === 0) return null
	return (
		<Section title={say('change.comingTitle')} id="coming">
			<ol className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface shadow-card">
				{coming.map((row) => (
					<li key={row.on} id={`coming-${row.on}`}>
						<Row row={row} currency={currency} wholeHref={wholeAt?.(row.on)} wholeForm={wholeForm} />
					</li>
				))}
			</ol>
		</Section>
	)
}

type Whole = { wholeHref: string | undefined; wholeForm: string | undefined }
type RowProps = Whole & { row: Beside; currency: string }

function Row({ row, currency, ...whole }: RowProps) {
	const say = useWords()
	const { before, after, same } = row
	const sides = [
		{ title: say('change.before'), invoice: before },
		{ title: say('change.after'), invoice: after },
	]
	return (
		<details className="group/invoice" open={row.asked}>
			<summary className="flex items-center gap-3 px-5 py-3.5 hover:bg-sunken/50">
				<Icon
					of="chevronRight"
					className="size-5 shrink-0 text-muted transition-transform group-open/invoice:rotate-90"
				/>
				<span className="flex min-w-0 grow flex-wrap items-center justify-between gap-x-6 gap-y-1">
					<span className="min-w-0">
						<span className="font-semibold">
							<Day on={row.on} />
						</span>
						{row.renewal ? <span className="block text-muted text-sm">{row.renewal}</span> : null}
					</span>
					<span className="flex gap-6 text-right">
						<Figure title={say('change.before')} of={same ? after : before} currency={currency} />
						<Figure title={say('change.after')} of={after} currency={currency} strong />
					</span>
				</span>
			</summary>
			<div className="grid gap-5 border-line border-t bg-sunken/40 px-5 py-4">
				{same ? (
					<Side invoice={after} currency={currency} {...whole} />
				) : (
					sides.map(({ title, invoice }) =>
						invoice ? (
							<div key={title}>
								<h3 className="mb-2 font-semibold">{title}</h3>
								<Side invoice={invoice} currency={currency} {...whole} />
							</div>
						) : null,
					)
				)}
			</div>
		</details>
	)
}

type FigureProps = { title: string; of: ShownComing | null; currency: string; strong?: boolean }

function Figure({ title, of, currency, strong = false }: FigureProps) {
	return (
		<span className="min-w-24">
			<span className="block text-muted text-sm">{title} </span>
			<span className={strong ? 'font-semibold' : undefined}>
				{of ? <Money of={{ minor: of.totalMinor, currency }} /> : '–'}
			</span>
		</span>
	)
}

type SideProps = Whole & { invoice: ShownComing | null; currency: string }

function Side({ invoice, currency, wholeHref, wholeForm }: SideProps) {
	const say = useWords()
	if (!invoice) return null
	return (
		<>
			{invoice.lines ? (
				<ComingLines lines={invoice.lines} currency={currency} />
			) : wholeHref && wholeForm ? (
				<Button kind="quiet" size="small" form={wholeForm} formAction={wholeHref} name="intent" value="look">
					{say('contract.comingAll', { count: invoice.count })}
				</Button>
			) : wholeHref ? (
				<TextLink href={wholeHref}>{say('contract.comingAll', { count: invoice.count })}</TextLink>
			) : (
				<p className="text-muted">{say('contract.comingLines', { count: invoice.count })}</p>
			)}
			<ComingSums invoice={invoice} currency={currency} />
		</>
	)
}

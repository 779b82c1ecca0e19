import { Button } from '#portal/ui/button.tsx'
import { useWords } from '#portal/words/use-words.tsx'
import type { ShownPreview } from '../change/preview.ts'
import { Day, Money } from '../display.tsx'

type PriceBarProps = {
	preview: ShownPreview | null
	/** Why it cannot be had, in words. */
	refused: string | null
	/** A person has to agree first. */
	asks: string | null
	currency: string
	today: string
	busy: boolean
	/** Where the choice is confirmed. */
	confirmPath: string
	onGo: () => void
}

/** The price of what is chosen: stays in view, and is read out when it changes. */
export function PriceBar({ preview, refused, asks, currency, today, busy, confirmPath, onGo }: PriceBarProps) {
	const say = useWords()
	return (
		<section
			aria-label={say('options.price')}
			className="staying-bar sticky bottom-0 z-10 -mx-5 mt-8 border-ink/60 border-t-2 border-double bg-surface px-5 pt-3 pb-4 shadow-card sm:mx-0 sm:rounded-card sm:border sm:border-line sm:px-6"
		>
			<div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
				<div
					aria-live="polite"
					aria-atomic="true"
					aria-busy={busy}
					className={`min-w-0 grow ${busy ? 'text-muted' : ''}`}
				>
					{refused ? (
						<p className="font-medium text-bad">{refused}</p>
					) : preview ? (
						<Sums preview={preview} currency={currency} today={today} />
					) : (
						<p className="text-muted">{say('options.nothing')}</p>
					)}
					{asks && !refused ? <p className="mt-1 text-muted text-sm">{asks}</p> : null}
				</div>
				<div className="flex grow flex-wrap justify-end gap-3 sm:grow-0">
					<noscript>
						<Button kind="secondary">{say('options.showPrice')}</Button>
					</noscript>
					{preview && !refused ? (
						<Button
							formAction={confirmPath}
							onClick={(event) => {
								event.preventDefault()
								onGo()
							}}
							busy={busy}
							className="grow"
						>
							{say('options.go')}
						</Button>
					) : null}
				</div>
			</div>
		</section>
	)
}

function Sums({ preview, currency, today }: { preview: ShownPreview; currency: string; today: string }) {
	const say = useWords()
	const { effect, recurring } = preview
	const total = effect?.totalMinor ?? 0n
	const back = total < 0n
	return (
		<dl className="flex flex-wrap items-baseline justify-between gap-x-8 gap-y-1 sm:justify-start">
			<div>
				<dt className="text-muted text-sm">
					{back ? `${say('options.back')} ` : effect && effect.on > today ? null : say('options.now')}
					{effect && effect.on > today ? <Day on={effect.on} /> : null}
				</dt>
				<dd className="font-semibold font-serif text-2xl" data-testid="price-now">
					{effect ? <Money of={{ minor: back ? -total : total, currency }} /> : say('options.nothingNow')}
				</dd>
			</div>
			<div>
				<dt className="text-muted text-sm">
					{say('options.aMonth')} <span className="whitespace-nowrap">({say('change.monthNote')})</span>
				</dt>
				<dd className="font-semibold text-lg" data-testid="price-month">
					<Money of={{ minor: recurring.after.monthMinor, currency }} />{' '}
					<s className="font-normal text-base text-muted">
						<Money of={{ minor: recurring.before.monthMinor, currency }} />
					</s>
				</dd>
			</div>
		</dl>
	)
}

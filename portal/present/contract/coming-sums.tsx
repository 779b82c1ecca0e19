import { useWords } from '#portal/words/use-words.tsx'
import { Money } from '../display.tsx'
import type { ShownComing } from './contract.ts'

export function ComingSums({
	invoice,
	currency,
}: {
	invoice: Pick<ShownComing, 'subtotalMinor' | 'taxMinor' | 'totalMinor'>
	currency: string
}) {
	const say = useWords()
	const sums = [
		[say('contract.subtotal'), invoice.subtotalMinor],
		[say('contract.tax'), invoice.taxMinor],
	] as const
	return (
		<dl className="mt-3 ml-auto max-w-xs border-line border-t pt-3">
			{sums.map(([name, minor]) => (
				<div key={name} className="flex justify-between gap-4 text-muted">
					<dt>{name}</dt>
					<dd>
						<Money of={{ minor, currency }} />
					</dd>
				</div>
			))}
			<div className="flex justify-between gap-4 font-semibold">
				<dt>{say('contract.total')}</dt>
				<dd>
					<Money of={{ minor: invoice.totalMinor, currency }} />
				</dd>
			</div>
		</dl>
	)
}

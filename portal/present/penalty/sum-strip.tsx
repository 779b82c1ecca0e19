import { Money } from '../display.tsx'

/** Sums beside each other, on a phone under each other. */
export function SumStrip({ sums, currency }: { sums: readonly { name: string; minor: bigint }[]; currency: string }) {
	return (
		<dl className="grid gap-px overflow-hidden rounded-card border border-line bg-line shadow-card sm:grid-cols-2 lg:auto-cols-fr lg:grid-flow-col lg:grid-cols-none">
			{sums.map(({ name, minor }) => (
				<div
					key={name}
					className="flex flex-wrap items-baseline justify-between gap-x-5 gap-y-0.5 bg-surface px-5 py-4 sm:flex-col sm:flex-nowrap sm:items-stretch"
				>
					<dt className="text-muted text-sm">{name}</dt>
					<dd className="figures ml-auto font-semibold text-lg sm:ml-0">
						<Money of={{ minor, currency }} />
					</dd>
				</div>
			))}
		</dl>
	)
}

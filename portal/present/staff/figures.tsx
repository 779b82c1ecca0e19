import type { ReactNode } from 'react'

export type Figure = { key: string; label: ReactNode; figure: ReactNode; note?: ReactNode }

/** Figures beside each other, as many as fit, the last row as wide as the first: small enough that a long amount stays whole. */
export function Figures({ figures }: { figures: Figure[] }) {
	return (
		<dl className="mb-8 flex flex-wrap gap-px overflow-hidden rounded-card border border-line bg-line shadow-card">
			{figures.map(({ key, label, figure, note }) => (
				<div key={key} className="grow basis-54 bg-surface px-5 py-4">
					<dt className="text-muted text-sm">{label}</dt>
					<dd>
						<span className="figures mt-0.5 block font-semibold font-serif text-2xl tracking-tight">{figure}</span>
						{note ? <span className="mt-1 block text-muted text-sm">{note}</span> : null}
					</dd>
				</div>
			))}
		</dl>
	)
}

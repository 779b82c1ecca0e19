import type { ReactNode } from 'react'
import { Details } from '../../../ui/details.tsx'
import { Drawing } from '../../../ui/drawing.tsx'
import { sayFigures as say } from '../../../words/staff-figures.ts'
import type { Picture } from './pictures.ts'

type ChartProps = { of: Picture; children?: ReactNode; open?: boolean; bare?: boolean }

/** A chart with its legend, and the same in numbers under it: `children` is the table. `bare` where the page has it beside. */
export function Chart({ of, children, open = false, bare = false }: ChartProps) {
	return (
		<figure className="@container rounded-card border border-line bg-surface p-4 shadow-card sm:p-5">
			{of.legend.length > 1 ? (
				<figcaption className="mb-3 flex flex-wrap gap-x-5 gap-y-1 text-muted text-sm">
					{of.legend.map(({ name, colour }) => (
						<span key={name} className="inline-flex items-center gap-2">
							<svg viewBox="0 0 12 12" className="size-3" aria-hidden="true">
								<rect width="12" height="12" rx="2" fill={colour} />
							</svg>
							{name}
						</span>
					))}
				</figcaption>
			) : null}
			<Drawing svg={of.wide} title={of.title} className="max-sm:hidden" />
			<Drawing svg={of.narrow} title={of.title} className="sm:hidden" />
			{bare ? null : (
				<div className="mt-4">
					<Details summary={say('figures.asTable')} open={open}>
						{children}
					</Details>
				</div>
			)}
		</figure>
	)
}

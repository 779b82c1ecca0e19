import type { ReactNode } from 'react'
import { Anchor } from './link.tsx'

/** A list whose rows each lead somewhere. */
export function RowList({ children }: { children: ReactNode }) {
	return (
		<ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface shadow-card">
			{children}
		</ul>
	)
}

type RowProps = {
	href?: string | undefined
	title: ReactNode
	note?: ReactNode
	/** At the right: a figure, and under it a state. */
	figure?: ReactNode
	state?: ReactNode
	before?: ReactNode
}

export function Row({ href, title, note, figure, state, before }: RowProps) {
	return (
		<li className="relative flex items-start gap-4 px-5 py-4 has-[a:hover]:bg-sunken/50">
			{before}
			<div className="min-w-0 grow">
				<div className="font-semibold">
					{href ? (
						<Anchor href={href} className="no-underline after:absolute after:inset-0 hover:underline">
							{title}
						</Anchor>
					) : (
						title
					)}
				</div>
				{note ? <div className="text-muted">{note}</div> : null}
			</div>
			<div className="shrink-0 text-right">
				{figure ? <div className="figures font-semibold">{figure}</div> : null}
				{state ? <div className="mt-1">{state}</div> : null}
			</div>
		</li>
	)
}

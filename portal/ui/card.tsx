import type { ReactNode } from 'react'

/** A sheet of paper on the page. */
export function Card({ children, className = '' }: { children: ReactNode; className?: string }) {
	return (
		<div className={`rounded-card border border-line bg-surface p-5 shadow-card sm:p-6 ${className}`}>{children}</div>
	)
}

type SectionProps = {
	title: ReactNode
	/** What can be done with the whole section, at the right of its title. */
	actions?: ReactNode
	intro?: ReactNode
	children: ReactNode
	id?: string
	level?: 2 | 3
}

/** A part of a page under its own title. */
export function Section({ title, actions, intro, children, id, level = 2 }: SectionProps) {
	const Title = `h${level}` as const
	return (
		<section className="mt-10 first:mt-0" {...(id ? { id } : {})}>
			<div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-2">
				<Title className={`font-semibold tracking-tight ${level === 2 ? 'text-xl' : 'text-lg'}`}>{title}</Title>
				{actions}
			</div>
			{intro ? <div className="reading mb-4 text-muted">{intro}</div> : null}
			{children}
		</section>
	)
}

/** Shown where a list would be when there is nothing in it: says so, and what to do next. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
	return (
		<div className="rounded-card border border-line border-dashed px-6 py-10 text-center">
			<div className="indented mx-auto mb-5 w-28 text-edge" aria-hidden="true" />
			<p className="font-semibold font-serif text-lg">{title}</p>
			{children ? <div className="mx-auto mt-1 max-w-prose text-muted">{children}</div> : null}
			{action ? <div className="mt-5">{action}</div> : null}
		</div>
	)
}

/** The one figure that matters on a page, with what it is about above and what happens next below. */
export function Headline({ label, figure, note, action }: HeadlineProps) {
	return (
		<div className="overflow-hidden rounded-card border border-line bg-surface shadow-card">
			<div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-5 p-5 sm:p-7">
				<div>
					<div className="font-medium text-muted">{label}</div>
					<div className="figures mt-1 font-semibold font-serif text-4xl tracking-tight sm:text-5xl">{figure}</div>
					{note ? <div className="mt-2 text-muted">{note}</div> : null}
				</div>
				{action}
			</div>
			<div className="indented text-accent" aria-hidden="true" />
			<div className="h-2 bg-accent-soft" />
		</div>
	)
}
type HeadlineProps = { label: ReactNode; figure: ReactNode; note?: ReactNode; action?: ReactNode }

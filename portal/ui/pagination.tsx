import type { ReactNode } from 'react'
import { useWords } from '#portal/words/use-words.tsx'
import { LinkButton } from './button.tsx'
import { Icon } from './icon.tsx'

type PaginationProps = {
	/** Address of the page before and after, by cursor; undefined at an end. */
	previous?: string | undefined
	next?: string | undefined
	/** How many are shown, of how many: `1–25 of 100,000`. */
	counts: ReactNode
}

/** Steps through a long list. Pages are reached by cursor, so the last is as fast as the first. */
export function Pagination({ previous, next, counts }: PaginationProps) {
	const say = useWords()
	return (
		<nav aria-label={say('shell.pages')} className="no-print mt-4 flex flex-wrap items-center justify-between gap-3">
			<p className="figures text-muted">{counts}</p>
			<div className="flex gap-2">
				{previous ? (
					<LinkButton href={previous} kind="secondary" size="small" rel="prev">
						<Icon of="chevronLeft" className="size-4.5" />
						{say('shell.previous')}
					</LinkButton>
				) : null}
				{next ? (
					<LinkButton href={next} kind="secondary" size="small" rel="next">
						{say('shell.next')}
						<Icon of="chevronRight" className="size-4.5" />
					</LinkButton>
				) : null}
			</div>
		</nav>
	)
}

import type { ReactNode } from 'react'

/** A line above the whole page: a demonstration, planned maintenance. */
export function Banner({ children }: { children: ReactNode }) {
	return (
		<div className="no-print border-warn/30 border-b bg-warn-soft px-5 py-1.5 text-center text-[0.9375rem] text-ink">
			{children}
		</div>
	)
}

import { type ReactNode, useEffect, useRef } from 'react'
import { Anchor, useHere } from './link.tsx'
import { Count } from './pill.tsx'

type Tab = {
	href: string
	label: ReactNode
	count?: number | undefined
	current?: boolean
	/** The key that leads there, told to a screen reader. */
	shortcut?: string
}

/** Parts of one thing, each at its own address, so that any of them can be linked to. */
export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
	const here = useHere()
	const bar = useRef<HTMLElement>(null)
	const close = tabs.length > 8 ? 'gap-2 px-2.5 lg:gap-1 lg:px-1.5' : 'gap-2 px-2.5'
	// Where they do not all fit, the one that is open is not left outside.
	useEffect(() => {
		if (!here) return
		const current = bar.current?.querySelector<HTMLElement>('[aria-current]')
		if (current && bar.current) bar.current.scrollLeft = current.offsetLeft - 24
	}, [here])
	return (
		<nav ref={bar} aria-label={label} className="no-print relative mb-6 overflow-x-auto">
			<ul className="flex min-w-max border-line border-b lg:min-w-0 lg:flex-wrap">
				{tabs.map((tab) => (
					<li key={tab.href}>
						<Anchor
							href={tab.href}
							aria-keyshortcuts={tab.shortcut}
							aria-current={
								(tab.current ?? (tab.href === here || (here.split('?')[0] === tab.href && !here.includes('?'))))
									? 'page'
									: undefined
							}
							className={`-mb-px flex min-h-11 items-center border-transparent border-b-3 font-medium text-muted no-underline hover:text-ink aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:text-ink ${close}`}
						>
							{tab.label}
							{tab.count === undefined ? null : <Count>{tab.count}</Count>}
						</Anchor>
					</li>
				))}
			</ul>
		</nav>
	)
}

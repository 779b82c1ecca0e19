import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

/** More for whoever asks: an explanation, the lines behind a sum. */
export function Details({ summary, children, open }: { summary: ReactNode; children: ReactNode; open?: boolean }) {
	return (
		<details {...(open ? { open } : {})}>
			<summary className="inline-flex min-h-9 items-center gap-1 font-medium text-accent hover:underline">
				<Icon
					of="chevronRight"
					className="size-4.5 shrink-0 transition-transform [details[open]>summary>&]:rotate-90"
				/>
				{summary}
			</summary>
			<div className="mt-1 border-line border-l-2 pl-4 text-muted">{children}</div>
		</details>
	)
}

import type { ReactNode } from 'react'
import type { Tone } from './pill.tsx'

export type Happening = {
	id: string
	when: ReactNode
	what: ReactNode
	by?: ReactNode
	tone?: Tone | undefined
	detail?: ReactNode
}

const dots: Record<Tone, string> = {
	neutral: 'border-edge bg-surface',
	accent: 'border-accent bg-accent',
	good: 'border-good bg-good',
	warn: 'border-warn bg-warn',
	bad: 'border-bad bg-bad',
}

/** What happened, newest first. */
export function Timeline({ happenings }: { happenings: Happening[] }) {
	return (
		<ol className="ml-1.5 border-line border-l-2">
			{happenings.map((happening) => (
				<li key={happening.id} className="relative pb-5 pl-6 last:pb-0">
					<span
						className={`absolute top-1.5 -left-[0.4375rem] size-3 rounded-full border-2 ${dots[happening.tone ?? 'neutral']}`}
						aria-hidden="true"
					/>
					<p className="text-muted text-sm">
						{happening.when}
						{happening.by ? <> · {happening.by}</> : null}
					</p>
					<div>{happening.what}</div>
					{happening.detail ? <div className="mt-1 text-muted">{happening.detail}</div> : null}
				</li>
			))}
		</ol>
	)
}

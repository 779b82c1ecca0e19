import type { ReactNode } from 'react'

export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'bad'

const tones: Record<Tone, string> = {
	neutral: 'bg-sunken text-ink',
	accent: 'bg-accent-soft text-accent',
	good: 'bg-good-soft text-good',
	warn: 'bg-warn-soft text-warn',
	bad: 'bg-bad-soft text-bad',
}

/** A state in one or two words. The dot carries the tone for a glance, the word carries the meaning. */
export function Pill({ tone = 'neutral', children }: { tone?: Tone | undefined; children: ReactNode }) {
	return (
		<span
			className={`inline-flex items-center gap-1.5 whitespace-nowrap rounded-full px-2.5 py-0.5 font-semibold text-[0.875rem] ${tones[tone]}`}
		>
			<span className="size-1.5 rounded-full bg-current" aria-hidden="true" />
			{children}
		</span>
	)
}

/** A count beside a name. */
export function Count({ children, tone = 'neutral' }: { children: ReactNode; tone?: Tone }) {
	return (
		<span
			className={`figures inline-block min-w-6 rounded-full px-1.5 text-center font-semibold text-[0.8125rem] leading-6 ${tones[tone]}`}
		>
			{children}
		</span>
	)
}

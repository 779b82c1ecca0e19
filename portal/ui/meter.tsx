import type { ReactNode } from 'react'
import type { Tone } from './pill.tsx'

const fills: Record<Tone, string> = {
	neutral: 'fill-edge',
	accent: 'fill-accent',
	good: 'fill-good',
	warn: 'fill-warn',
	bad: 'fill-bad',
}

type MeterProps = {
	label: string
	/** Part of the whole, 0 to 1; undefined while it is not known. */
	part: number | undefined
	/** The same in words beside the label: `340 of 500`. */
	text: ReactNode
	tone?: Tone
	/** Work under way, as against a level. */
	progress?: boolean
}

/** How much of a whole. */
export function Meter({ label, part, text, tone = 'accent', progress = false }: MeterProps) {
	const percent = Math.round(Math.min(1, Math.max(0, part ?? 0)) * 100)
	return (
		<div>
			<div className="mb-1.5 flex justify-between gap-4">
				<span className="font-medium">{label}</span>
				<span className="figures text-muted">{text}</span>
			</div>
			<div
				{...{ role: progress ? 'progressbar' : 'meter', 'aria-label': label }}
				{...{ 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-valuenow': part === undefined ? undefined : percent }}
				className="h-2.5 overflow-hidden rounded-full bg-sunken"
			>
				{/* Drawn, because the policy of the pages allows no style in an attribute. */}
				<svg
					viewBox="0 0 100 1"
					preserveAspectRatio="none"
					aria-hidden="true"
					className={`block h-full ${fills[tone]} ${part === undefined ? 'w-2/5 animate-[crossing_1.4s_ease-in-out_infinite]' : 'w-full'}`}
				>
					<rect width={part === undefined ? 100 : percent} height="1" />
				</svg>
			</div>
		</div>
	)
}

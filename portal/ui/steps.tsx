import { Check } from 'lucide-react'
import { useWords } from '#portal/words/use-words.tsx'

/** Where one stands in something that takes several pages. `current` counts from 0. */
export function Steps({ steps, current, label }: { steps: string[]; current: number; label: string }) {
	const say = useWords()
	return (
		<nav aria-label={label} className="no-print mb-8">
			<p className="font-semibold text-muted text-sm sm:hidden">
				{say('shell.stepOf', { step: current + 1, steps: steps.length })}: {steps[current]}
			</p>
			<ol className="mt-2 flex gap-2 sm:mt-0 sm:gap-4">
				{steps.map((step, index) => (
					<li
						key={step}
						aria-current={index === current ? 'step' : undefined}
						className={`flex-1 border-t-3 pt-2 ${index <= current ? 'border-accent' : 'border-line'}`}
					>
						<span
							className={`hidden items-center gap-1.5 sm:flex ${index === current ? 'font-semibold' : 'text-muted'}`}
						>
							{index < current ? <Check className="size-4.5 text-accent" aria-hidden="true" /> : null}
							{step}
						</span>
					</li>
				))}
			</ol>
		</nav>
	)
}

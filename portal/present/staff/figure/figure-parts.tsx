import { Tabs } from '../../../ui/tabs.tsx'
import { sayFigures as say } from '../../../words/staff-figures.ts'

const parts = {
	overview: '',
	cohorts: '/cohorts',
	forecast: '/forecast',
	'cash-flow': '/cash-flow',
	health: '/health',
} as const

/** The pages of figures. */
export function FigureParts({ at }: { at: keyof typeof parts }) {
	return (
		<Tabs
			label={say('figures.title')}
			tabs={(Object.keys(parts) as (keyof typeof parts)[]).map((part) => ({
				href: `/staff/figures${parts[part]}`,
				label: say(`figures.${part}`),
				current: part === at,
			}))}
		/>
	)
}

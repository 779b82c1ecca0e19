import type { ReactNode } from 'react'
import { Button } from '../../../ui/button.tsx'
import { sayFigures as say } from '../../../words/staff-figures.ts'
import { type People, Whose } from './filter-form.tsx'

type AheadFormProps = {
	asked: { group?: string | undefined; person?: string | undefined; currency?: string | undefined }
	people: People
	/** What is asked beside whose it is. */
	children: ReactNode
	actions?: ReactNode
}

/** What cohorts or a forecast are shown of; all of it stands in the address. */
export function AheadForm({ asked, people, children, actions }: AheadFormProps) {
	return (
		<form method="get" className="no-print mb-8 rounded-card border border-line bg-sunken/50 p-4">
			<div className="grid grid-cols-2 items-end gap-3 sm:[grid-template-columns:repeat(auto-fill,minmax(10.5rem,1fr))]">
				{children}
				<Whose asked={asked} people={people} />
				{asked.currency ? <input type="hidden" name="currency" value={asked.currency} /> : null}
				<Button kind="secondary">{say('figures.show')}</Button>
				{actions}
			</div>
		</form>
	)
}

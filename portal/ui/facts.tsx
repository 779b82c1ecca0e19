import type { ReactNode } from 'react'

/** Names and values: side by side on a desk, under each other on a phone. */
export function Facts({ facts }: { facts: { name: string; value: ReactNode; note?: ReactNode }[] }) {
	return (
		<dl className="divide-y divide-line">
			{facts.map((fact) => (
				<div key={fact.name} className="grid gap-x-6 py-2.5 first:pt-0 last:pb-0 sm:grid-cols-[minmax(9rem,2fr)_5fr]">
					<dt className="text-muted">{fact.name}</dt>
					<dd className="min-w-0">
						{fact.value}
						{fact.note ? <span className="block text-muted text-sm">{fact.note}</span> : null}
					</dd>
				</div>
			))}
		</dl>
	)
}

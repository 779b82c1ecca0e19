import { useEffect, useState } from 'react'
import { Button } from '#portal/ui/button.tsx'
import { Card } from '#portal/ui/card.tsx'
import { Notice } from '#portal/ui/notice.tsx'
import { sayCollection as say } from '#portal/words/staff-collection.ts'
import type { WaitingForm } from './use-queued-forms.ts'

type WaitingFormsProps = {
	forms: readonly WaitingForm[]
	forget: (key: string) => unknown
	/** What a form is known by. */
	tell: (fields: Record<string, string>) => string
}

/** Says that there is no connection, while there is none, and what waits for one. */
export function WaitingForms({ forms, forget, tell }: WaitingFormsProps) {
	return (
		<>
			<Offline />
			{forms.length === 0 ? null : (
				<Card className="mb-5 max-w-2xl">
					<h3 className="font-semibold">{say('collection.queue.title')}</h3>
					<ul className="divide-y divide-line">
						{forms.map(({ key, state, why, fields }) => (
							<li key={key} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-3">
								<span className="wrap-anywhere min-w-0">{tell(fields)}</span>
								<span role="status" className={`text-sm ${state === 'refused' ? 'text-bad' : 'text-warn'}`}>
									{state === 'refused' ? say('collection.queue.refused', { why }) : say(`collection.queue.${state}`)}
								</span>
								{state === 'refused' ? (
									<Button kind="secondary" size="small" type="button" onClick={() => forget(key)}>
										{say('collection.queue.forget')}
									</Button>
								) : null}
							</li>
						))}
					</ul>
				</Card>
			)}
		</>
	)
}

function Offline() {
	const [isOff, setOff] = useState(false)
	useEffect(() => {
		const look = () => setOff(!navigator.onLine)
		look()
		window.addEventListener('online', look)
		window.addEventListener('offline', look)
		return () => {
			window.removeEventListener('online', look)
			window.removeEventListener('offline', look)
		}
	}, [])
	return (
		<div role="status" className={isOff ? 'mb-5' : ''}>
			{isOff ? <Notice kind="warn">{say('collection.queue.offline')}</Notice> : null}
		</div>
	)
}

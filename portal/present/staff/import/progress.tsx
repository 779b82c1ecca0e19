import { Form, useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'
import type { BatchState } from '#core/import/batch.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Meter } from '../../../ui/meter.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { sayImport as say } from '../../../words/staff-import.ts'

type ProgressProps = { state: BatchState; done: number; rows: number; standing: boolean }

const labels = { loading: 'import.loading', undoing: 'import.undoing' } as const

/** How far the work is; asks again by itself. */
export function Progress({ state, done, rows, standing }: ProgressProps) {
	const { revalidate } = useRevalidator()
	useEffect(() => {
		const timer = setInterval(revalidate, 1500)
		return () => clearInterval(timer)
	}, [revalidate])
	const known = rows > 0 && state !== 'checking'
	return (
		<Card>
			<div role="status">
				<Meter
					label={say(state === 'loading' || state === 'undoing' ? labels[state] : 'import.checking')}
					part={known ? done / rows : undefined}
					text={known ? say('import.countedOf', { done, rows }) : say('import.counted', { done })}
					progress
				/>
			</div>
			<p className="mt-4 text-muted">{say('import.waiting')}</p>
			{state === 'undoing' ? null : (
				<Form method="post" className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
					<Button kind="secondary" name="intent" value="cancel">
						{say('import.cancel')}
					</Button>
					<p className="text-muted text-sm">
						{say(state === 'loading' ? 'import.cancelLoading' : 'import.cancelChecking')}
					</p>
				</Form>
			)}
			{standing ? (
				<div className="mt-4">
					<Notice
						kind="warn"
						action={
							<Form method="post">
								<Button kind="secondary" name="intent" value="go_on">
									{say('import.goOn')}
								</Button>
							</Form>
						}
					>
						{say('import.standing')}
					</Notice>
				</div>
			) : null}
		</Card>
	)
}

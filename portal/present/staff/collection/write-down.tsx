import { useNavigate, useRevalidator } from '@remix-run/react'
import { type FormEvent, useCallback, useEffect, useState } from 'react'
import { Button } from '#portal/ui/button.tsx'
import { Card, Section } from '#portal/ui/card.tsx'
import { FormProblems } from '#portal/ui/form-problems.tsx'
import { Notice } from '#portal/ui/notice.tsx'
import { sayCollection as say } from '#portal/words/staff-collection.ts'
import { forgetKept, useKeptText } from '../survey/kept-text.ts'
import { EntryFields } from './entry-form.tsx'
import { entryOf, sendEntry } from './entry-queue.ts'
import { useEntries, type WaitingEntry } from './use-entries.ts'

type WriteDownProps = {
	caseId: string
	userId: string
	entryKey: string
	currency: string
	overdueMinor: bigint
	typed: Record<string, string>
}

/**
 * The form of an entry. Posted as any form; where a script runs, without leaving the page, and what finds no connection is kept on the
 * device and sent when there is one.
 */
export function WriteDown({ caseId, userId, entryKey, currency, overdueMinor, typed }: WriteDownProps) {
	const keptAs = `collection ${userId} ${caseId}`
	const { form, typed: keep } = useKeptText(keptAs)
	const [busy, setBusy] = useState(false)
	const [key, setKey] = useState(entryKey)
	const [problems, setProblems] = useState<string[]>([])
	const { revalidate } = useRevalidator()
	const navigate = useNavigate()
	const onSent = useCallback(() => revalidate(), [revalidate])
	const entries = useEntries({ caseId, userId, onSent })

	const send = async (event: FormEvent<HTMLFormElement>) => {
		event.preventDefault()
		if (busy) return
		const filled = event.currentTarget
		setBusy(true)
		const entry = await entryOf(filled, { owner: userId, caseId })
		try {
			const said = await sendEntry(entry)
			if (said === 'signedOut') {
				// It is sent once they have signed in again and this page is open.
				await entries.keep(entry)
				return window.location.reload()
			}
			setProblems(said?.problems ?? [])
			if (said) return
			forgetKept(keptAs)
			navigate(`/staff/collection/${caseId}?done=logged`, { preventScrollReset: true })
		} catch {
			await entries.keep(entry)
			forgetKept(keptAs)
			setProblems([])
			// Whatever is pressed next is another entry.
			setKey(crypto.randomUUID())
		} finally {
			setBusy(false)
		}
	}
	return (
		<Section title={say('collection.write')} id="write">
			<Offline />
			<Waiting entries={entries.waiting} forget={entries.forget} />
			<Card className="max-w-2xl">
				<FormProblems errors={problems} />
				<form ref={form} method="post" encType="multipart/form-data" onSubmit={send} onInput={keep}>
					<EntryFields key={key} {...{ entryKey: key, currency, overdueMinor, typed, busy }} />
				</form>
			</Card>
		</Section>
	)
}

function Waiting({ entries, forget }: { entries: readonly WaitingEntry[]; forget: (key: string) => unknown }) {
	if (entries.length === 0) return null
	return (
		<Card className="mb-5 max-w-2xl">
			<h3 className="font-semibold">{say('collection.queue.title')}</h3>
			<ul className="divide-y divide-line">
				{entries.map(({ key, state, why, fields }) => (
					<li key={key} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-3">
						<span className="wrap-anywhere min-w-0">{fields.note || fields.spokenTo || fields.promiseAmount}</span>
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
	)
}

/** Says that there is no connection, while there is none. */
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

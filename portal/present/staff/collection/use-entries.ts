import { useCallback, useEffect, useRef, useState } from 'react'
import { dequeueEntry, type QueuedEntry, queueEntry, readEntryQueue, sendEntry } from './entry-queue.ts'

export type WaitingEntry = QueuedEntry & { state: 'waiting' | 'sending' | 'refused'; why: string }

const retryMilliseconds = 8000

type Using = { caseId: string; userId: string; onSent: () => unknown }

/** Entries on their way from this device: one after another while there is a connection, also those of before the page was closed. */
export function useEntries({ caseId, userId, onSent }: Using) {
	const [waiting, setWaiting] = useState<WaitingEntry[]>([])
	const queue = useRef(new Map<string, QueuedEntry>())
	const busy = useRef(false)
	const show = useCallback((key: string, more: Partial<WaitingEntry>) => {
		setWaiting((all) => all.map((one) => (one.key === key ? { ...one, ...more } : one)))
	}, [])
	const drop = useCallback((key: string) => {
		queue.current.delete(key)
		setWaiting((all) => all.filter((one) => one.key !== key))
		return dequeueEntry(key)
	}, [])
	const run = useCallback(async () => {
		if (busy.current) return
		busy.current = true
		let sent = 0
		try {
			for (const [key, entry] of queue.current) {
				show(key, { state: 'sending' })
				const said = await sendEntry(entry)
				if (said === 'signedOut') return show(key, { state: 'waiting' })
				if (said) {
					queue.current.delete(key)
					show(key, { state: 'refused', why: said.problems.join(' ') })
				} else {
					await drop(key)
					sent++
				}
			}
		} catch {
			setWaiting((all) => all.map((one) => (one.state === 'sending' ? { ...one, state: 'waiting' } : one)))
		} finally {
			busy.current = false
			if (sent > 0) onSent()
		}
	}, [show, drop, onSent])
	const add = useCallback((entries: readonly QueuedEntry[]) => {
		for (const entry of entries) queue.current.set(entry.key, entry)
		setWaiting((all) => [
			...all,
			...entries
				.filter(({ key }) => !all.some((one) => one.key === key))
				.map((entry) => ({ ...entry, state: 'waiting' as const, why: '' })),
		])
	}, [])
	useEffect(() => {
		const goOn = () => {
			if (queue.current.size > 0) run().catch(() => {})
		}
		readEntryQueue(userId, caseId)
			.then((entries) => {
				add(entries)
				goOn()
			})
			.catch(() => {})
		window.addEventListener('online', goOn)
		const timer = setInterval(() => navigator.onLine && goOn(), retryMilliseconds)
		return () => {
			window.removeEventListener('online', goOn)
			clearInterval(timer)
		}
	}, [userId, caseId, add, run])
	return {
		waiting,
		forget: drop,
		/** For one that could not be sent at once. */
		keep: async (entry: QueuedEntry) => {
			await queueEntry(entry)
			add([entry])
		},
	}
}

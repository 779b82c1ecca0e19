import { useCallback, useEffect, useRef, useState } from 'react'
import { dequeueForm, type QueuedForm, queueForm, readFormQueue, sendForm } from './form-queue.ts'
import { whenOnline } from './when-online.ts'

export type WaitingForm = QueuedForm & { state: 'waiting' | 'sending' | 'refused'; why: string }

type Using = { keptAs: string; onSent: () => unknown }

/** Forms on their way from this device: one after another while there is a connection, also those of before the page was closed. */
export function useQueuedForms({ keptAs, onSent }: Using) {
	const [waiting, setWaiting] = useState<WaitingForm[]>([])
	const queue = useRef(new Map<string, QueuedForm>())
	const busy = useRef(false)
	const show = useCallback((key: string, more: Partial<WaitingForm>) => {
		setWaiting((all) => all.map((one) => (one.key === key ? { ...one, ...more } : one)))
	}, [])
	const drop = useCallback((key: string) => {
		queue.current.delete(key)
		setWaiting((all) => all.filter((one) => one.key !== key))
		return dequeueForm(key)
	}, [])
	const run = useCallback(async () => {
		if (busy.current) return
		busy.current = true
		let sent = 0
		try {
			for (const [key, form] of queue.current) {
				show(key, { state: 'sending' })
				const said = await sendForm(form)
				if (said === 'signedOut') return show(key, { state: 'waiting' })
				if (said) {
					queue.current.delete(key)
					show(key, { state: 'refused', why: [...said.problems, ...Object.values(said.errors).flat()].join(' ') })
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
	const add = useCallback((forms: readonly QueuedForm[]) => {
		for (const form of forms) queue.current.set(form.key, form)
		setWaiting((all) => [
			...all,
			...forms
				.filter(({ key }) => !all.some((one) => one.key === key))
				.map((form) => ({ ...form, state: 'waiting' as const, why: '' })),
		])
	}, [])
	useEffect(() => {
		const goOn = () => {
			if (queue.current.size > 0) run().catch(() => {})
		}
		readFormQueue(keptAs)
			.then((forms) => {
				add(forms)
				goOn()
			})
			.catch(() => {})
		return whenOnline(goOn)
	}, [keptAs, add, run])
	return {
		waiting,
		forget: drop,
		/** For one that could not be sent at once. */
		keep: async (form: QueuedForm) => {
			await queueForm(form)
			add([form])
		},
	}
}

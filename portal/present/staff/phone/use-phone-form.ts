import { useNavigate, useRevalidator } from '@remix-run/react'
import { type FormEvent, useCallback, useEffect, useState } from 'react'
import { type FormPlace, type FormRefused, readPressed, sendForm } from './form-queue.ts'
import { forgetKept, useKeptText } from './kept-text.ts'
import { useQueuedForms } from './use-queued-forms.ts'

type PhoneForm = FormPlace & {
	firstKey: string
	/** The page once it is written down. */
	doneAt: string
}

const nothingWrong: FormRefused = { problems: [], errors: {} }

/**
 * A form that is sent without leaving the page: what finds no connection is kept on the device and sent when there is one, and what
 * was typed and not pressed is there again when the page is opened anew.
 */
export function usePhoneForm({ page, to, keptAs, firstKey, doneAt }: PhoneForm) {
	const { form, typed: keep } = useKeptText(keptAs)
	const [busy, setBusy] = useState(false)
	const [key, setKey] = useState(firstKey)
	const [{ problems, errors }, setRefused] = useState<FormRefused>(nothingWrong)
	// The button is at the end of the form: what is wrong may be out of sight.
	useEffect(() => {
		if (Object.keys(errors).length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
	}, [errors, form])
	const { revalidate } = useRevalidator()
	const navigate = useNavigate()
	const onSent = useCallback(() => revalidate(), [revalidate])
	const queued = useQueuedForms({ keptAs, onSent })

	const send = async (event: FormEvent<HTMLFormElement>) => {
		event.preventDefault()
		if (busy) return
		const filled = event.currentTarget
		setBusy(true)
		const pressed = await readPressed(filled, { page, to, keptAs })
		try {
			const said = await sendForm(pressed)
			if (said === 'signedOut') {
				// It is sent once they have signed in again and this page is open.
				await queued.keep(pressed)
				return window.location.reload()
			}
			setRefused(said ?? nothingWrong)
			if (said) return
			forgetKept(keptAs)
			navigate(doneAt, { preventScrollReset: true })
		} catch {
			await queued.keep(pressed)
			forgetKept(keptAs)
			setRefused(nothingWrong)
			// Whatever is pressed next is another one.
			setKey(crypto.randomUUID())
		} finally {
			setBusy(false)
		}
	}
	return { form, keep, send, busy, key, problems, errors, waiting: queued.waiting, forget: queued.forget }
}

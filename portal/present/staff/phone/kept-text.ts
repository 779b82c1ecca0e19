import { useEffect, useRef } from 'react'

/** Keeps what is typed into a form on the device until the page has no such form any more. */
export function useKeptText(keptAs: string) {
	const form = useRef<HTMLFormElement>(null)
	useEffect(() => {
		const kept = read(keptAs)
		if (!form.current) return
		for (const field of form.current.elements) {
			const value = kept[(field as HTMLInputElement).name]
			if (value === undefined) continue
			if (isText(field) && field.value === '') field.value = value
			if (field instanceof HTMLInputElement && field.type === 'radio') field.checked = field.value === value
		}
	}, [keptAs])
	return {
		form,
		typed: () => {
			if (!form.current) return
			const values = Object.fromEntries([...new FormData(form.current)].filter(([name]) => name !== 'intent'))
			try {
				localStorage.setItem(keptAs, JSON.stringify(values))
			} catch {
				// A private window keeps nothing; the form itself still does.
			}
		},
	}
}

const isText = (field: Element): field is HTMLTextAreaElement | HTMLInputElement =>
	field instanceof HTMLTextAreaElement ||
	(field instanceof HTMLInputElement && (field.type === 'text' || field.type === 'date'))

/** Forgets what was kept of one form. */
export function forgetKept(keptAs: string): void {
	try {
		localStorage.removeItem(keptAs)
	} catch {
		// What keeps nothing has nothing to forget.
	}
}

/** Forgets what was kept of forms about something that is handed in. */
export function useForgotten(prefix: string, when: boolean): void {
	useEffect(() => {
		if (!when) return
		try {
			for (const name of Object.keys(localStorage)) if (name.startsWith(prefix)) localStorage.removeItem(name)
		} catch {
			// What keeps nothing has nothing to forget.
		}
	}, [prefix, when])
}

function read(name: string): Record<string, string> {
	try {
		return (JSON.parse(localStorage.getItem(name) ?? '') as Record<string, string> | null) ?? {}
	} catch {
		return {}
	}
}

import { type RefObject, useEffect, useRef } from 'react'

/**
 * What was typed and ticked before the script came, or was put back by the browser's way back, stands in the fields of
 * the form alone: where it is not what the server sent, it is taken from there, once.
 */
export function useTypedBefore(inForm: RefObject<HTMLElement | null>, take: (typed: FormData) => void): void {
	const taken = useRef(false)
	useEffect(() => {
		const form = inForm.current?.closest('form')
		if (taken.current || !form) return
		taken.current = true
		if ([...form.elements].some(isTouched)) take(new FormData(form))
	})
}

function isTouched(field: Element): boolean {
	if (field instanceof HTMLSelectElement) return [...field.options].some((one) => one.selected !== one.defaultSelected)
	if (!(field instanceof HTMLInputElement)) return false
	return field.checked !== field.defaultChecked || field.value !== field.defaultValue
}

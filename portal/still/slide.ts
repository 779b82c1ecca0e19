/** Lets a slider of days fill in the date field of its form while it moves, and send the form when it rests. */
export function slideDays(): void {
	const dayOf = (target: EventTarget | null) => {
		if (!(target instanceof HTMLInputElement) || !target.dataset.days) return undefined
		const field = target.form?.querySelector<HTMLInputElement>('input[type=date]')
		const day = target.dataset.days.split(' ')[target.valueAsNumber]
		if (!field || !day) return undefined
		target.ariaValueText = day
		field.value = day
		return target.form
	}
	document.addEventListener('input', ({ target }) => {
		dayOf(target)
	})
	document.addEventListener('change', ({ target }) => dayOf(target)?.requestSubmit())
}

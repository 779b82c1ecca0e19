/** Whether something Chinese stands on the page: a customer's name on an English one. */
export function showsChinese(): boolean {
	return /\p{Script=Han}/u.test(document.querySelector('main')?.textContent ?? '')
}

/** Loads the list of Chinese letters on a page that turns out to need it. */
export function loadLetters(list: string): void {
	if (!showsChinese() || document.querySelector(`link[href="${list}"]`)) return
	const link = document.createElement('link')
	link.rel = 'stylesheet'
	link.href = list
	document.head.append(link)
}

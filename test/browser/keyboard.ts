import type { Page } from 'playwright-core'

/** What something is called: the beginning of its label or text, or a pattern of it. */
type Name = string | RegExp

/** What has the focus, as it is called to whoever hears the page, its type and what it holds; a page that is on its way is waited for. */
async function focused(page: Page) {
	await page.waitForLoadState('load')
	return await page.evaluate(() => {
		const element = document.activeElement
		if (!element || element === document.body) return { name: '', type: '', value: '' }
		const { labels, type, value } = element as HTMLInputElement
		const name = element.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? element.textContent ?? ''
		return { name: name.trim().replace(/\s+/g, ' '), type: type ?? '', value: value ?? '' }
	})
}

/** Walks with the tab key until the focus is on what is called so. Throws where the keyboard does not reach it. */
export async function tabTo(page: Page, name: Name): Promise<void> {
	for (let steps = 0; steps < 150; steps++) {
		const at = await focused(page)
		if (typeof name === 'string' ? at.name.startsWith(name) : name.test(at.name)) return
		await page.keyboard.press('Tab')
	}
	throw new Error(`The keyboard does not reach ${name} at ${page.url()}`)
}

/** Walks to a button, a link or a box and presses it. */
export async function press(page: Page, name: Name, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
	await tabTo(page, name)
	await page.keyboard.press(key)
}

/** The same where it is the next page that tells: without script the old one stays, with its words, until that has come. */
export async function pressOn(page: Page, name: Name): Promise<void> {
	await nextPage(page, () => press(page, name))
}

/** Does what brings another page, and waits until it is there. */
export async function nextPage(page: Page, bring: () => Promise<void>): Promise<void> {
	const coming = page.waitForEvent('domcontentloaded')
	await bring()
	await coming
}

/** Walks to the chosen one of a group of radios, which is one stop of the tab key, and on by arrows to another. */
export async function choose(page: Page, from: Name, name: Name): Promise<void> {
	await tabTo(page, from)
	for (let steps = 0; steps < 20; steps++) {
		const at = await focused(page)
		if (typeof name === 'string' ? at.name.startsWith(name) : name.test(at.name)) return
		await page.keyboard.press('ArrowDown')
	}
	throw new Error(`Arrows do not reach ${name} at ${page.url()}`)
}

/** Walks to a field and types instead of what it holds. */
export async function typeInto(page: Page, name: Name, text: string): Promise<void> {
	await tabTo(page, name)
	await page.keyboard.press('ControlOrMeta+a')
	await page.keyboard.type(text)
}

/** Walks to a field for a day and types it in the order of the browser's own country. */
export async function typeDay(page: Page, name: Name, day: string): Promise<void> {
	const [year = '', month = '', date = ''] = day.split('-')
	await tabTo(page, name)
	await page.keyboard.type(month + date + year)
	if ((await focused(page)).value === day) return
	for (let part = 0; part < 2; part++) await page.keyboard.press('ArrowLeft')
	await page.keyboard.type(date + month + year)
	const { value } = await focused(page)
	if (value !== day) throw new Error(`${name} took ${value} for ${day}`)
}

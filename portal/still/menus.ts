/** Lets every open `<details data-menu>` close by Escape and by a press elsewhere, now and whenever one comes. */
export function closeMenus(): void {
	const open = () => document.querySelectorAll<HTMLDetailsElement>('details[data-menu][open]')
	document.addEventListener('keydown', ({ key }) => {
		if (key !== 'Escape') return
		for (const menu of open()) {
			menu.querySelector('summary')?.focus()
			menu.open = false
		}
	})
	document.addEventListener('pointerdown', ({ target }) => {
		for (const menu of open()) if (!(target instanceof Node && menu.contains(target))) menu.open = false
	})
}

/**
 * Shows in place what a `<details>` otherwise links to: on opening, the part of the linked page that is marked
 * `data-folded` stands where the link was. Where that fails the link is still there.
 */
export function unfoldInPlace(): void {
	const show = ({ target }: Event) => {
		if (target instanceof HTMLDetailsElement && target.open) unfold(target).catch(() => {})
	}
	// This event does not bubble.
	document.addEventListener('toggle', show, { capture: true })
}

async function unfold(details: HTMLDetailsElement): Promise<void> {
	const link = details.querySelector<HTMLAnchorElement>('a[data-unfolds]')
	if (!link || details.ariaBusy) return
	details.ariaBusy = 'true'
	try {
		const answer = await fetch(link.href)
		const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
		const folded = page.querySelector('[data-folded]')
		if (answer.ok && folded) link.replaceWith(document.adoptNode(folded))
	} finally {
		details.ariaBusy = null
	}
}

const rules = {
	prefetch: [
		{
			where: { and: [{ href_matches: '/*' }, { not: { selector_matches: '[download]' } }] },
			eagerness: 'moderate',
		},
	],
}

/** Lets a browser that can ask ahead for a page whose link is being pointed at; files to keep are not asked for. */
export function askAhead(nonce: string): void {
	const script = document.createElement('script')
	script.type = 'speculationrules'
	script.nonce = nonce
	script.textContent = JSON.stringify(rules)
	document.head.append(script)
}

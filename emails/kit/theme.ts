import { contrast, inkOn, lighter } from '../paper/colour.ts'

/** Colours of letters. Inline for light; a style sheet repeats them for dark where the mail program asks for it. */

export const light = {
	ground: '#f3f4f6',
	card: '#ffffff',
	text: '#16181d',
	quiet: '#5d6470',
	rule: '#e2e4e9',
	panel: '#f3f4f6',
}

const dark = {
	ground: '#101216',
	card: '#1b1e25',
	text: '#eceef2',
	quiet: '#a6adba',
	rule: '#363b47',
	panel: '#262a33',
}

/** The brand colour, made lighter until it can be read on a dark card. */
function brandOnDark(brand: string): string {
	let shown = brand
	for (let step = 0; contrast(shown, dark.card) < 4.5 && step < 20; step += 1) shown = lighter(shown, 0.1)
	return shown
}

/** The style sheet of a letter. No quotes and no `>`: React would escape them, and a style sheet is not unescaped. */
export function styleSheet(brand: string): string {
	const shown = brandOnDark(brand)
	return `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
body { background-color: ${light.ground}; }
@media (prefers-color-scheme: dark) {
	body, .ground { background-color: ${dark.ground} !important; }
	.card { background-color: ${dark.card} !important; border-color: ${dark.rule} !important; }
	.text { color: ${dark.text} !important; }
	.quiet { color: ${dark.quiet} !important; }
	.brand { color: ${shown} !important; }
	.rule { border-color: ${dark.rule} !important; }
	.panel { background-color: ${dark.panel} !important; }
	.button { background-color: ${shown} !important; color: ${inkOn(shown)} !important; }
}
@media (max-width: 480px) {
	.card { padding: 24px 20px !important; border-radius: 0 !important; }
	.button { display: block !important; text-align: center !important; }
}`
}

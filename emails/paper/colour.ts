/** Colours from the company's one: a tint for panels, and an ink that can be read on it (WCAG contrast). */

const channels = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))

const hex = (values: number[]) => `#${values.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`

/** `share` of the colour on white. */
export const tint = (colour: string, share: number) =>
	hex(channels(colour).map((channel) => 255 - (255 - channel) * share))

const shade = (colour: string, share: number) => hex(channels(colour).map((channel) => channel * share))

/** Relative luminance, WCAG 2.2. */
export function luminance(colour: string): number {
	const [red = 0, green = 0, blue = 0] = channels(colour).map((channel) => {
		const part = channel / 255
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
	})
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

export function contrast(one: string, other: string): number {
	const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
	return (light + 0.05) / (dark + 0.05)
}

/** White or near black, whichever reads better on the colour. */
export const inkOn = (colour: string) => (contrast(colour, '#ffffff') >= 4.5 ? '#ffffff' : '#0e1013')

/** The colour itself, darkened as far as text on white or on its own tint needs it. */
export function readable(colour: string): string {
	let shown = colour
	for (let share = 1; contrast(shown, '#f2f3f5') < 4.5 && share > 0; share -= 0.05) shown = shade(colour, share)
	return shown
}

/** The colour with a share of white in it. */
export const lighter = (colour: string, share: number) =>
	hex(channels(colour).map((channel) => channel + (255 - channel) * share))

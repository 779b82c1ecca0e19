import { expect, it } from 'vitest'
import { contrast, inkOn, lighter, luminance, readable, tint } from '#emails/paper/colour.ts'

it('measures contrast as WCAG does', () => {
	expect(contrast('#000000', '#ffffff')).toBe(21)
	expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.478, 2)
	expect(luminance('#ff0000')).toBeCloseTo(0.2126, 4)
})

it('chooses an ink that can be read on any brand colour', () => {
	for (const brand of ['#0f6b5c', '#ffd400', '#ff5500', '#ffffff', '#000000', '#808080', '#00ff88']) {
		expect(contrast(inkOn(brand), brand)).toBeGreaterThanOrEqual(4.5)
		expect(contrast(readable(brand), '#ffffff')).toBeGreaterThanOrEqual(4.5)
	}
})

it('mixes with white', () => {
	expect(tint('#000000', 0.5)).toBe('#808080')
	expect(lighter('#000000', 1)).toBe('#ffffff')
})

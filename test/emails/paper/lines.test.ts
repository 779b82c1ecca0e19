import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { breakLines, pieces } from '#emails/paper/lines.ts'
import { openType } from '#emails/paper/type.ts'

const byLetters = (text: string) => [...text].length

describe('breaking text into lines', () => {
	it('fills lines word by word', () => {
		expect(breakLines('the quick brown fox', 10, byLetters)).toEqual(['the quick', 'brown fox'])
	})

	it('breaks Chinese between any two letters, and keeps its marks where they may stand', () => {
		expect(breakLines('双方同意按照合同约定，履行付款义务。', 10, byLetters)).toEqual([
			'双方同意按照合同约',
			'定，履行付款义务。',
		])
		expect(breakLines('付款（含当日）', 3, byLetters)).toEqual(['付款', '（含当', '日）'])
	})

	it('keeps numbers and codes whole while they fit on a line', () => {
		expect(breakLines('序列号SN-0042-7719', 14, byLetters)).toEqual(['序列号', 'SN-0042-7719'])
		expect(pieces('a 1.234,56 -10% INV-2026-000318')).toEqual(['a ', '1.234,56 ', '-10% ', 'INV-2026-000318'])
	})

	it('cuts what is longer than a line, so that nothing runs over the edge', () => {
		expect(breakLines('abcdefghij', 4, byLetters)).toEqual(['abcd', 'efgh', 'ij'])
	})

	it('gives one empty line for nothing', () => {
		expect(breakLines('', 10, byLetters)).toEqual([''])
		expect(breakLines('   ', 10, byLetters)).toEqual([''])
	})

	it('loses no letter and never makes a line that is too wide', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 30 }), (text, width) => {
				const lines = breakLines(text, width, byLetters)
				expect(lines.join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''))
				for (const line of lines) expect(byLetters(line)).toBeLessThanOrEqual(width)
			}),
		)
	})
})

describe('measuring type', () => {
	it('opens the Chinese font only for a paper that needs it', async () => {
		expect((await openType(['Größe, Đường, Счёт, €, №']))?.families).toEqual(['Paper'])
		expect((await openType(['账单']))?.families).toEqual(['Paper', 'Paper Han'])
	})

	it('takes out what cannot be seen and shows a box for what cannot be printed', async () => {
		const type = await openType(['x', 'ไ'])
		expect(type.printable('a\u200Bb\uFE0Fc\u202Ed\u0007')).toBe('abcd')
		expect(type.printable('ไทย')).toBe('□□□')
	})

	it('gives the width in points', async () => {
		const type = await openType(['00'])
		expect(type.width('00', 10, 400)).toBeCloseTo(11.44, 2)
		expect(type.width('00', 20, 400)).toBeCloseTo(22.88, 2)
	})
})

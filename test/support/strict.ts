import { afterEach, beforeEach, expect, vi } from 'vitest'

/**
 * Whatever reaches console.error during a test fails it: what React says of a page, unhandled noise of
 * libraries, and our own mistakes would otherwise scroll by unseen.
 */
const complaints: string[] = []

beforeEach(() => {
	complaints.length = 0
	vi.spyOn(console, 'error').mockImplementation((...words: unknown[]) => {
		complaints.push(
			words.map((word) => (word instanceof Error ? (word.stack ?? word.message) : String(word))).join(' '),
		)
	})
})

afterEach(() => {
	vi.restoreAllMocks()
	expect(complaints, 'console.error was called').toEqual([])
})

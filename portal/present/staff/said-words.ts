import { z } from 'zod'

/** Words by language, as typed: what is left empty is said in no other way. */
export function saidWords(most: number) {
	const words = z.string().trim().max(most)
	return z.object({ en: words, ru: words, zh: words, vi: words }).partial().default({})
}

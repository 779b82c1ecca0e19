import type { Books } from '#core/act.ts'
import type { Language } from '#core/company/read.ts'
import type { Refusal } from '#core/refusal.ts'
import type { Reading } from '../read.ts'

/** What the bot works with, in every channel. */
export type Desk = {
	books: Books
	/** Origin without a trailing slash: links to the console begin with it. */
	publicUrl: string
	/** Signs the choices; the same in every process. */
	secret: string
	/** An expected no in words. */
	explain: (language: Language, refusal: Refusal) => string
	/** Reads a sentence that is no exact form of a command; undefined when it does not understand. */
	understand?: (sentence: string, language: Language) => Promise<Reading | undefined>
}

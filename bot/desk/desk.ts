import type { Books } from '#core/act.ts'
import type { Language } from '#core/company/read.ts'
import type { Refusal } from '#core/refusal.ts'

/** What the bot works with, in every channel. */
export type Desk = {
	books: Books
	/** Origin without a trailing slash: links to the console begin with it. */
	publicUrl: string
	/** Signs the choices; the same in every process. */
	secret: string
	/** An expected no in words. */
	explain: (language: Language, refusal: Refusal) => string
}

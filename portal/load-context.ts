import type { Books } from '#core/act.ts'
import type { Settings } from '#core/settings.ts'
import type { ReadLink } from '#core/sign-in/read-links.ts'
import type { FileStore } from './files/store.ts'
import type { Log } from './log.ts'
import type { Thrown } from './problem.ts'
import type { Till } from './stripe/till.ts'

/** What the server hands every loader and action beside the request. */
export type LoadContext = {
	books: Books
	settings: Settings
	/** Names the request in the log. */
	requestId: string
	/** Allows this response's own inline scripts; nobody else's. */
	nonce: string
	/** The caller's address, taken from a forwarded header only behind a trusted proxy. */
	address: string
	log: Log
	/** Where files of conversations are. */
	files: FileStore
	/** What the browser's links open, where it has been read already. */
	links?: ReadLink[] | undefined
	/** Of the customer's reader, once they are known: their days, numbers and amounts are written as it does. */
	country?: string | null
	/** A page is wanted and not its data alone. */
	whole: boolean
	/** What the loaders of a still page found, by route. */
	kept?: Record<string, unknown>
	/** Why a file cannot be had, where the page that says so is drawn. */
	problem?: Thrown
	/** What takes cards; without it every attempt to pay is answered as unavailable. */
	till: Till | undefined
}

declare module '@remix-run/server-runtime' {
	interface AppLoadContext extends LoadContext {}
	interface Future {
		v3_singleFetch: true
	}
}

import { type Actor, type Books, expectOk, look, type Verb } from '#core/act.ts'
import type { Post } from '#emails/post/mail.ts'
import type { SealSource } from './seal-key.ts'

/** What composing and sending a letter needs. */
export type Desk = {
	books: Books
	post: Post
	/** Origin without a trailing slash; every link in a letter begins with it. */
	publicUrl: string
	/** Where the key to seal papers with comes from; without it one is made that lasts as long as the process. */
	seal?: SealSource
}

/** Letters are written by the product itself. */
export const clerk: Actor = { kind: 'system', name: 'mail' }

/** Reads for a letter; what is not there is an error, and the letter waits. */
export async function read<Input, Value>(desk: Desk, finder: Verb<Input, Value>, input: Input): Promise<Value> {
	return expectOk(await look(desk.books, clerk, finder, input))
}

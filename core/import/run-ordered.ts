import { type Actor, type Books, expectOk, look, type Role, type Scope } from '../act.ts'
import { findBatch } from './batch.ts'
import { loadBatch } from './load.ts'
import { undoBatch } from './undo/undo-batch.ts'

const system: Actor = { kind: 'system', name: 'import' }

const waiting = ['checking', 'loading', 'undoing']

/**
 * What the worker does of `orderImport` and `orderUndo`: checks, loads or takes back the file as whoever uploaded it or
 * asked for that, with the rights that they have now. A refusal of the whole file is kept with it; anything unexpected is thrown, and the queue tries again.
 */
export async function runOrdered(books: Books, { id }: { id: string }): Promise<void> {
	const found = await look(books, system, findBatch, { id })
	if (!found.ok || !waiting.includes(found.value.state)) return
	const { uploadedBy, undoneBy, state } = found.value
	const actor = expectOk(await look(books, system, actorOf, { name: state === 'undoing' ? undoneBy : uploadedBy }))
	if (!actor) return
	if (state === 'undoing') await undoBatch(books, actor, { id })
	else await loadBatch(books, actor, { id, mode: state === 'loading' ? 'load' : 'check' })
}

/** A person with their present role; nobody when they have left. */
async function actorOf(scope: Scope, { name }: { name: string }): Promise<Actor | undefined> {
	const [kind, ...rest] = name.split(':')
	if (kind === 'system') return { kind: 'system', name: rest.join(':') }
	if (kind !== 'staff') return undefined
	const [user] = await scope.sql<{ id: string; role: Role }[]>`
		select id, role from staff_user where id = ${rest.join(':')} and left_at is null`
	return user ? { kind: 'staff', userId: user.id, role: user.role } : undefined
}

import { type Actor, type Books, expectOk, look, type Role, type Scope } from '../act.ts'
import { findBatch, type ImportBatch } from './batch.ts'
import { loadBatch } from './load.ts'

const system: Actor = { kind: 'system', name: 'import' }

/**
 * What the worker does of `orderImport`: checks or loads the file as whoever uploaded it, with the rights that they
 * have now. A refusal of the whole file is kept with it; anything unexpected is thrown, and the queue tries again.
 */
export async function runOrdered(books: Books, { id }: { id: string }): Promise<void> {
	const found = await look(books, system, findBatch, { id })
	if (!found.ok || (found.value.state !== 'checking' && found.value.state !== 'loading')) return
	const actor = expectOk(await look(books, system, uploaderOf, found.value))
	if (!actor) return
	await loadBatch(books, actor, { id, mode: found.value.state === 'loading' ? 'load' : 'check' })
}

/** The uploader with their present role; nobody when they have left. */
async function uploaderOf(scope: Scope, { uploadedBy }: ImportBatch): Promise<Actor | undefined> {
	const [kind, ...rest] = uploadedBy.split(':')
	if (kind === 'system') return { kind: 'system', name: rest.join(':') }
	if (kind !== 'staff') return undefined
	const [user] = await scope.sql<{ id: string; role: Role }[]>`
		select id, role from staff_user where id = ${rest.join(':')} and left_at is null`
	return user ? { kind: 'staff', userId: user.id, role: user.role } : undefined
}

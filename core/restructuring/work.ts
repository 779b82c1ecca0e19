import { type Actor, act, type Books, expectOk, look, type Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { applyNext, leaveOut } from './apply.ts'
import { reckonNext } from './draft.ts'
import { keep, undoNext } from './undo.ts'

type Of = { id: string }
const actor: Actor = { kind: 'system', name: 'restructuring' }

/**
 * What the worker does of one: reckons it, applies it or takes it back, many contracts in one transaction after the other, so
 * that it can be killed anywhere and goes on. Where one of them cannot be done each is tried by itself, and that one says so.
 */
export async function workOnRestructuring(books: Books, { id }: Of): Promise<void> {
	const state = expectOk(await look(books, actor, readState, { id }))
	if (state === 'reckoning') {
		while (expectOk(await act(books, actor, reckonNext, { id }))) {
			// One part after the other.
		}
	}
	if (state === 'applying') await through(books, id, applyNext, refuseOne)
	if (state === 'undoing') await through(books, id, undoNext, keepOne)
	await act(books, actor, finish, { id })
}

type Next = (scope: Scope, input: { id: string; single?: boolean }) => Promise<string[]>
type GiveUp = (scope: Scope, input: Of) => Promise<void>

async function through(books: Books, id: string, next: Next, giveUp: GiveUp): Promise<void> {
	let single = false
	for (;;) {
		const done = await act(books, actor, next, { id, ...(single && { single }) })
		if (done.ok && done.value.length === 0) return
		if (done.ok) single = false
		else if (single) expectOk(await act(books, actor, giveUp, { id }))
		else single = true
	}
}

async function readState({ sql }: Scope, { id }: Of): Promise<string | null> {
	const [found] = await sql<{ state: string }[]>`select state from restructuring where id = ${id}`
	return found?.state ?? null
}

/** The contract, or the move as a whole, that a rule of the product refuses now. */
async function refuseOne(scope: Scope, { id }: Of): Promise<void> {
	permit(scope, 'contract.amend')
	const rows = await scope.sql<{ id: string; moves: boolean }[]>`
		select distinct contract_id as id, deed ->> 'kind' in ('move', 'split', 'merge') as moves
		from restructuring join restructuring_contract as contract on restructuring_id = restructuring.id
			join restructuring_line as line using (restructuring_id, contract_id)
		where restructuring.id = ${id} and sequence is null and excluded is null order by contract_id`
	const ids = rows.map((row) => row.id)
	await leaveOut(scope, id, rows[0]?.moves ? ids : ids.slice(0, 1), 'refused')
}

async function keepOne(scope: Scope, { id }: Of): Promise<void> {
	permit(scope, 'contract.amend')
	const rows = await scope.sql<{ id: string; moves: boolean }[]>`
		select contract_id as id, deed ->> 'kind' in ('move', 'split', 'merge') as moves
		from restructuring join restructuring_contract on restructuring_id = restructuring.id
		where restructuring.id = ${id} and sequence is not null and undone_by is null and kept is null order by contract_id`
	const refused = rows.map((row) => [row.id, 'refused'] as const)
	await keep(scope, id, rows[0]?.moves ? refused : refused.slice(0, 1))
}

/** What could not be taken back stays applied. */
async function finish({ sql }: Scope, { id }: Of): Promise<void> {
	await sql`
		update restructuring set state = case when state = 'applying' or exists (
			select from restructuring_contract where restructuring_id = ${id} and sequence is not null and undone_by is null
		) then 'applied' else 'undone' end
		where id = ${id} and state in ('applying', 'undoing')`
}

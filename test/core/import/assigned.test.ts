import { expect, test } from 'vitest'
import { type Actor, act, expectOk, look } from '#core/act.ts'
import { saveFieldRights } from '#core/field-right/save.ts'
import { findAssigned } from '#core/import/assigned.ts'
import { readMap } from '#core/import/map.ts'
import { rowReader } from '#core/import/record.ts'
import { openBooks } from '#test/support/books.ts'
import { importer } from './bring-in.ts'

const sid: Actor = { kind: 'staff', userId: '00000000-0000-4000-8000-000000000000', role: 'salesperson' }

test('a file cannot say who looks after what for whom that is locked', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const rights = [{ field: 'owner', access: 'seen' as const, state: null }]
	expectOk(await act(world.books, importer, saveFieldRights, { card: 'customer', role: 'salesperson', rights }))
	delete world.books.company
	const columns = { key: 'Id', name: 'Name', country: 'Country', owner: 'Owner' }
	const map = readMap({ subject: 'customers', source: 'crm', columns }, 'customers')
	const reader = rowReader(map, ['Id', 'Name', 'Country', 'Owner'], { timeZone: 'UTC' })
	const problems = await look(
		world.books,
		sid,
		async (scope) => {
			const record = reader.read({ number: 2, cells: ['A', 'Acme', 'DE', 'Sid'] })
			await findAssigned(scope, map, reader, [record])
			return record.problems
		},
		undefined,
	).then(expectOk)
	expect(problems).toMatchObject([
		{ code: 'refused', facts: { code: 'field.locked' }, field: 'owner', column: 'Owner' },
	])
})

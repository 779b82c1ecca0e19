import { expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { findMachine } from '#core/equipment/find.ts'
import { moveEquipment } from '#core/equipment/move.ts'
import type { ImportMapInput } from '#core/import/map.ts'
import { undoBatch } from '#core/import/undo/undo-batch.ts'
import { sell } from '#test/core/equipment/yard.ts'
import { finance } from '#test/core/payment/ledger.ts'
import { openBooks } from '#test/support/books.ts'
import { bringIn, importer } from './bring-in.ts'

const map: ImportMapInput = {
	subject: 'equipment',
	source: 'yard',
	columns: {
		...{ serialNumber: 'Serial', model: 'Model', product: 'Product', place: 'Yard' },
		...{ meterReading: 'Hours', delivered: 'Out' },
	},
	constants: { meterUnit: 'hours' },
	file: { shortRows: 'fill' },
}
const file = `Serial,Model,Product,Yard,Hours,Out
SN-1,EX-210,,Hall 1,10.50,
SN-2,EX-210,,,120,
SN-3,EX-210,,,7,yes
SN-4,EX-210,,,7,yes
SN-5,EX-210,nothing,,,
SN-6,EX-210,,,1.2345,
`

test('machines come into the ledger by serial number, onto the lines that name them, and are taken back while untouched', async () => {
	await using world = await openBooks({ on: '2026-03-01' })
	const { books, sql } = world
	const { contractId, customerId } = await sell(world, 'SN-2')
	const other = await sell(world, 'SN-3', { customerId })
	const first = await bringIn(books, map, file)
	expect(first).toMatchObject({
		...{ created: 3, rejected: 3 },
		problems: ['5: contract_unknown delivered', '6: product_unknown product', '7: number_too_long meterReading'],
	})
	const machines = await sql`
		select serial_number as serial, state, place, contract_id as contract, meter_reading::text as meter, meter_unit as unit
		from equipment order by serial_number`
	expect(machines).toEqual([
		{ serial: 'SN-1', state: 'in_stock', place: 'Hall 1', contract: null, meter: '10.5', unit: 'hours' },
		{ serial: 'SN-2', state: 'reserved', place: '', contract: contractId, meter: '120', unit: 'hours' },
		{ serial: 'SN-3', state: 'delivered', place: '', contract: other.contractId, meter: '7', unit: 'hours' },
	])
	expect(await bringIn(books, map, file)).toMatchObject({ created: 0, updated: 0, unchanged: 3 })
	const moved = await bringIn(books, map, file.replace('Hall 1,10.50', 'Hall 2,11'))
	expect(moved).toMatchObject({ updated: 1, unchanged: 2 })
	const [machine] = await sql<{ id: string }[]>`select id from equipment where serial_number = 'SN-1'`
	const id = machine?.id ?? ''
	const told = async () => expectOk(await look(books, finance, findMachine, { id }))
	expect(await told()).toMatchObject({
		place: 'Hall 2',
		meterReading: '11',
		history: [{ action: 'note' }, { action: 'register' }],
	})
	expectOk(await undoBatch(books, importer, { id: moved.id }))
	expect(await told()).toMatchObject({ place: 'Hall 1', meterReading: '10.5' })
	expectOk(await act(books, finance, moveEquipment, { id, action: 'note', note: 'Washed' }))
	// What has a history stays; the others go, reserved or not.
	expect(expectOk(await undoBatch(books, importer, { id: first.id }))).toMatchObject({ undone: 2, kept: 1 })
	expect(await sql`select serial_number as serial from equipment`).toEqual([{ serial: 'SN-1' }])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { acceptEntry } from '#core/bank-file/accept.ts'
import { entriesOf, statementOf, upload } from '#test/core/bank-file/banking.ts'
import { receive } from '#test/core/payment/hand.ts'
import { finance, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'

let world: World

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-10' })
	const customer = await welcome(world.books)
	const paid = [10n, 20n, -5n].map((minor) => ({ text: `pay ${minor}`, minor }))
	const { fileId } = expectOk(await upload(world, statementOf(paid)))
	const [entry] = await entriesOf(world, fileId)
	const accepted = { entryId: entry?.id ?? '', customerId: customer.id, allocate: { by: 'none' as const } }
	expectOk(await act(world.books, finance, acceptEntry, accepted))
	expectOk(await receive(world.books, customer, '2026-03-09', 999n))
	expectOk(await upload(world, 'Tag;Geld\n02.03.2026;5\n'))
})
afterAll(() => world.close())

const other = `(select id from payment where amount_minor = 999)`

test.each([
	[
		'bank_file_sha256_key',
		'insert into bank_file (file_name, format, sha256, content, uploaded_by, uploaded_at) select file_name, format, sha256, content, uploaded_by, uploaded_at from bank_file',
	],
	[
		'bank_file_format',
		"insert into bank_file (file_name, format, sha256, content, uploaded_by, uploaded_at) values ('x', 'pdf', 'x', 'x', 'x', now())",
	],
	['bank_file_read', "update bank_file set read_at = now() where format = 'csv'"],
	[
		'bank_entry_once',
		'insert into bank_entry select gen_random_uuid(), statement_id, file_id, account, currency, key, line, booked_on, value_on, amount_minor, counterparty, counterparty_account, reference, description, bank_reference from bank_entry',
	],
	['bank_entry_of_payment', `update bank_entry set payment_id = ${other} where amount_minor = 20`],
	['bank_entry_of_payment', `update bank_entry set payment_id = ${other} where amount_minor = -5`],
	['bank_entry_ignored', 'update bank_entry set ignored_at = now() where amount_minor = 20'],
	['bank_entry_ignored', "update bank_entry set ignored_at = now(), ignored_by = 'x' where amount_minor = 20"],
	[
		'bank_entry_one_state',
		"update bank_entry set ignored_at = now(), ignored_by = 'x', ignored_reason = 'x' where amount_minor = 10",
	],
])('%s', async (constraint, statement) => {
	await expect(world.sql.unsafe(statement)).rejects.toMatchObject({ constraint_name: constraint })
})

test.each([
	['an entry stays', 'delete from bank_entry'],
	['as the bank told it', 'update bank_entry set amount_minor = 11'],
	['with its receipt while that stands', 'update bank_entry set payment_id = null where amount_minor = 10'],
	['and its statement', 'delete from bank_statement'],
	['with its balances', 'update bank_statement set closing_minor = 1'],
	['a file that was read stays', "delete from bank_file where format = 'mt940'"],
	['as it came', "update bank_file set file_name = 'other'"],
])('%s', async (_promise, statement) => {
	await expect(world.sql.unsafe(statement)).rejects.toMatchObject({ code: '23001' })
})

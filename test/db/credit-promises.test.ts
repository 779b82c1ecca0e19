import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBooks, type World } from '#test/support/books.ts'
import { acme, buyer, contract, invoice, keyOf, seller, tried, writeStanding } from './standing.ts'

/* A credit note takes back no more than was charged, whatever the program does. Plain SQL; each try is undone. */

let world: World
const [charged, other, note, second] = [keyOf(200), keyOf(201), keyOf(210), keyOf(211)]

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-10', company: false })
	await writeStanding(world.sql)
	await world.sql.unsafe(`
		${lineRow(charged, { invoiceId: keyOf(220), net: 1000, tax: 190 })};
		${row(keyOf(220), 'INV-20', 'invoice', 1000, 190)};
		${lineRow(other, { invoiceId: keyOf(221), net: 500, tax: 0 })};
		${row(keyOf(221), 'INV-21', 'invoice', 500, 0)};`)
})
afterAll(() => world.close())

type Line = { invoiceId: string; net: number; tax: number; credits?: string; position?: number }

function lineRow(id: string, { invoiceId, net, tax, credits, position = 1 }: Line): string {
	return `insert into invoice_line (id, invoice_id, position, kind, description, quantity, unit_price, net_minor, tax_percent, tax_minor, credits_line_id)
		values ('${id}', '${invoiceId}', ${position}, '${credits ? 'credit_note' : 'manual'}', 'Seats', 1, 1, ${net}, 19, ${tax}, ${credits ? `'${credits}'` : 'null'})`
}

function row(id: string, number: string, kind: string, net: number, tax: number, credits?: string): string {
	return `insert into invoice (id, kind, customer_id, contract_id, currency, state, number, issued_on, due_on, issued_at,
		seller_id, buyer_id, subtotal_minor, tax_minor, total_minor, language, created_at, credits_invoice_id)
		values ('${id}', '${kind}', '${acme}', '${contract}', 'EUR', 'issued', '${number}', '2026-03-01', '2026-03-15', now(), '${seller}', '${buyer}',
		${net}, ${tax}, ${net + tax}, 'en', now(), ${credits ? `'${credits}'` : 'null'})`
}

const credited = (id: string, number: string, net: number, tax: number, line = charged, of = keyOf(220)) => [
	lineRow(keyOf(id === note ? 230 : 231), { invoiceId: id, net, tax, credits: line }),
	row(id, number, 'credit_note', net, tax, of),
]
const say = (...statements: string[]) => tried(world.sql, ...statements)
const beyond = /^23514 line \S+ is credited beyond what it charged/

test('a part, and then the rest, are taken back', async () => {
	expect(await say(...credited(note, 'CN-20', -400, -76), ...credited(second, 'CN-21', -600, -114))).toBe('done')
})

test.each([
	['more than it charged', -1001, 0],
	['more tax than it charged', -1000, -191],
	['something on top of it', 1, 0],
	['tax on top of it', -1000, 1],
])('of a line nobody takes back %s', async (_, net, tax) => {
	expect(await say(...credited(note, 'CN-20', net, tax))).toMatch(beyond)
})

test('nor in two notes together', async () => {
	expect(await say(...credited(note, 'CN-20', -400, -76), ...credited(second, 'CN-21', -601, -114))).toMatch(beyond)
	expect(await say(...credited(note, 'CN-20', -400, -76), ...credited(second, 'CN-21', -600, -115))).toMatch(beyond)
})

test('a credit is not itself credited', async () => {
	const again = lineRow(keyOf(232), { invoiceId: second, net: 100, tax: 0, credits: keyOf(230) })
	expect(await say(...credited(note, 'CN-20', -400, -76), again)).toMatch(beyond)
})

test('a credit note credits lines of its own invoice, and no more than that invoice', async () => {
	expect(await say(...credited(note, 'CN-20', -400, 0, other))).toMatch(/is not of the invoice it credits/)
	const plain = [
		lineRow(keyOf(230), { invoiceId: note, net: -400, tax: 0 }),
		row(note, 'CN-20', 'credit_note', -400, 0, keyOf(220)),
	]
	expect(await say(...plain)).toMatch(/is not of the invoice it credits/)
	const much = [
		lineRow(keyOf(230), { invoiceId: note, net: -2000, tax: 0 }),
		row(note, 'CN-20', 'credit_note', -2000, 0, keyOf(220)),
	]
	expect(await say(...much)).toMatch(/takes more than is left of what it credits/)
	const ofNote = credited(second, 'CN-21', -100, 0, charged, note)
	expect(await say(...credited(note, 'CN-20', -400, -76), ...ofNote)).toMatch(/takes more than is left/)
})

test('an invoice says nothing to the customer that a credit note says, and what it says stays', async () => {
	expect(await say(`update invoice set message = 'Sorry' where id = '${invoice}'`)).toMatch(/^23/)
	const [lines = '', paper = ''] = credited(note, 'CN-20', -400, -76)
	expect(await say(lines, paper, `update invoice set message = 'Sorry' where id = '${note}'`)).toMatch(/^23001 /)
})

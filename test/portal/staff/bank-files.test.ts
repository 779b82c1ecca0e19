import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { setPenaltyTerms } from '#core/receivable/penalty-terms.ts'
import { statementOf } from '#test/core/bank-file/banking.ts'
import { receive } from '#test/core/collection/collecting.ts'
import { type Customer, invoice, openOf, welcome } from '#test/core/payment/ledger.ts'
import { agree } from '#test/core/payment/shares.ts'
import { textOf, type Visit } from '#test/portal/customer/visit.ts'
import { hire, signedIn } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'

let world: World
let portal: Portal
let finance: Visit
let customer: Customer
/** 100.00, 50.00, 30.00. */
let owed: { id: string; number: string }[]

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-01', max: 12 })
	portal = await openPortal(world)
	customer = await welcome(world.books, 'Nordwind Logistik')
	owed = []
	for (const minor of [100_00n, 50_00n, 30_00n]) owed.push(await invoice(world.books, customer, minor))
	world.clock.standOn('2026-03-10')
	finance = await come('finance')
}, 180_000)
afterAll(async () => {
	await portal.close()
	await world.close()
})

const come = async (role: Parameters<typeof hire>[1]) =>
	await signedIn(world.books, portal.address, 'staff', (await hire(world.books, role)).email)

async function upload(content: string | Uint8Array<ArrayBuffer>, name = 'statement.sta') {
	const form = new FormData()
	form.set('file', new Blob([content]), name)
	const answer = await finance.postForm('/staff/bank-files', form)
	return { location: answer.headers.get('location') ?? '', text: textOf(await answer.text()) }
}
const pathIn = (location: string) => location.split('?')[0] ?? ''

test('a file is taken in, what is sure is recorded by one press, the rest with who paid chosen by hand', async () => {
	const [first, second, third] = owed
	const { location } = await upload(
		statementOf([
			{ text: `Invoice ${first?.number}`, minor: 100_00n, name: 'NORDWIND LOGISTIK' },
			{ text: 'rent', minor: 50_00n, name: 'Nordwind Logistik GmbH', account: 'DE02120300000000202051' },
			{ text: 'spare parts', minor: 7_00n, name: 'Somebody' },
			{ text: 'fees', minor: -1_00n },
		]),
	)
	expect(location).toMatch(/^\/staff\/bank-files\/[0-9a-f-]{36}\?added=4&known=0$/)
	const page = pathIn(location)
	const shown = await finance.read(location)
	expect(shown).toContain('4 new entries; 0 had come before.')
	expect(shown).toContain('Number and amount agree in 1 entry.')
	expect(shown).toMatch(new RegExp(`Nordwind Logistik sure €100\\.00 to ${first?.number} names ${first?.number}`))
	expect(shown).toContain(`the amount is that of ${second?.number}`)
	expect((await finance.post(page, { intent: 'sure' })).headers.get('location')).toBe(`${page}?accepted=1`)
	expect(await openOf(world.books, first?.id ?? '')).toBe(0n)
	const html = await (await finance.get(page)).text()
	const forms = [...html.matchAll(/<form method="post" action="([^"]*)">(.*?)<\/form>/gs)].map(
		([, action = '', body = '']) => ({
			action,
			fields: Object.fromEntries(
				[...body.matchAll(/name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
			),
		}),
	)
	const accept = forms.find(({ fields }) => fields.intent === 'accept')
	expect((await finance.post(accept?.action ?? '', accept?.fields ?? {})).headers.get('location')).toBe(
		`${page}?done=accepted`,
	)
	expect(await openOf(world.books, second?.id ?? '')).toBe(0n)
	const again = await finance.post(accept?.action ?? '', accept?.fields ?? {})
	expect(textOf(await again.text())).toContain('Somebody has already dealt with this entry')
	const other = /href="([^"]*\?entry=[^"]*)"/.exec(await (await finance.get(page)).text())?.[1] ?? ''
	expect(await finance.read(`${other}&find=nordwind`)).toContain('Nordwind Logistik')
	expect(await finance.read(`${other}&customer=${customer.id}`)).toContain(`${third?.number}`)
	const split = {
		intent: 'accept',
		customerId: customer.id,
		'parts[0].invoiceId': third?.id ?? '',
		'parts[0].amount': '7',
	}
	expect((await finance.post(other, { ...split, by: 'hand', 'parts[0].amount': '8' })).status).toBe(422)
	expect((await finance.post(other, { ...split, by: 'hand' })).headers.get('location')).toBe(`${page}?done=accepted`)
	expect(await openOf(world.books, third?.id ?? '')).toBe(23_00n)
	expect(await finance.read(page)).toContain('Nothing is open in this file.')
	expect(await finance.read(`${page}?show=matched`)).toContain('Receipt')
	expect(await finance.read('/staff/bank-files')).toMatch(/statement\.sta .* all done/)
})

test('an entry of who owes penalty interest alone goes there by hand, or in the company’s order', async () => {
	const administrator = {
		kind: 'staff',
		userId: (await hire(world.books, 'administrator')).id,
		role: 'administrator',
	} as const
	const terms = { contractType: null, contractId: null, validFrom: '2026-01-01', graceDays: 0, chargeGrace: false }
	expectOk(await act(world.books, administrator, setPenaltyTerms, { ...terms, dailyRatePercent: '0.05' }))
	const payer = await welcome(world.books, 'Late Payers')
	const contractId = await agree(world, payer, 'Fleet')
	const { id } = await invoice(world.books, payer, 1_000_00n, { contractId, days: 0 })
	world.clock.standOn('2026-03-20')
	await receive(world.books, payer, id, 1_000_00n, '2026-03-20')
	const { location } = await upload(
		statementOf([{ text: 'interest', minor: 5_00n, name: 'Somebody else' }]),
		'late.sta',
	)
	const page = pathIn(location)
	const [entry] = await world.sql<{ id: string }[]>`select id from bank_entry where amount_minor = 500`
	const address = `${page}?entry=${entry?.id}&customer=${payer.id}`
	const html = await (await finance.get(address)).text()
	expect(textOf(html)).toContain('Record in the company’s order')
	expect(html).toContain(`name="penalty[0].contractId" value="${contractId}"`)
	const fields = { intent: 'accept', customerId: payer.id, by: 'hand' }
	const penalty = { 'penalty[0].contractId': contractId, 'penalty[0].amount': '4.00' }
	const posted = await finance.post(address, { ...fields, ...penalty })
	expect(posted.headers.get('location')).toBe(`${page}?done=accepted`)
	expect(await world.sql`select amount_minor from penalty_payment where contract_id = ${contractId}`).toEqual([
		{ amount_minor: 4_00n },
	])
	world.clock.standOn('2026-03-10')
})

test('an entry is put aside with a reason and taken up again', async () => {
	const { location } = await upload(statementOf([{ text: 'Interest of March', minor: 2_00n }], 'OTHER'))
	const page = pathIn(location)
	const entry = /\?entry=[0-9a-f-]{36}/.exec(await (await finance.get(page)).text())?.[0] ?? ''
	expect((await finance.post(page + entry, { intent: 'ignore', reason: '' })).status).toBe(422)
	await finance.post(page + entry, { intent: 'ignore', reason: 'The bank pays' })
	expect(await finance.read(`${page}?show=ignored`)).toContain('Put aside: The bank pays')
	await finance.post(page + entry, { intent: 'takeUp' })
	expect(await finance.read(page)).toContain('Interest of March')
})

test('the columns of a table are named once, and a broken file is refused with its line', async () => {
	const table = 'Tag;Geld;Was\n02.03.2026;1.200,50;Miete\n'
	const { location } = await upload(table, 'table.csv')
	const page = pathIn(location)
	const asked = await finance.read(location)
	expect(asked).toMatch(/What do the columns hold\?.*Tag.*1\.200,50/)
	expect(asked).not.toContain('0 new entries')
	const map = {
		'columns.bookedOn': 'Tag',
		'columns.amount': 'Geld',
		'columns.description': 'Was',
		dayOrder: 'dmy',
		decimal: 'comma',
	}
	const read = { ...map, intent: 'read', currency: 'eur', account: 'House bank' }
	const wrong = await (await finance.post(page, { ...read, 'columns.amount': '' })).text()
	expect(textOf(wrong)).toContain('Choose the column that holds this')
	expect(/<select[^>]* name="columns.amount"[^>]*>/.exec(wrong)?.[0]).toContain('aria-invalid="true"')
	const nameless = await (await finance.post(page, { ...read, account: '' })).text()
	expect(/<input[^>]* name="account"[^>]*>/.exec(nameless)?.[0]).toContain('aria-invalid="true"')
	expect((await finance.post(page, read)).headers.get('location')).toBe(`${page}?added=1&known=0`)
	expect((await upload(`${table}03.03.2026;5,00;Mehr\n`, 'next.csv')).location).toMatch(/added=1&known=1$/)
	expect((await upload(table, 'table.csv')).location).toMatch(/again=1$/)
	const broken = await upload(
		statementOf([{ text: 'x', minor: 1n }])
			.replace('C260302', 'C260399')
			.replace(':62F:C260302', ':62F:C260399'),
	)
	expect(broken.text).toMatch(/Line \d+ of the file cannot be read/)
	const example = await readFile(join(import.meta.dirname, '../../../docs/examples/bank-statement.xml'))
	expect((await upload(new Uint8Array(example), 'statement.xml')).location).toMatch(/added=4&known=0$/)
})

test('who may not record payments sees no bank files', async () => {
	const sales = await come('salesperson')
	expect((await sales.get('/staff/bank-files')).status).toBe(404)
	expect((await sales.post('/staff/bank-files', {})).status).toBe(404)
})

test('what was said to have come back is unsaid on its entry, with a reason', async () => {
	const of = await invoice(world.books, customer, 61_00n)
	const hand = { text: `Invoice ${of.number}`, minor: 61_00n, name: 'Nordwind Logistik' }
	const came = pathIn((await upload(statementOf([hand]))).location)
	await finance.post(came, { intent: 'sure' })
	expect(await openOf(world.books, of.id)).toBe(0n)
	const back = { text: `RETURN ${of.number}`, minor: -61_00n, name: 'Nordwind Logistik', on: '260304' }
	const page = pathIn((await upload(statementOf([back]))).location)
	const [entry] = await world.sql<{ id: string; paymentId: string }[]>`
		select out.id, came.payment_id as "paymentId" from bank_entry as out join bank_entry as came on came.amount_minor = 6100
		where out.amount_minor = -6100 and came.payment_id is not null`
	const at = `${page}?entry=${entry?.id}`
	await finance.post(at, { intent: 'going', kind: 'receipt_returned', id: entry?.paymentId ?? '' })
	expect(await openOf(world.books, of.id)).toBe(61_00n)
	expect(textOf(await finance.read(`${page}?show=matched`))).toContain('It did not return this receipt')
	expect((await finance.post(at, { intent: 'unsay', reason: '' })).status).toBe(422)
	const done = await finance.post(at, { intent: 'unsay', reason: 'It was the other one' })
	expect(done.headers.get('location')).toBe(`${page}?show=out&done=unsaid`)
	expect(textOf(await finance.read(done.headers.get('location') ?? ''))).toContain('stands again')
	expect(await openOf(world.books, of.id)).toBe(0n)
	const seller = await come('salesperson')
	expect((await seller.post(at, { intent: 'unsay', reason: 'Mine' })).status).toBe(404)
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openShop, type Shop } from '#test/core/amendment/world.ts'
import { textOf, type Visit } from '#test/portal/customer/visit.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'
import { hire, signedIn } from './console.ts'

/*
 * Staff change a contract as its customer does: said in a form, looked at with its money, and done as it was seen. Its
 * access lets the customer change nothing, which does not bind them.
 */

let shop: Shop
let portal: Portal
let visit: Visit
let page: string

beforeAll(async () => {
	shop = await openShop('2026-01-01')
	portal = await openPortal(shop.world)
	await shop.agree({ access: 'none' })
	await shop.standOn('2026-01-10')
	const { books } = shop.world
	visit = await signedIn(books, portal.address, 'staff', (await hire(books, 'salesperson')).email)
	page = `/staff/contracts/${shop.contractId}/change`
}, 300_000)

afterAll(async () => {
	await portal.close()
	await shop.world.close()
})

/** Says something in a form of the page, and answers the form of the last look at it, with the text around. */
async function lookAt(fields: Record<string, string>): Promise<{ fields: Record<string, string>; text: string }> {
	const html = await (await visit.post(page, fields)).text()
	const hidden = [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)]
	const form = Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value.replaceAll('&quot;', '"')]))
	return { fields: { ...form, intent: 'apply' }, text: textOf(html) }
}

async function letters(): Promise<string[]> {
	const rows = await shop.world.sql<{ letter: string }[]>`
		select payload ->> 'letter' as letter from outbox where kind = 'mail' and payload ->> 'contractId' = ${shop.contractId} order by id`
	return rows.map(({ letter }) => letter)
}

describe('a change by staff', () => {
	test('is shown with its money, done once as it was seen, and billed to the cent', async () => {
		const line = { 'lines[0].id': await shop.lineId(), 'lines[0].quantity': '5' }
		const { fields, text } = await lookAt({ intent: 'lines', ...line, on: '2026-01-10', reason: 'Two more desks' })
		// 22 of 31 days of two more at 31.00, and 20 % tax.
		expect(text).toContain('€52.80')
		expect(await shop.net()).toBe(9300n)
		const done = await visit.post(page, fields)
		expect(done.headers.get('location')).toBe(`/staff/contracts/${shop.contractId}/changed/${fields.key}`)
		expect(await visit.read(done.headers.get('location') ?? '')).toContain('Seats: 5 instead of 3')
		expect(await shop.net()).toBe(9300n + 4400n)
		expect((await visit.post(page, fields)).headers.get('location')).toBe(done.headers.get('location'))
		expect(await shop.net()).toBe(9300n + 4400n)
	})

	test('that would now do something else is shown anew and not done', async () => {
		const { fields } = await lookAt({ intent: 'discount', percent: '10', on: '2026-01-10' })
		await shop.change({ kind: 'price', lineId: await shop.lineId(), unitPrice: '62' }, { on: '2026-02-01' })
		const again = await visit.post(page, fields)
		expect(again.status).toBe(200)
		expect(textOf(await again.text())).toContain('Something has changed since you looked')
		expect((await visit.read(page)).includes('10%')).toBe(false)
	})

	test('says nothing where nothing is different, and what is wrong where it cannot be', async () => {
		const same = { intent: 'lines', 'lines[0].id': await shop.lineId(), 'lines[0].quantity': '5.0' }
		expect(textOf(await (await visit.post(page, same)).text())).toContain('Nothing was changed')
		const tooMuch = await visit.post(page, { intent: 'discount', percent: '120' })
		expect(textOf(await tooMuch.text())).toContain('A percentage is from 0 to 100')
		const both = await lookAt({ intent: 'discount', percent: '10', amount: '5' })
		expect(both.text).not.toContain('Make this change')
		expect(await visit.read(page)).not.toContain('10%')
	})

	test('says at each field what is wrong with it, and keeps what was typed', async () => {
		const wrong = { quantity: '1.5.5', unitPrice: '1.234,50', discountPercent: '140' }
		const line = { 'lines[0].id': await shop.lineId() }
		const posted = Object.entries(wrong).map(([name, typed]) => [`lines[0].${name}`, typed])
		const answer = await visit.post(page, { intent: 'lines', ...line, ...Object.fromEntries(posted) })
		expect(answer.status).toBe(422)
		const html = await answer.text()
		for (const [name, typed] of Object.entries(wrong)) {
			const field = new RegExp(`<input[^>]*name="lines\\[0\\]\\.${name}"[^>]*>`).exec(html)?.[0] ?? ''
			expect(field).toContain(`value="${typed}"`)
			expect(field).toContain('aria-invalid="true"')
			const at = /aria-describedby="([^" ]*)/.exec(field)?.[1]
			const said = textOf(html.slice(html.indexOf(`id="${at}"`)).slice(0, 300))
			expect(said).toContain(name === 'discountPercent' ? 'A percentage is from 0' : 'A number of zero or more')
		}
		const end = await visit.post(page, { intent: 'cancel', endsOn: 'soon', text: 'They move abroad' })
		const said = await end.text()
		expect(said).toMatch(/<textarea[^>]*name="text"[^>]*>They move abroad/)
		expect(/<input[^>]*value="soon"[^>]*>/.exec(said)?.[0]).toContain('aria-invalid="true"')
	})

	test("that ends the contract writes the same letter as the customer's own notice, and is taken back with one", async () => {
		const end = { intent: 'cancel', endsOn: '2026-01-20', reasonCode: 'closing', text: 'They close the branch' }
		const { fields, text } = await lookAt(end)
		expect(text).toContain('You get back')
		expect(text).toMatch(/Notice of the customer, who can take it back The business or site is closing: They close/)
		const before = await shop.net()
		await visit.post(page, fields)
		// Eleven of 31 days of five at 31.00.
		expect(await shop.net()).toBe(before - 5500n)
		expect((await letters()).slice(-2)).toEqual(['contract-cancelled', 'cancel-noted'])
		const [kept] = await shop.world
			.sql`select reason_code as code, text, for_customer as theirs from contract_cancellation`
		expect(kept).toEqual({ code: 'closing', text: 'They close the branch', theirs: true })
		const undo = await lookAt({ intent: 'undo_cancel' })
		await visit.post(page, undo.fields)
		expect(await shop.net()).toBe(before)
		expect((await letters()).slice(-2)).toEqual(['contract-kept', 'cancel-noted'])
		// With the same reason it is the company's own where that is said.
		const ours = await lookAt({ ...end, givenBy: 'company' })
		expect(ours.text).toContain('Our notice, which they cannot take back')
		await visit.post(page, ours.fields)
		const [own] = await shop.world.sql`select for_customer as theirs from contract_cancellation order by sequence desc`
		expect(own).toEqual({ theirs: false })
		await visit.post(page, (await lookAt({ intent: 'undo_cancel' })).fields)
	})

	test('that is planned can be taken back on its page', async () => {
		expect(await visit.read(page)).toContain('Seats: €62.00 instead of €31.00')
		const [planned] = await shop.world.sql<{ sequence: number }[]>`
			select sequence from amendment where effective_on = '2026-02-01' order by sequence desc limit 1`
		const { fields } = await lookAt({ intent: 'take_back', sequence: String(planned?.sequence) })
		await visit.post(page, fields)
		expect(await visit.read(page)).not.toContain('Planned changes')
	})
})

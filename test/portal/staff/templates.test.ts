import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { createCustomer } from '#core/customer/create.ts'
import { openShop, type Shop } from '#test/core/amendment/world.ts'
import { accept, previewFor, signed } from '#test/core/quote/offer.ts'
import { textOf, type Visit } from '#test/portal/customer/visit.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'
import { hire, signedIn } from './console.ts'

let shop: Shop
let portal: Portal
let finance: Visit
let salesperson: Visit

beforeAll(async () => {
	shop = await openShop('2026-01-31')
	await shop.world.sql`update customer set language = 'ru'`
	portal = await openPortal(shop.world)
	const visit = async (role: 'finance' | 'salesperson') => {
		const { email } = await hire(shop.world.books, role)
		return await signedIn(shop.world.books, portal.address, 'staff', email)
	}
	finance = await visit('finance')
	salesperson = await visit('salesperson')
}, 300_000)

afterAll(async () => {
	await portal.close()
	await shop.world.close()
})

const path = '/staff/settings/templates'
const rent: Record<string, string> = {
	...{ name: 'Rent', type: 'rental', version: '0', termMonths: '12', noticeDays: '60', paymentTermDays: '10' },
	...{ alignment: 'contract', timing: 'arrears', prorate: 'on', renewal: 'tacit', access: 'upsell' },
	...{
		'lines[0].description': 'Lathe',
		'lines[0].quantity': '2',
		'lines[0].unitPrice': '150',
		'lines[0].every': 'month',
	},
	'clauses[0].en': 'Rent of {{customer.name}} for {{term.months}} months.',
	'clauses[0].ru': 'Аренда для {{customer.name}} на {{ term.months }} мес.',
	'clauses[1].en': 'Notice: {{notice.days}} days. See {{quote.number}}.',
}

async function templateId(): Promise<string> {
	const [one] = await shop.world.sql<{ id: string }[]>`select id from contract_template where name = 'Rent'`
	return one?.id ?? ''
}

/** The fields of the form that the page posts, as they are filled in. */
function filledIn(html: string): Record<string, string> {
	const form = /<form[^>]*id="(?:contract|quote)"[\s\S]*?<\/form>/.exec(html)?.[0] ?? ''
	const text = (value = '') => value.replaceAll('&#x27;', "'").replaceAll('&amp;', '&')
	const inputs = [...form.matchAll(/<input[^>]*>/g)].flatMap(([input]) => {
		const name = /name="([^"]*)"/.exec(input)?.[1]
		if (!name || (/type="checkbox"/.test(input) && !/checked/.test(input))) return []
		return [[name, text(/value="([^"]*)"/.exec(input)?.[1] ?? (/checkbox/.test(input) ? 'on' : ''))]]
	})
	const areas = [...form.matchAll(/<textarea[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/textarea>/g)]
	const selects = [...form.matchAll(/<select[^>]*name="([^"]*)"[\s\S]*?<\/select>/g)].map(([select, name]) => [
		name,
		/<option[^>]*value="([^"]*)"[^>]*selected/.exec(select)?.[1] ?? '',
	])
	return Object.fromEntries([...inputs, ...areas.map(([, name, value]) => [name, text(value)]), ...selects])
}

test('a template says by name which variable there is not, keeps what was typed, and has a name of its own', async () => {
	const wrong = await finance.post(path, { ...rent, 'clauses[1].vi': 'Cho {{customer.nam}}' })
	expect(wrong.status).toBe(422)
	const text = await wrong.text()
	expect(textOf(text)).toContain('There is no variable “customer.nam”')
	expect(text).toContain('Cho {{customer.nam}}')
	expect(await shop.world.sql`select from contract_template`).toHaveLength(0)
	expect((await finance.post(path, rent)).status).toBe(302)
	const again = await finance.post(path, { ...rent, name: 'RENT' })
	expect(textOf(await again.text())).toContain('There is already a template “RENT”')
	expect((await salesperson.post(path, { ...rent, name: 'Mine' })).status).toBe(404)
	// Somebody else has saved it since: nothing is overwritten.
	const id = await templateId()
	expect((await finance.post(`${path}?template=${id}`, { ...rent, version: '1' })).status).toBe(302)
	expect((await finance.post(`${path}?template=${id}`, { ...rent, version: '1' })).status).toBe(422)
})

test('a contract begun with a template has its terms, lines and type', async () => {
	const address = `/staff/contracts/new?customer=${shop.customerId}&template=${await templateId()}`
	const html = await (await salesperson.get(address)).text()
	expect(textOf(html)).toContain('Begun with the template “Rent”')
	const made = await salesperson.post(address, filledIn(html))
	expect(made.status).toBe(302)
	const contracts = await shop.world.sql`
		select contract.type, timing, notice_days, renewal, term_months, contract.payment_term_days, access, contract.ends_on::text,
			description, quantity::text, unit_price::text, template_id = ${await templateId()} as of
		from contract join contract_line as line on line.contract_id = contract.id
			join contract_line_state on contract_line_id = line.id`
	expect(contracts).toEqual([
		{
			...{
				type: 'rental',
				timing: 'arrears',
				notice_days: 60,
				renewal: 'tacit',
				term_months: 12,
				payment_term_days: 10,
			},
			...{ access: 'upsell', ends_on: '2027-01-30', description: 'Lathe', quantity: '2', unit_price: '150', of: true },
		},
	])
	expect((await salesperson.get(`${address.slice(0, -1)}x`)).status).toBe(404)
})

test('a contract begun by who may not write lines shows those of its template and has them', async () => {
	const { sql, books } = shop.world
	const address = `/staff/contracts/new?customer=${shop.customerId}&template=${await templateId()}`
	await sql`
		insert into field_right (card, field, role, state, access) values ('line', 'unitPrice', 'salesperson', null, 'hidden')`
	delete books.company
	const html = await (await salesperson.get(address)).text()
	expect(textOf(html)).toContain('As the template says them: your role does not write lines. Lathe 2')
	expect(html).not.toMatch(/(?<!\d)150(?:\.0+)?\\?"/)
	expect((await salesperson.post(`/staff/quotes/new?customer=${shop.customerId}`, {})).status).toBe(404)
	const made = await salesperson.post(address, filledIn(html))
	const id = made.headers.get('location')?.split('/').at(-1) ?? ''
	expect(
		await sql`
			select description, quantity::text, unit_price::text
			from contract_line as line join contract_line_state on contract_line_id = line.id where line.contract_id = ${id}`,
	).toEqual([{ description: 'Lathe', quantity: '2', unit_price: '150' }])
	await sql`delete from field_right`
	delete books.company
})

test('clauses stand in a quote in the customer’s language, filled in when it is sent and fixed from then on', async () => {
	const { sql } = shop.world
	const address = `/staff/quotes/new?customer=${shop.customerId}&template=${await templateId()}`
	const filled = filledIn(await (await salesperson.get(address)).text())
	// What core refuses is said at its field.
	for (const [wrong, said] of [
		[{ validUntil: '2020-01-01' }, 'The quote was valid until 1 Jan 2020'],
		[{ contactId: '', signerOnly: 'on' }, 'Choose who may sign'],
	] as const) {
		const answer = await salesperson.post(address, { ...filled, ...wrong })
		const atField = new RegExp(`id="[^"]*-error"[^>]*>(<[^>]*>|\\s)*[^<]*${said}`)
		expect([answer.status, await answer.text()]).toEqual([422, expect.stringMatching(atField)])
	}
	const made = await salesperson.post(address, filled)
	const at = made.headers.get('location') ?? ''
	const said = (number: string) => `Аренда для Acme на 12 мес.\n\nNotice: 60 days. See ${number}.`
	const [draft] = await sql<
		{ id: string; number: string; conditions: string }[]
	>`select id, number, conditions from quote`
	expect(draft?.conditions).toContain('{{ term.months }}')
	expect(textOf(await (await salesperson.get(at)).text())).toContain('Аренда для Acme на 12 мес.')
	expect(await (await salesperson.get(`${at}/edit`)).text()).toContain('{{ term.months }}')
	await salesperson.post(at, { intent: 'send' })
	const text = async () => (await sql<{ conditions: string }[]>`select conditions from quote`)[0]?.conditions
	expect(await text()).toBe(said(draft?.number ?? ''))
	const id = await templateId()
	await finance.post(`${path}?template=${id}`, { ...rent, version: '2', 'clauses[0].ru': 'Иначе', retired: 'on' })
	await sql`update customer set name = 'Other'`
	expect(await text()).toBe(said(draft?.number ?? ''))
	await expect(sql`update quote set conditions = 'x'`.execute()).rejects.toThrow()
	expect(await (await salesperson.get(`/staff/quotes/new?customer=${shop.customerId}`)).text()).not.toContain('Rent')
	const preview = await previewFor(shop.world, shop.contact, draft?.id ?? '')
	const { contractId } = expectOk(await accept(shop.world, shop.contact, signed(draft?.id ?? '', preview)))
	expect(await sql`select type, template_id from contract where id = ${contractId}`).toEqual([
		{ type: 'rental', template_id: id },
	])
})

test('a template for suppliers begins a contract that is paid, with its plan, and is offered to nobody else', async () => {
	const { sql, books } = shop.world
	const lease = {
		...{
			name: 'Lease',
			type: 'rental',
			version: '0',
			direction: 'payable',
			noticeDays: '90',
			renewal: 'tacit',
			termMonths: '24',
		},
		...{ alignment: 'contract', timing: 'advance', access: 'none' },
		...{
			'payables[0].description': 'Rent',
			'payables[0].amount': '4000',
			'payables[0].every': 'quarter',
			'payables[0].afterDays': '9',
		},
		...{
			'payables[1].description': 'Heating',
			'payables[1].amount': '120.50',
			'payables[1].every': 'month',
			'payables[1].arrears': 'on',
		},
	}
	expect(textOf(await (await finance.get(`${path}?for=suppliers`)).text())).toContain('Due first after, in days')
	const broken = await finance.post(`${path}?for=suppliers`, { ...lease, 'payables[2].description': 'Parking' })
	expect(broken.status).toBe(422)
	const kept = await broken.text()
	expect(kept).toContain('value="Parking"')
	expect(kept).toContain('href="#payable-2-amount"')
	const sold = await finance.post(path, {
		...lease,
		'lines[0].description': 'Lathe',
		'lines[0].unitPrice': '1',
		'lines[0].every': 'month',
	})
	expect(sold.status).toBe(422)
	expect((await finance.post(`${path}?for=suppliers`, lease)).status).toBe(302)
	const [made] = await sql<{ id: string }[]>`select id from contract_template where name = 'Lease'`
	const at = `${path}?template=${made?.id}`
	expect(await (await finance.get(at)).text()).toMatch(/value="Heating"/)
	expect(
		(
			await finance.post(at, {
				...lease,
				version: '1',
				direction: 'receivable',
				'payables[0].amount': '',
				'payables[0].description': '',
				'payables[1].amount': '',
				'payables[1].description': '',
			})
		).status,
	).toBe(422)
	const landlord = {
		name: 'Kontor',
		role: 'supplier',
		language: 'en',
		currency: 'EUR',
		email: '',
		country: 'DE',
	} as const
	const { id } = expectOk(await act(books, { kind: 'system', name: 'test' }, createCustomer, landlord))
	const begin = `/staff/contracts/new?customer=${id}&template=${made?.id}`
	const page = await (await finance.get(begin)).text()
	expect(textOf(page)).toContain('Begun with the template “Lease”')
	expect(page).not.toContain('>Rent<')
	const posted = await finance.post(begin, { ...filledIn(page), startsOn: '2026-02-01', endsOn: '' })
	const contractId = posted.headers.get('location')?.split('/').at(-1) ?? ''
	expect(
		await sql`select direction, type, notice_days, renewal, term_months, template_id from contract where id = ${contractId}`,
	).toEqual([
		{ direction: 'payable', type: 'rental', notice_days: 90, renewal: 'tacit', term_months: 24, template_id: made?.id },
	])
	expect(
		await sql`select description, amount_minor::text as amount, interval_unit as unit, interval_count as count, first_due_on::text as first, arrears
		from payable where contract_id = ${contractId} order by description`,
	).toEqual([
		{ description: 'Heating', amount: '12050', unit: 'month', count: 1, first: '2026-03-01', arrears: true },
		{ description: 'Rent', amount: '400000', unit: 'month', count: 3, first: '2026-02-10', arrears: false },
	])
	// A customer's contract and quote are not begun with it, whatever an address or form says.
	for (const kind of ['contracts', 'quotes'])
		expect((await salesperson.get(`/staff/${kind}/new?customer=${shop.customerId}&template=${made?.id}`)).status).toBe(
			404,
		)
	const own = filledIn(await (await salesperson.get(`/staff/contracts/new?customer=${shop.customerId}`)).text())
	const forged = await salesperson.post('/staff/contracts/new', { ...own, templateId: made?.id ?? '' })
	expect(forged.status).toBe(422)
	// Who keeps no plans begins it without one.
	const without = await salesperson.post(begin, { ...filledIn(page), startsOn: '2026-02-01', endsOn: '' })
	expect(without.status).toBe(302)
	expect(await sql`select from payable`).toHaveLength(2)
})

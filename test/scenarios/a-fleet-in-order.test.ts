import { expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { addProduct } from '#core/product/add.ts'
import { workOnRestructuring } from '#core/restructuring/work.ts'
import {
	agree,
	allIsGood,
	type Company,
	dayComes,
	month,
	mrrOf,
	office,
	openCompany,
	staffOf,
	type Welcomed,
	welcome,
} from './company.ts'
import type { Page, Reader } from './reader.ts'

async function plan({ books }: Company, name: string, price: string) {
	const { id: productId, planId } = expectOk(
		await act(books, office, addProduct, {
			code: name.toUpperCase(),
			name,
			kind: 'plan',
			plan: { name: 'Monthly', interval: month },
			prices: { EUR: price },
		}),
	)
	return { description: name, productId, planId: planId ?? '', unitPrice: price, quantity: '1', interval: month }
}

/** What was invoiced and credited before tax, and the tax of it, in minor units. */
async function invoiced({ sql }: Company, { id }: Pick<Welcomed, 'id'>): Promise<string> {
	const [sum] = await sql<{ net: string; tax: string }[]>`
		select (sum(total_minor) - sum(tax_minor))::text as net, sum(tax_minor)::text as tax from invoice
		where customer_id = ${id} and state <> 'draft' and number is not null`
	return `${sum?.net} ${sum?.tax}`
}

/** Where each machine is today, and since when. */
async function placesOf({ sql, clock }: Company): Promise<string[]> {
	const today = clock.today().toString()
	const rows = await sql<{ place: string }[]>`
		select contract.title || ' ' || line.description || ' ' || line.serial_number || ' from ' || state.starts_on as place
		from contract join contract_line as line on line.contract_id = contract.id
			cross join lateral (
				select starts_on, ends_on from contract_line_state where contract_line_id = line.id and effective_on <= ${today}
				order by effective_on desc, sequence desc limit 1
			) as state
		where state.starts_on <= ${today} and coalesce(state.ends_on, contract.ends_on, ${today}) >= ${today} order by 1`
	return rows.map(({ place }) => place)
}

const workIt = async (company: Company, { path }: Page) => {
	await workOnRestructuring(company.books, { id: idIn(path) })
	await allIsGood(company)
}
const idIn = (path: string) => path.split('/').at(-1)?.split('?')[0] ?? ''

/** Applied as a person does it, by the button for so many lines: each contract that was there has one amendment by it. */
async function apply(company: Company, katrin: Reader, dry: Page, lines: number): Promise<Page> {
	const ordered = await katrin.press(dry, `Apply to ${lines} line${lines === 1 ? '' : 's'}`)
	await workIt(company, ordered)
	const applied = await katrin.open(ordered.path)
	expect(applied.text).toContain('Applied')
	const contracts = await company.sql<{ own: number; all: number }[]>`
		select (select count(*)::int from amendment where amendment.contract_id = of.contract_id and amendment.sequence = of.sequence) as own,
			(select count(*)::int from amendment where amendment.contract_id = of.contract_id and (reason = restructuring.name or amendment.sequence = of.sequence)) as all
		from restructuring_contract as of join restructuring on restructuring.id = restructuring_id
		where restructuring_id = ${idIn(ordered.path)} and of.sequence > 1`
	expect(contracts.length).toBeGreaterThan(0)
	for (const { own, all } of contracts) expect([own, all]).toEqual([1, 1])
	return applied
}

async function undo(company: Company, katrin: Reader, applied: Page): Promise<void> {
	await workIt(company, await katrin.press(applied, 'Undo all of it'))
	expect((await katrin.open(applied.path)).text).toContain('Undone')
}

test('a fleet over five contracts is put in order: every dry run is what is invoiced, and what is undone leaves no money behind', {
	timeout: 240_000,
}, async () => {
	// 1 April: trucks at 300.00 and a charger at 30.00 a month, with 20 % tax. June has thirty days.
	await using company = await openCompany('2026-04-01')
	const [truck, charger, van] = [
		await plan(company, 'Truck', '300'),
		await plan(company, 'Charger', '30'),
		await plan(company, 'Van', '240'),
	]
	const home = { currency: 'EUR', country: 'AT', tax: '20', language: 'en' } as const
	const [acme, brise] = [
		await welcome(company, { name: 'Acme', ...home }),
		await welcome(company, { name: 'Brise', ...home }),
	]
	const fleet = async (customer: Welcomed, title: string, lines: (typeof truck & { serialNumber: string })[]) =>
		await agree(company, customer, { title, startsOn: '2026-04-01', alignment: 'contract', noticeDays: 30, lines })
	await fleet(acme, 'North', [
		{ ...truck, serialNumber: 'N-1' },
		{ ...charger, serialNumber: 'N-2' },
	])
	const south = await fleet(acme, 'South', [{ ...truck, serialNumber: 'S-1' }])
	await fleet(acme, 'West', [{ ...truck, serialNumber: 'W-1' }])
	await fleet(brise, 'One', [{ ...truck, serialNumber: 'B-1' }])
	const two = await fleet(brise, 'Two', [{ ...truck, serialNumber: 'B-2' }])
	for (const day of ['2026-04-01', '2026-05-01', '2026-06-01']) await dayComes(company, day)
	const katrin = await staffOf(company)
	const chosen = (filter: string) => `all=yes&query=${encodeURIComponent(filter)}`
	const ask = async (select: string, kind: string, fields: Record<string, string>) => {
		const form = await katrin.open(`/staff/restructurings/new?${select}&kind=${kind}`)
		const dry = await katrin.press(form, 'Show what it would do', fields)
		expect(dry.path).toMatch(/^\/staff\/restructurings\/[\da-f-]{36}$/)
		return dry
	}
	/** Of a dry run: before tax, tax, a month before and after. */
	const moneyOf = ({ text }: Page) =>
		/Currency Contracts Customers Before tax Tax A month before A month after EUR (.+?) By customer/.exec(text)?.[1]
	expect([await invoiced(company, acme), await invoiced(company, brise)]).toEqual(['279000 55800', '180000 36000'])

	// 11 June, twenty of thirty days to go: all five trucks a tenth dearer, 20.00 each, by the filter of the list; and back.
	await dayComes(company, '2026-06-11')
	const dearer = await ask(chosen('description=Truck'), 'price_percent', {
		...{ name: 'Dearer', on: '2026-06-11', percent: '10', rounding: 'minor' },
	})
	expect(moneyOf(dearer)).toBe('5 2 €100.00 €20.00 €1,530.00 €1,680.00')
	expect(dearer.text).toContain('Acme 3 €60.00 €12.00 €930.00 €1,020.00')
	const raised = await apply(company, katrin, dearer, 5)
	expect([await invoiced(company, acme), await invoiced(company, brise)]).toEqual(['285000 57000', '184000 36800'])
	expect(await mrrOf(company, 'EUR')).toBe(1680_00n)
	await undo(company, katrin, raised)
	expect([await invoiced(company, acme), await invoiced(company, brise)]).toEqual(['279000 55800', '180000 36000'])
	expect(await mrrOf(company, 'EUR')).toBe(1530_00n)

	// The same day: three chargers, 40.00 more; and a van for the truck in the south, 40.00 less.
	const more = await ask(chosen('serialNumber=N-2'), 'quantity', { name: 'Three', on: '2026-06-11', quantity: '3' })
	expect(moneyOf(more)).toBe('1 1 €40.00 €8.00 €330.00 €390.00')
	await apply(company, katrin, more, 1)
	const other = await ask(chosen('serialNumber=S-1'), 'product', {
		...{ name: 'A van', on: '2026-06-11', plan: van.planId },
	})
	expect(moneyOf(other)).toBe('1 1 −€40.00 −€8.00 €300.00 €240.00')
	await apply(company, katrin, other, 1)
	expect(await invoiced(company, acme)).toBe('279000 55800')

	// 16 June: what North has ends together on 15 September: by then that is 195.00 less, and nothing
	// is billed for it now.
	await dayComes(company, '2026-06-16')
	const together = await ask(chosen('serialNumber=N-'), 'co_terminate', { name: 'Together', endsOn: '2026-09-15' })
	expect(moneyOf(together)).toBe('1 1 −€195.00 −€39.00 €390.00 €0.00')
	await apply(company, katrin, together, 2)
	expect(await invoiced(company, acme)).toBe('279000 55800')

	// 21 June: the chargers move to the south, with ten days of their 90.00; and back, as if nothing had been.
	await dayComes(company, '2026-06-21')
	const move = await ask(chosen('serialNumber=N-2'), 'move', { name: 'Go south', on: '2026-06-21', target: south })
	expect(moneyOf(move)).toBe('2 1 €0.00 €0.00 €630.00 €630.00')
	const moved = await apply(company, katrin, move, 1)
	expect(await placesOf(company)).toContain('South Charger N-2 from 2026-06-21')
	expect(await invoiced(company, acme)).toBe('279000 55800')
	await undo(company, katrin, moved)
	expect(await placesOf(company)).toContain('North Charger N-2 from 2026-04-01')
	expect(await placesOf(company)).not.toContain('South Charger N-2 from 2026-06-21')
	expect(await invoiced(company, acme)).toBe('279000 55800')

	// Then West goes into the south whole, from July on the chargers have a contract of their own, and Brise gives one truck
	// back on the 25th: five days, 50.00.
	const merge = await ask(chosen('serialNumber=W-1'), 'merge', { name: 'One less', on: '2026-06-21', target: south })
	expect(moneyOf(merge)).toBe('2 1 €0.00 €0.00 €540.00 €540.00')
	await apply(company, katrin, merge, 1)
	const split = await ask(chosen('serialNumber=N-2'), 'split', { name: 'Apart', on: '2026-07-01' })
	expect(moneyOf(split)).toBe('1 1 €0.00 €0.00 €390.00 €390.00')
	const apart = await apply(company, katrin, split, 1)
	expect(apart.text).toContain('New contracts')
	const end = await ask(`contract=${two}`, 'end', { name: 'Given back', endsOn: '2026-06-25' })
	expect(moneyOf(end)).toBe('1 1 −€50.00 −€10.00 €300.00 €0.00')
	await apply(company, katrin, end, 1)
	expect([await invoiced(company, acme), await invoiced(company, brise)]).toEqual(['279000 55800', '175000 35000'])
	await dayComes(company, '2026-06-26')

	// July and August: North's truck, 90.00 of chargers, van and truck of the south; and Brise's one truck. In September North
	// and its chargers have half a month left; in October there is the south, and Brise.
	const sums: string[][] = []
	for (const day of ['2026-07-01', '2026-08-01', '2026-09-01', '2026-09-16', '2026-10-01']) {
		await dayComes(company, day)
		sums.push([await invoiced(company, acme), await invoiced(company, brise)])
	}
	expect(sums).toEqual([
		['372000 74400', '205000 41000'],
		['465000 93000', '235000 47000'],
		['538500 107700', '265000 53000'],
		['538500 107700', '265000 53000'],
		['592500 118500', '295000 59000'],
	])
	expect(await mrrOf(company, 'EUR')).toBe(540_00n + 300_00n)
	expect(await placesOf(company)).toEqual([
		'One Truck B-1 from 2026-04-01',
		'South Truck W-1 from 2026-06-21',
		'South Van S-1 from 2026-06-11',
	])
})

import { expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { applyChange } from '#core/amendment/apply-change.ts'
import { previewChange } from '#core/amendment/preview-change.ts'
import { fixPrices } from '#core/contract/fix-prices.ts'
import { workOnPriceUpdate } from '#core/price-update/plan.ts'
import { addProduct } from '#core/product/add.ts'
import {
	agree,
	allIsGood,
	type Company,
	customerOf,
	dayComes,
	month,
	mrrOf,
	newLetters,
	office,
	openCompany,
	papersOf,
	staffOf,
	type Welcomed,
	welcome,
} from './company.ts'

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
	return { description: name, productId, planId: planId ?? '', unitPrice: price, interval: month }
}

async function cancel({ books }: Company, contractId: string, endsOn: string): Promise<void> {
	const asked = { contractId, change: { kind: 'cancel' as const, endsOn } }
	const { seen } = expectOk(await act(books, office, previewChange, asked))
	expectOk(await act(books, office, applyChange, { ...asked, seen }))
}

/** What the worker does of an update, whose address this is, when it was ordered. */
async function worked(company: Company, path: string): Promise<void> {
	await workOnPriceUpdate(company.books, { id: path.split('/').at(-1) ?? '' })
	await allIsGood(company)
}

/** Letters as `name to whom`, each as its reader has it. */
async function lettersBy(company: Company, customers: readonly Welcomed[]): Promise<Record<string, string>> {
	const rows = await company.sql<{ to: string; name: string }[]>`
		select to_address as to, letter as name from mailbox_letter order by id`
	const letters = await newLetters(company)
	return Object.fromEntries(
		letters.map(({ name, text }, index) => {
			const at = customers.findIndex(({ email }) => rows[index]?.to.includes(email))
			return [`${name} ${at}`, text]
		}),
	)
}

const totalsOf = async (company: Company, customer: Welcomed) =>
	(await papersOf(company, customer)).map((paper) => paper.split(' ').slice(1, 3).join(' '))

test('a supplier becomes dearer: each country is told in its time and words, one agrees, one asks, one leaves, and what has not begun is taken back', {
	timeout: 240_000,
}, async () => {
	await using company = await openCompany('2026-03-01')
	const { books, clock } = company
	const [maps, tracking] = [await plan(company, 'Maps', '40'), await plan(company, 'Tracking', '20')]
	const euro = { currency: 'EUR' } as const
	const acme = await welcome(company, { name: 'Acme', ...euro, country: 'DE', tax: '19', language: 'ru' })
	const brise = await welcome(company, { name: 'Brise', ...euro, country: 'FR', tax: '20', language: 'en' })
	const chen = await welcome(company, { name: 'Chen', ...euro, country: 'AT', tax: '20', language: 'zh' })
	const dung = await welcome(company, { name: 'Dung', ...euro, country: 'DE', tax: '19', language: 'vi' })
	const ember = await welcome(company, { name: 'Ember', ...euro, country: 'DE', tax: '19', language: 'en' })
	const falk = await welcome(company, { name: 'Falk', ...euro, country: 'DE', tax: '19', language: 'en' })
	const gale = await welcome(company, { name: 'Gale', ...euro, country: 'NL', tax: '21', language: 'en' })
	const all = [acme, brise, chen, dung, ember, falk, gale]
	const terms = {
		startsOn: '2026-03-01',
		alignment: 'contract',
		noticeDays: 30,
		access: 'upsell_and_downsell',
	} as const
	const monthly = async (customer: Welcomed, quantity = '1') =>
		await agree(company, customer, { ...terms, title: 'Maps', lines: [{ ...maps, quantity }] })
	// Acme's terms are of four months and go on by themselves; the others go on from month to month.
	const ofAcme = await agree(company, acme, {
		...{ ...terms, title: 'Карты', endsOn: '2026-06-30', renewal: 'tacit', termMonths: 4 },
		lines: [{ ...maps, quantity: '3' }],
	})
	const [ofBrise, ofChen, ofDung, ofEmber] = [
		await monthly(brise),
		await monthly(chen, '10'),
		await monthly(dung),
		await monthly(ember),
	]
	await agree(company, falk, {
		...{ ...terms, title: 'Both' },
		lines: [
			{ ...tracking, quantity: '1' },
			{ ...maps, unitPrice: '60', quantity: '1' },
		],
	})
	const ofGale = await monthly(gale)
	expectOk(await act(books, office, fixPrices, { id: ofDung, through: '2027-01-31' }))
	await dayComes(company, '2026-03-01')
	await dayComes(company, '2026-04-01')
	await cancel(company, ofEmber, '2026-05-31')
	await newLetters(company)

	// 10 April: the supplier's file has maps at 35,00; with a fifth on top that is 42.00, so 41.90.
	clock.standOn('2026-04-10')
	const katrin = await staffOf(company)
	const form = await katrin.open('/staff/price-updates')
	expect(form.text).toContain('Germany: 4 customers')
	const file = 'Артикул;Цена;Валюта;Периодичность\nMAPS;35,00;EUR;ежемесячно\nGLOBES;9,00;EUR;ежемесячно\n'
	const asked = {
		...{ name: 'Maps 2026', percent: '20', rounding: 'ninety', noticeDays: '45', message: 'Map data costs more.' },
		...{
			'message-zh': '地图数据涨价了。',
			'noticeDays-DE': '30',
			'message-ru-DE': 'Картографические данные подорожали.',
		},
		...{ 'noticeDays-FR': '90', 'message-FR': 'You have three months.', 'noticeDays-NL': '120' },
	}
	const supplier = { file: new File([file], 'supplier.csv', { type: 'text/csv' }) }
	const dry = await katrin.press(form, 'See what would happen', asked, supplier)
	expect(dry.text).toContain('New prices begin between 1 Jun 2026 and 1 Sept 2026.')
	// 3 + 1 + 10 + 1 maps at 1.90 more each.
	expect(dry.text).toContain('EUR 4 4 €600.00 €628.50 €28.50')
	expect(dry.text).toContain('1 price taken, 1 row left out')
	for (const [whose, from] of [
		['K-00001 · Acme', '1 Jul 2026'],
		['K-00002 · Brise', '1 Aug 2026'],
		['K-00003 · Chen', '1 Jun 2026'],
		['K-00007 · Gale', '1 Sept 2026'],
	] as const)
		expect(dry.text).toMatch(new RegExp(`${whose} €40\\.00 → €41\\.90 €\\d+\\.\\d\\d ${from}`))
	const left = await katrin.read(`${dry.path}?show=excluded`)
	for (const [whose, why] of [
		['Maps K-00004 · Dung', 'Its contract’s prices are fixed beyond that day.'],
		['Maps K-00005 · Ember', 'Its contract has been cancelled.'],
		['Tracking K-00006 · Falk', 'The file has no price for it.'],
		['Maps K-00006 · Falk', 'It would become cheaper.'],
	] as const)
		expect(left).toMatch(new RegExp(`${whose}[^K]*${why}`))
	// So far nothing has changed, and nobody was written to.
	expect(
		await company.sql`select from contract_line_state where sequence > 1 and unit_price <> 40 and unit_price <> 20 and unit_price <> 60`,
	).toEqual([])
	expect(await newLetters(company)).toEqual([])

	// Planned: each in their language, with the words and in the time of their country.
	await katrin.press(dry, 'Plan 4 new prices and write')
	await worked(company, dry.path)
	const letters = await lettersBy(company, all)
	expect(Object.keys(letters).sort()).toEqual(['price-change 0', 'price-change 1', 'price-change 2', 'price-change 6'])
	expect(letters['price-change 0']).toContain('Картографические данные подорожали.')
	expect(letters['price-change 0']).toContain('41,90 € вместо 40,00 €, с 1 июля 2026')
	expect(letters['price-change 1']).toContain('You have three months.')
	expect(letters['price-change 1']).toContain('€41.90 instead of €40.00, from 1 August 2026')
	expect(letters['price-change 2']).toContain('地图数据涨价了。')
	expect(letters['price-change 6']).toContain('Map data costs more.')

	// 12 April: Acme agrees, Brise asks, Chen leaves within the notice.
	clock.standOn('2026-04-12')
	const anna = await customerOf(company, acme)
	const seen = await anna.open(`/contracts/${ofAcme}`)
	expect(seen.text).toContain('Новые цены с 1 июл. 2026')
	expect(seen.text).toContain('Картографические данные подорожали.')
	const agreed = await anna.press(seen, 'Согласиться')
	expect(agreed.text).toContain('Вы согласились с этими ценами.')
	const boris = await customerOf(company, brise)
	expect((await boris.open(`/contracts/${ofBrise}`)).html).toContain(`href="/contracts/${ofBrise}/messages"`)
	const question = new FormData()
	question.append('text', 'May we keep the old price for a year?')
	expect((await boris.visit.postForm(`/contracts/${ofBrise}/messages`, question)).status).toBe(302)
	expect(await katrin.read(`/staff/contracts/${ofBrise}/messages`)).toContain('May we keep the old price for a year?')
	clock.moveOn({ minutes: 15 })
	const mei = await customerOf(company, chen)
	const leaves = await mei.open(`/contracts/${ofChen}/cancel`)
	expect((await mei.open(`/contracts/${ofChen}`)).html).toContain(`href="/contracts/${ofChen}/cancel"`)
	const why = await mei.press(leaves, '继续')
	expect(why.status).toBe(200)
	await mei.press(why, '终止合同')
	await allIsGood(company)
	expect(await katrin.read(dry.path)).toContain('One line’s customer has agreed.')

	for (const day of ['2026-05-01', '2026-06-01', '2026-07-01']) await dayComes(company, day)
	// Chen's last twelve days of May, at the old price.
	expect((await totalsOf(company, chen)).at(-1)).toBe('2026-05-01 18581')
	expect(await anna.read(`/contracts/${ofAcme}`)).not.toContain('Новые цены с')

	// 5 August: Acme and Brise pay the new price already. Gale's, of September, is taken back.
	await dayComes(company, '2026-08-01')
	await newLetters(company)
	clock.standOn('2026-08-05')
	const standing = await katrin.open(dry.path)
	await katrin.press(standing, 'Take 1 new price back')
	await worked(company, dry.path)
	expect(Object.keys(await lettersBy(company, all))).toEqual(['price-kept 6'])
	const ofGaleNow = await (await customerOf(company, gale)).read(`/contracts/${ofGale}`)
	expect(ofGaleNow).not.toContain('41.90')
	expect((await katrin.open(dry.path)).text).not.toMatch(/Take \d+ new price/)
	await dayComes(company, '2026-09-01')
	const [dayOf, firsts] = [(of: string) => `2026-0${of}-01`, ['3', '4', '5', '6', '7', '8', '9']]
	const paid = (amounts: Record<string, number>) =>
		firsts.map((of) => {
			const from = Object.keys(amounts).findLast((first) => first <= of) ?? ''
			return `${dayOf(of)} ${amounts[from]}`
		})
	// Three maps and 19 %; one and 20 %; one and 21 %; as agreed; both and 19 %.
	expect(await totalsOf(company, acme)).toEqual(paid({ '3': 142_80, '7': 149_58 }))
	expect(await totalsOf(company, brise)).toEqual(paid({ '3': 48_00, '8': 50_28 }))
	expect(await totalsOf(company, gale)).toEqual(paid({ '3': 48_40 }))
	expect(await totalsOf(company, dung)).toEqual(paid({ '3': 47_60 }))
	expect(await totalsOf(company, falk)).toEqual(paid({ '3': 95_20 }))
	expect(await totalsOf(company, ember)).toEqual(paid({ '3': 47_60 }).slice(0, 3))
	expect(await mrrOf(company, 'EUR')).toBe(125_70n + 41_90n + 40_00n + 40_00n + 80_00n)
})

import { describe, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { evaluateChange } from '#core/amendment/evaluate-change.ts'
import { setCancelReason } from '#core/contract/cancel-reasons.ts'
import { setSaveOffer } from '#core/contract/save-offers.ts'
import { forge } from './forge.ts'
import { codeOf, Leaver, offerToStay } from './leaving.ts'
import { clerk, openShop } from './world.ts'

describe('notice', () => {
	test('ends an open contract by its notice, credits nothing too much, and says why in a structure', async () => {
		const shop = await openShop('2026-01-01')
		await using world = shop.world
		await shop.agree({ noticeDays: 30, access: 'none' })
		await shop.standOn('2026-01-10')
		const anna = new Leaver(shop)
		const shown = await anna.look({ reasonCode: 'too_expensive' })
		expect([shown.endsOn, shown.reasonCode, shown.cancel?.effect]).toEqual(['2026-02-09', 'too_expensive', null])
		expect(shown.cancel?.coming.after.map(({ on, totalMinor }) => `${on} ${totalMinor}`)).toEqual(['2026-02-01 3587'])
		const { preview } = expectOk(await anna.leave({ reasonCode: 'too_expensive', text: '  Rent went up ' }))
		expect(preview.parts[0]?.endsOn).toEqual({ before: null, after: '2026-02-09' })
		expect(await world.sql`select reason_code, text from contract_cancellation`).toEqual([
			{ reason_code: 'too_expensive', text: 'Rent went up' },
		])
		const [event] = await world.sql<{ facts: object }[]>`select facts from event where kind = 'contract.cancelled'`
		expect(event?.facts).toMatchObject({ reasonCode: 'too_expensive', text: 'Rent went up', endsOn: '2026-02-09' })
		expect(await world.sql`select state, ends_on::text, cancel_reason from contract`).toEqual([
			{ state: 'ending', ends_on: '2026-02-09', cancel_reason: 'Rent went up' },
		])
		expect((await anna.letters()).slice(-2)).toEqual(['contract-cancelled', 'cancel-noted'])
		for (const day of ['2026-02-01', '2026-03-01']) await shop.standOn(day)
		// 9 of 28 days of 93.00, and 20 % tax.
		expect((await anna.papers()).at(-1)).toBe('2026-02-01 invoice 3587')
		expect(await world.sql`select state from contract`).toEqual([{ state: 'closed' }])
	})

	test('needs no reason, and an unknown one is kept as none', async () => {
		const shop = await openShop('2026-01-01')
		await using world = shop.world
		await shop.agree({ noticeDays: 0 })
		await shop.standOn('2026-01-10')
		expect(codeOf(await new Leaver(shop).leave({ reasonCode: 'because', text: 'x'.repeat(5000) }))).toBe('done')
		const [said] = await world.sql<{ code: string | null; length: number }[]>`
			select reason_code as code, length(text) as length from contract_cancellation`
		expect(said).toEqual({ code: null, length: 1000 })
	})

	test('gives back at once what was paid beyond a last day that is today, and undone it is paid again', async () => {
		const shop = await openShop('2028-02-01')
		await using _ = shop.world
		await shop.agree({ noticeDays: 0 })
		for (const day of ['2028-02-01', '2028-02-29', '2028-03-01', '2028-03-10']) await shop.standOn(day)
		const anna = new Leaver(shop)
		const shown = await anna.look()
		// The 21 days from 11 to 31 March, of 93.00 and its tax.
		expect([shown.endsOn, shown.cancel?.effect?.totalMinor]).toEqual(['2028-03-10', -7560n])
		expectOk(await anna.leave({}, shown))
		const undo = await anna.look()
		expect(undo.undo?.effect?.totalMinor).toBe(7560n)
		expect(codeOf(await anna.leave({}, shown))).toBe('contract.nothing_changes')
		expectOk(await anna.undo(undo))
		expect(await anna.papers()).toEqual([
			'2028-02-01 invoice 11160',
			'2028-03-01 invoice 11160',
			'2028-03-10 credit_note -7560',
			'2028-03-10 invoice 7560',
		])
		expect((await anna.letters()).filter((letter) => letter === 'contract-kept')).toHaveLength(1)
		expect((await anna.look()).cancel?.seen).toBe(shown.cancel?.seen)
	})

	test('of a contract with terms ends with one of them, never between', async () => {
		const shop = await openShop('2025-08-31')
		await using _ = shop.world
		await shop.agree({ renewal: 'tacit', termMonths: 6, endsOn: '2026-02-27', noticeDays: 30 })
		await shop.standOn('2025-09-10')
		const anna = new Leaver(shop)
		expect((await anna.look()).ends).toEqual(['2026-02-27', '2026-08-30', '2027-02-27'])
		expect((await anna.look({ endsOn: '2026-08-30' })).endsOn).toBe('2026-08-30')
		expect((await anna.look({ endsOn: '2026-05-05' })).endsOn).toBe('2026-02-27')
		const forged = { contractId: shop.contractId, change: { kind: 'cancel' as const, endsOn: '2026-05-05' } }
		const { decision } = expectOk(await act(shop.world.books, shop.contact, evaluateChange, forged))
		expect(decision).toMatchObject({ kind: 'refuse', refusal: { code: 'change.before_notice' } })
		expectOk(await anna.leave({ endsOn: '2026-08-30' }))
		await shop.standOn('2026-08-31')
		expect(await shop.world.sql`select state, ends_on::text from contract`).toEqual([
			{ state: 'closed', ends_on: '2026-08-30' },
		])
	})
})

describe('notice taken back once the end before it has passed', () => {
	const contractOf = async (shop: Awaited<ReturnType<typeof openShop>>) =>
		await shop.world.sql`select state, ends_on::text as on from contract where id = ${shop.contractId}`

	test('gives back nothing that was used: the contract is in the term that it would have gone on with', async () => {
		const shop = await openShop('2025-08-31')
		await using _ = shop.world
		await shop.agree({ renewal: 'tacit', termMonths: 6, endsOn: '2026-02-27', noticeDays: 30, access: 'none' })
		const anna = new Leaver(shop)
		expectOk(await anna.leave({ endsOn: '2027-02-27' }))
		await shop.standOn('2026-04-10')
		const net = await shop.net()
		expect((await anna.look()).undo?.effect).toBe(null)
		expectOk(await anna.undo())
		await shop.standOn('2026-04-11')
		expect(await shop.net()).toBe(net)
		expect(await contractOf(shop)).toEqual([{ state: 'active', on: '2026-08-30' }])
	})

	test('leaves what was prolonged meanwhile to the end that it was given, and notice does not cut it', async () => {
		const shop = await openShop('2026-01-01')
		await using _ = shop.world
		await shop.agree({ endsOn: '2026-02-28', access: 'upsell' })
		const anna = new Leaver(shop)
		expectOk(await anna.leave({ endsOn: '2026-02-28' }))
		const parts = [{ contractId: shop.contractId }]
		expect(await forge(shop, { kind: 'co_terminate', endsOn: '2026-12-31', parts })).toBe('made')
		await shop.standOn('2026-05-10')
		const net = await shop.net()
		expect(net).toBe(9300n * 5n)
		expect(await forge(shop, { kind: 'cancel', endsOn: '2026-02-28' })).toBe('change.before_notice')
		expectOk(await anna.undo())
		await shop.standOn('2026-05-11')
		expect(await shop.net()).toBe(net)
		expect(await contractOf(shop)).toEqual([{ state: 'active', on: '2026-12-31' }])
	})
})

describe('an offer to stay', () => {
	test('is matched to the reason, shows its exact money, and is taken once', async () => {
		const shop = await openShop('2026-01-01')
		await using world = shop.world
		await shop.agree({ noticeDays: 30, access: 'none' })
		await offerToStay(shop, { reasonCode: 'too_expensive', kind: 'discount', percent: '20', periods: 2 })
		await offerToStay(shop, { reasonCode: 'not_using', kind: 'pause', months: 1 })
		for (const day of ['2026-01-01', '2026-01-10']) await shop.standOn(day)
		const anna = new Leaver(shop)
		expect((await anna.look()).offers).toEqual([])
		expect((await anna.look({ reasonCode: 'not_using' })).offers.map(({ kind }) => kind)).toEqual(['pause'])
		const { offers } = await anna.look({ reasonCode: 'too_expensive' })
		expect(offers.map(({ kind, preview }) => [kind, preview.effectiveOn])).toEqual([['discount', '2026-02-01']])
		expect(offers[0]?.preview.coming.after.slice(0, 3).map(({ totalMinor }) => totalMinor)).toEqual([
			8928n,
			8928n,
			11160n,
		])
		expectOk(await anna.stay({ reasonCode: 'too_expensive' }))
		expect((await anna.look({ reasonCode: 'too_expensive' })).offers).toEqual([])
		for (const day of ['2026-02-01', '2026-03-01', '2026-04-01']) await shop.standOn(day)
		expect(await anna.papers()).toEqual([
			'2026-01-01 invoice 11160',
			'2026-02-01 invoice 8928',
			'2026-03-01 invoice 8928',
			'2026-04-01 invoice 11160',
		])
		const [event] = await world.sql<{ facts: object }[]>`select facts from event where kind = 'contract.offer_taken'`
		expect(event?.facts).toMatchObject({ kind: 'discount', reasonCode: 'too_expensive' })
	})

	test('to pause gives back what was paid for its days and goes on by itself, in yen', async () => {
		const shop = await openShop('2026-01-31', { currency: 'JPY', country: 'JP' })
		await using _ = shop.world
		await shop.agree({ currency: 'JPY', noticeDays: 0 }, { quantity: '1', unitPrice: '12000' })
		await offerToStay(shop, { kind: 'pause', months: 1 })
		for (const day of ['2026-01-31', '2026-02-14']) await shop.standOn(day)
		const anna = new Leaver(shop)
		const shown = await anna.look()
		// From 31 January to 27 February are 28 days; the 14 from 14 February are given back.
		expect(shown.offers[0]?.preview.effect?.totalMinor).toBe(-6000n)
		expectOk(await anna.stay({}, 0, shown))
		expect(await shop.world.sql`select state from contract`).toEqual([{ state: 'paused' }])
		expect((await anna.look()).offers).toEqual([])
		await shop.standOn('2026-03-14')
		expect(await shop.world.sql`select state from contract`).toEqual([{ state: 'active' }])
		await shop.standOn('2026-03-31')
		const minor = (await anna.papers()).map((paper) => Number(paper.split(' ').at(-1)))
		// 28 February to 30 March are 31 days, 17 of them after the pause.
		expect(minor).toEqual([12000, -6000, 6581, 12000])
	})

	test('of a smaller plan exchanges every line of the larger one at its list price', async () => {
		const shop = await openShop('2026-01-01')
		await using _ = shop.world
		const [large, small] = [await shop.product('LARGE', '31.00'), await shop.product('SMALL', '19.00')]
		await shop.agree({ noticeDays: 30, access: 'none' }, { planId: large.planId, productId: large.id })
		await offerToStay(shop, { kind: 'plan', planFrom: large.planId ?? '', planTo: small.planId ?? '' })
		await shop.standOn('2026-01-10')
		const anna = new Leaver(shop)
		const [offer] = (await anna.look()).offers
		expect([offer?.preview.recurring.before.monthMinor, offer?.preview.recurring.after.monthMinor]).toEqual([
			9300n,
			5700n,
		])
		expectOk(await anna.stay())
		expect((await anna.look()).offers).toEqual([])
		await shop.standOn('2026-02-01')
		expect((await anna.papers()).at(-1)).toBe('2026-02-01 invoice 6840')
	})

	test('opens no second offer for another reason until the company’s months are over', async () => {
		const shop = await openShop('2026-01-01')
		await using world = shop.world
		await shop.agree({ noticeDays: 0 })
		await shop.standOn('2026-01-10')
		await offerToStay(shop, { kind: 'discount', percent: '10', periods: 2, reasonCode: 'too_expensive' })
		await offerToStay(shop, { kind: 'discount', percent: '20', periods: 2, reasonCode: 'not_using' })
		const anna = new Leaver(shop)
		const other = await anna.look({ reasonCode: 'not_using' })
		expectOk(await anna.stay({ reasonCode: 'too_expensive' }))
		const again = await anna.stay({ reasonCode: 'not_using' }, 0, other)
		expect(again).toMatchObject({ refusal: { code: 'change.offer_taken', facts: { nextOn: '2027-01-10' } } })
		expect((await anna.look({ reasonCode: 'not_using' })).offers).toEqual([])
		await shop.standOn('2027-01-10')
		expectOk(await anna.stay({ reasonCode: 'not_using' }))
		expect(await world.sql`select reason_code from save_offer_taken order by reason_code`).toEqual([
			{ reason_code: 'not_using' },
			{ reason_code: 'too_expensive' },
		])
	})

	test('that is forged, of another reason, taken out or of somebody else is refused', async () => {
		const shop = await openShop('2026-01-01')
		await using world = shop.world
		await shop.agree({ noticeDays: 30 })
		const given = { reasonCode: 'too_expensive', kind: 'discount' as const, percent: '50', periods: 1 }
		const { id } = await offerToStay(shop, given)
		await shop.standOn('2026-01-10')
		const anna = new Leaver(shop)
		const shown = await anna.look({ reasonCode: 'too_expensive' })
		expect(codeOf(await anna.stay({ reasonCode: 'not_using' }, 0, shown))).toBe('change.not_offered')
		expect(codeOf(await anna.stay({}, 0, shown))).toBe('change.not_offered')
		const all = { ...given, id, mostTimes: 1, position: 1 }
		expectOk(await act(world.books, clerk, setSaveOffer, { ...all, percent: '10', active: true }))
		expect(codeOf(await anna.stay({ reasonCode: 'too_expensive' }, 0, shown))).toBe('change.different')
		expectOk(await act(world.books, clerk, setSaveOffer, { ...all, active: false }))
		expect(codeOf(await anna.stay({ reasonCode: 'too_expensive' }, 0, shown))).toBe('change.not_offered')
		const viewer = new Leaver(shop, shop.link('view'))
		expect(codeOf(await viewer.stay({ reasonCode: 'too_expensive' }, 0, shown))).toBe('link.view_only')
		const stranger = new Leaver(shop, { kind: 'contact', contactId: shop.customerId })
		expect(codeOf(await stranger.leave({}, shown))).toBe('not_found')
		expect(codeOf(await act(world.books, anna.actor, setSaveOffer, { ...all, active: true }))).toBe('not_permitted')
		const reason = { code: 'x', labels: { en: 'x', ru: 'x', zh: 'x', vi: 'x' }, position: 1, active: true }
		expect(codeOf(await act(world.books, anna.actor, setCancelReason, reason))).toBe('not_permitted')
	})
})

test('twenty who leave, stay and take it back at once do one thing after the other, each once', async () => {
	const shop = await openShop('2026-01-01')
	await using world = shop.world
	await shop.agree({ noticeDays: 30 })
	await offerToStay(shop, { kind: 'discount', percent: '20', periods: 2 })
	await shop.standOn('2026-01-10')
	const anna = new Leaver(shop)
	const shown = await anna.look()
	const tries = Array.from({ length: 20 }, (_, index) =>
		index % 2 === 0 ? anna.leave({}, shown) : anna.stay({}, 0, shown),
	)
	const answers = (await Promise.all(tries)).map(codeOf)
	expect(answers.filter((answer) => answer === 'done')).toHaveLength(1)
	expect((await world.sql`select from amendment`).length).toBe(2)
	const [done] = await world.sql<{ left: bigint; stayed: bigint }[]>`
		select (select count(*) from contract_cancellation) as left, (select count(*) from save_offer_taken) as stayed`
	expect(Number(done?.left) + Number(done?.stayed)).toBe(1)
	if (Number(done?.left) === 0) expectOk(await anna.leave())
	const ending = await anna.look()
	const undone = (await Promise.all(Array.from({ length: 20 }, () => anna.undo(ending)))).map(codeOf)
	expect(undone.filter((answer) => answer === 'done')).toHaveLength(1)
	expect(await world.sql`select state, ends_on from contract`).toEqual([{ state: 'active', ends_on: null }])
})

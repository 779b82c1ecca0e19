import { expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { previewInvoices } from '#core/contract/preview.ts'
import { addContact } from '#core/customer/add-contact.ts'
import { removeContact } from '#core/customer/remove-contact.ts'
import { bill } from '#core/invoice/run.ts'
import { findQuote } from '#core/quote/find.ts'
import { sendQuote } from '#core/quote/send.ts'
import { declineQuote } from '#core/quote/withdraw.ts'
import { writeQuote } from '#core/quote/write.ts'
import { examine } from '#core/report/examine.ts'
import { openBooks } from '#test/support/books.ts'
import { accept, holderOf, month, offer, office, previewFor, signed, welcome, year } from './offer.ts'

const lines = [
	{ description: 'Fleet software', quantity: '12', unitPrice: '29.95', interval: month },
	{ description: 'Route planner', quantity: '12', unitPrice: '4.50', interval: month, optional: true, chosen: false },
	{ description: 'Onboarding', quantity: '1', unitPrice: '450', interval: null, optional: true },
]

test('what is accepted becomes a contract in force, which bills to the cent what was seen', async () => {
	await using world = await openBooks({ on: '2026-01-31' })
	const buyer = await welcome(world)
	const { id } = await offer(world, buyer, { validUntil: '2026-02-28', termMonths: 12, lines })
	const anna = await holderOf(world, buyer, id)
	const offered = await previewFor(world, anna, id)
	// 12 × 29.95 = 359.40; 450 once; 19 % on each line.
	expect(offered.recurring).toEqual([
		{ intervalUnit: 'month', intervalCount: 1, netMinor: 359_40n, taxMinor: 68_29n, totalMinor: 427_69n },
	])
	expect(offered.oneOff).toEqual({ netMinor: 450_00n, taxMinor: 85_50n, totalMinor: 535_50n })
	expect(offered.invoices.slice(0, 3).map((one) => [one.on.toString(), one.totalMinor])).toEqual([
		['2026-01-31', 963_19n],
		['2026-02-28', 427_69n],
		['2026-03-31', 427_69n],
	])
	expect(offered).toMatchObject({ startsOn: '2026-01-31', endsOn: '2027-01-30' })
	const [fleet, route] = [
		offered.chosen[0] ?? '',
		(await world.sql`select id from quote_line where position = 2`)[0]?.id,
	]
	const chosen = await previewFor(world, anna, id, [fleet, route])
	// With the route planner and without the onboarding: 359.40 + 54.00 a month.
	expect(chosen.recurring[0]?.totalMinor).toBe(427_69n + 64_26n)
	expect(chosen.oneOff.totalMinor).toBe(0n)
	const { contractId } = expectOk(await accept(world, anna, signed(id, chosen)))
	const coming = expectOk(await look(world.books, office, previewInvoices, { id: contractId, count: 12 }))
	expect(coming.map((one) => `${one.on} ${one.totalMinor}`)).toEqual(
		chosen.invoices.map((one) => `${one.on} ${one.totalMinor}`),
	)
	expect(await bill(world.books, office, world.clock.today())).toMatchObject({ totals: { EUR: 491_95n } })
	world.clock.standOn('2026-02-28')
	expect(await bill(world.books, office, world.clock.today())).toMatchObject({ totals: { EUR: 491_95n } })
	expect(chosen.whole?.totalMinor).toBe(12n * 491_95n)
	const findings = expectOk(await look(world.books, office, examine, undefined))
	// No worker runs here, so letters wait.
	expect(findings.filter(({ good, promise }) => !good && promise !== 'outbox_delivers')).toEqual([])
})

test('a quote that one person alone may sign is signed by nobody else, though others read and ask', async () => {
	await using world = await openBooks({ on: '2026-03-10' })
	const buyer = await welcome(world)
	const other = expectOk(
		await act(world.books, office, addContact, {
			customerId: buyer.id,
			name: 'Ben Ott',
			email: 'ben@nordwind.example',
			language: 'en',
		}),
	)
	const written = { customerId: buyer.id, currency: 'EUR', validUntil: '2026-04-10', lines }
	expect(await act(world.books, office, writeQuote, { ...written, signerOnly: true })).toMatchObject({
		refusal: { code: 'quote.signer_unnamed' },
	})
	const { id } = await offer(world, buyer, { ...written, contactId: buyer.contactId, signerOnly: true })
	const ben = { kind: 'contact', contactId: other.id } as const
	const anna = { kind: 'contact', contactId: buyer.contactId } as const
	const shown = await previewFor(world, ben, id)
	expect(await accept(world, ben, signed(id, shown))).toMatchObject({
		refusal: { code: 'quote.other_signer', facts: { name: 'Anna Petersen' } },
	})
	expect(expectOk(await look(world.books, ben, findQuote, { id, chosen: null })).otherSigner).toBe('Anna Petersen')
	expect(expectOk(await look(world.books, anna, findQuote, { id, chosen: null })).otherSigner).toBeNull()
	expectOk(await accept(world, anna, signed(id, shown)))
})

test('the acceptance tells who signed, how they were known, when, from where, and which document', async () => {
	await using world = await openBooks({ on: '2026-03-10' })
	const buyer = await welcome(world)
	const { id } = await offer(world, buyer, { validUntil: '2026-04-10', lines })
	const anna = await holderOf(world, buyer, id)
	const seen = await previewFor(world, anna, id)
	const drawing = 'M10 20L30 40.5L31 41M50 60L70 80'
	const input = signed(id, seen, { signature: { kind: 'drawn', name: ' Anna  Petersen ', drawing } })
	const { contractId } = expectOk(await accept(world, anna, input))
	const [kept] = await world.sql`select * from quote_acceptance where quote_id = ${id}`
	expect(kept).toMatchObject({
		contract_id: contractId,
		signer_name: 'Anna Petersen',
		kind: 'drawn',
		drawing,
		identified_by: 'link',
		identified_email: 'anna@nordwind.example',
		contact_id: buyer.contactId,
		address: '203.0.113.7',
		chosen: seen.chosen,
		seen: seen.seen,
	})
	const [paper] = await world.sql`select sha256 from paper_file where kind = 'quote' and subject_id = ${id}`
	expect(kept?.document_sha256).toBe(paper?.sha256)
	expect(kept?.link_opened_at).toBeInstanceOf(Temporal.Instant)
})

test('a quote is accepted once, however often and from however many windows', async () => {
	await using world = await openBooks({ on: '2026-03-10' })
	const buyer = await welcome(world)
	const { id, number } = await offer(world, buyer, { validUntil: '2026-04-10', lines })
	const anna = await holderOf(world, buyer, id)
	const seen = await previewFor(world, anna, id)
	const answers = await Promise.all(Array.from({ length: 6 }, () => accept(world, anna, signed(id, seen))))
	expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
	for (const answer of answers)
		if (!answer.ok)
			expect(answer.refusal).toEqual({ code: 'quote.already_decided', facts: { number, state: 'accepted' } })
	expect(await world.sql`select from contract`).toHaveLength(1)
	const declined = await act(world.books, anna, declineQuote, { id, reason: 'Too dear' })
	expect(declined).toMatchObject({ ok: false, refusal: { code: 'quote.already_decided' } })
})

test('nothing is accepted that would come to something else than what was seen', async () => {
	await using world = await openBooks({ on: '2026-03-10' })
	const buyer = await welcome(world)
	const { id } = await offer(world, buyer, { validUntil: '2026-04-10', startsOn: '2026-04-01', lines })
	const anna = await holderOf(world, buyer, id)
	const seen = await previewFor(world, anna, id)
	await world.sql`insert into tax_rate (country, tax_class, label, percent, valid_from) values ('DE', 'standard', 'VAT', 16, '2026-03-11')`
	expect((await accept(world, anna, signed(id, { ...seen, chosen: [] }))).ok).toBe(false)
	world.clock.standOn('2026-03-11')
	const later = await accept(world, { kind: 'contact', contactId: buyer.contactId }, signed(id, seen))
	// 359.40 + 450 at 16 %.
	expect(later).toMatchObject({ refusal: { code: 'quote.different', facts: { nowMinor: 938_90n, currency: 'EUR' } } })
	expect(await world.sql`select from contract`).toHaveLength(0)
	const fresh = await previewFor(world, anna, id)
	const again = await accept(world, { kind: 'contact', contactId: buyer.contactId }, signed(id, fresh))
	expect(again.ok).toBe(true)
})

test('the last day counts, the day after does not', async () => {
	await using world = await openBooks({ on: '2026-03-10' })
	const buyer = await welcome(world)
	const { id, number } = await offer(world, buyer, { validUntil: '2026-03-12', lines })
	const anna = await holderOf(world, buyer, id)
	world.clock.standOn('2026-03-13')
	const seen = await previewFor(world, anna, id)
	const refused = await accept(world, anna, signed(id, seen))
	expect(refused).toEqual({
		ok: false,
		refusal: { code: 'quote.expired', facts: { number, validUntil: '2026-03-12' } },
	})
})

test('who may only look does not sign, nor does staff, nor another customer', async () => {
	await using world = await openBooks({ on: '2026-03-10' })
	const buyer = await welcome(world)
	const stranger = await welcome(world, 'EUR', 'DE', 19, 'bo@suedwind.example')
	const { id } = await offer(world, buyer, { validUntil: '2026-04-10', lines })
	const { id: other } = await offer(world, stranger, { validUntil: '2026-04-10', lines })
	const seen = await previewFor(world, office, id)
	const code = async (actor: Parameters<typeof accept>[1]) => {
		const answer = await accept(world, actor, signed(id, seen))
		return answer.ok ? 'done' : answer.refusal.code
	}
	expect(await code(await holderOf(world, buyer, id, 'view'))).toBe('link.view_only')
	expect(await code(await holderOf(world, buyer, id, 'pay'))).toBe('link.too_narrow')
	expect(await code(await holderOf(world, stranger, other))).toBe('not_found')
	expect(await code({ kind: 'contact', contactId: stranger.contactId })).toBe('not_found')
	expect(await code(office)).toBe('not_permitted')
	expect(await code({ kind: 'contact', contactId: buyer.contactId })).toBe('done')
})

test('what is addressed to somebody who has left is sent to whoever reads the letters of the customer', async () => {
	await using world = await openBooks({ on: '2026-03-10' })
	const { books } = world
	const buyer = await welcome(world)
	const left = { customerId: buyer.id, email: 'leon@nordwind.example' }
	const { id: contactId } = expectOk(
		await act(books, office, addContact, { ...left, name: 'Leon Kern', language: 'en', billing: false }),
	)
	const quote = { customerId: buyer.id, currency: 'EUR', contactId, validUntil: '2026-04-10', lines }
	const { id } = expectOk(await act(books, office, writeQuote, quote))
	expectOk(await act(books, office, removeContact, { customerId: buyer.id, contactId }))
	expect(expectOk(await act(books, office, sendQuote, { id })).emails).toEqual([buyer.email])
})

test('a signature is a name with letters, and strokes that are nothing but strokes', async () => {
	await using world = await openBooks({ on: '2026-03-10' })
	const buyer = await welcome(world)
	const { id } = await offer(world, buyer, { validUntil: '2026-04-10', lines })
	const anna = await holderOf(world, buyer, id)
	const seen = await previewFor(world, anna, id)
	const code = async (name: string, drawing?: string) => {
		const signature =
			drawing === undefined ? { kind: 'typed' as const, name } : { kind: 'drawn' as const, name, drawing }
		const answer = await accept(world, anna, signed(id, seen, { signature }))
		return answer.ok ? 'done' : answer.refusal.code
	}
	expect(await code('')).toBe('quote.no_signature')
	expect(await code('7')).toBe('quote.no_signature')
	expect(await code('Anna', '')).toBe('quote.drawing_invalid')
	expect(await code('Anna', 'M10 10')).toBe('quote.drawing_invalid')
	expect(await code('Anna', 'M10 10L20 20"/><script>')).toBe('quote.drawing_invalid')
	expect(await code('Anna', `M10 10${'L20 20'.repeat(8000)}`)).toBe('quote.drawing_invalid')
	expect(await code('阮氏明')).toBe('done')
})

test.each([
	// No minor digits: 3 × 1 250 500 đ, 10 %; the deposit of a yearly line beside a monthly one.
	['VND', 'VN', 10, '1250500', 3751500n, 375150n],
	// Three: 3 × 12.3455 = 37.0365, rounded once to 37.037; 5 % of it 1.85185.
	['KWD', 'KW', 5, '12.3455', 37_037n, 1_852n],
] as const)(
	'in %s the whole period is rounded once, and billed as seen',
	async (currency, country, tax, price, net, taxed) => {
		await using world = await openBooks({ on: '2026-01-31' })
		const buyer = await welcome(world, currency, country, tax)
		const seats = { description: 'Seats', quantity: '3', unitPrice: price, interval: month }
		const service = { description: 'Service', quantity: '1', unitPrice: '100', interval: year }
		const { id } = await offer(world, buyer, {
			validUntil: '2026-02-28',
			startsOn: '2026-01-31',
			alignment: 'contract',
			lines: [seats, service],
		})
		const anna = await holderOf(world, buyer, id)
		const seen = await previewFor(world, anna, id)
		expect(seen.recurring[0]).toMatchObject({ intervalUnit: 'month', netMinor: net, taxMinor: taxed })
		expect(seen.recurring[1]?.intervalUnit).toBe('year')
		expectOk(await accept(world, anna, signed(id, seen)))
		for (const [day, index] of [
			['2026-01-31', 0],
			['2026-02-28', 1],
			['2026-03-31', 2],
		] as const) {
			world.clock.standOn(day)
			const run = await bill(world.books, office, world.clock.today())
			expect(run.totals[currency]).toBe(seen.invoices[index]?.totalMinor)
		}
	},
)

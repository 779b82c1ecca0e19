import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Actor, act, expectOk } from '#core/act.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import { previewInvoices } from '#core/contract/preview.ts'
import { createCustomer } from '#core/customer/create.ts'
import { amendContract } from '#core/import/amend-contract.ts'
import { endContract } from '#core/import/end-contract.ts'
import { bill } from '#core/invoice/run.ts'
import { examine } from '#core/report/examine.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { times } from '#test/support/times.ts'

/*
 * Random contracts and changes against a real database: the same story told twice, once billed every day that somebody
 * looks, once only at the end. Few runs, because each has two databases; FAST_CHECK_SEED replays one.
 */

const clerk: Actor = { kind: 'system', name: 'test' }
const dayIn = (from: number, to: number) =>
	fc.integer({ min: from, max: to }).map((days) => Temporal.PlainDate.from('2026-01-01').add({ days }).toString())

const line = fc.record({
	description: fc.constantFrom('Seats', 'Support', 'Pages'),
	quantity: fc.constantFrom('1', '3', '7.5', '1200'),
	unitPrice: fc.constantFrom('10', '29.95', '0.0125', '0'),
	discountPercent: fc.constantFrom('0', '10', '33.3'),
	interval: fc.record({
		unit: fc.constantFrom('month' as const, 'week' as const, 'year' as const),
		count: fc.integer({ min: 1, max: 3 }),
	}),
})
const change = fc.record({
	on: dayIn(31, 150),
	later: fc.integer({ min: -20, max: 20 }),
	line: fc.nat(2),
	quantity: fc.constantFrom('1', '2', '4', '10'),
})
const story = fc.record({
	startsOn: dayIn(0, 30),
	timing: fc.constantFrom('advance' as const, 'arrears' as const),
	alignment: fc.constantFrom('anniversary' as const, 'calendar' as const, 'month_end' as const),
	lines: fc.array(line, { minLength: 1, maxLength: 3 }),
	changes: fc.array(change, { maxLength: 3 }),
	end: fc.option(fc.record({ on: dayIn(60, 170), last: fc.integer({ min: -10, max: 60 }) })),
})
type Story = typeof story extends fc.Arbitrary<infer Value> ? Value : never

const until = '2026-08-01'

async function tell(told: Story, daily: boolean): Promise<string[]> {
	await using world = await openBooks({ on: '2026-01-01', max: 4 })
	const { books, clock } = world
	const facts = { name: 'Acme', language: 'en' as const, currency: 'EUR', email: '', country: 'DE' }
	const customer = expectOk(await act(books, clerk, createCustomer, facts))
	await world.sql`insert into tax_rate (country, tax_class, label, percent, valid_from) values ('DE', 'standard', 'VAT', 19, '2020-01-01')`
	const { startsOn, timing, alignment, lines } = told
	const contract = expectOk(
		await act(books, clerk, createContract, {
			customerId: customer.id,
			currency: 'EUR',
			startsOn,
			timing,
			alignment,
			lines,
		}),
	)
	expectOk(await act(books, clerk, activateContract, contract))
	// A run in the morning, before a change of the same day is recorded, gives the same money in more lines, each rounded
	// by itself: so a day is run when it is over.
	for (const [on, happened] of Map.groupBy(happenings(world, told, contract.id), (one) => one.on)) {
		if (daily) {
			clock.standOn(Temporal.PlainDate.from(on).subtract({ days: 1 }).toString())
			await bill(books, clerk, clock.today(), 1)
		}
		clock.standOn(on)
		for (const { happen } of happened) await happen()
		if (daily) await previewIsInvoiced(world, contract.id)
	}
	clock.standOn(until)
	await bill(books, clerk, clock.today(), 1)
	const findings = expectOk(await act(books, clerk, examine, undefined))
	expect(findings.filter(({ good, promise }) => !good && promise !== 'outbox_delivers')).toEqual([])
	const rows = await world.sql<{ line: string }[]>`
		select billed_for || ' ' || contract_line.position || ' ' || line.kind || ' ' || period_from || ' ' || period_to || ' ' || net_minor || ' ' || line.tax_minor as line
		from invoice_line as line join invoice on invoice.id = invoice_id join contract_line on contract_line.id = contract_line_id`
	return rows.map((row) => row.line).sort()
}

function happenings(world: World, told: Story, id: string) {
	const { books } = world
	// Only the run closes a contract, so after its last day one telling would still take a change and the other would not.
	const { end } = told
	const last = end ? Temporal.PlainDate.from(end.on).add({ days: end.last }).toString() : '9999-12-31'
	const open = told.changes.filter(({ on }) => on <= last)
	const changes = open.map(({ on, later, line, quantity }) => ({
		on,
		happen: async () => {
			const lines = await world.sql<{ id: string }[]>`select id from contract_line order by position`
			const lineId = lines[line % lines.length]?.id ?? ''
			const wanted = Temporal.PlainDate.from(on).add({ days: later }).toString()
			const effectiveOn = wanted < told.startsOn ? told.startsOn : wanted
			// A change that is none, or that comes after the end, is refused: the same in both tellings.
			await act(books, clerk, amendContract, { id, effectiveOn, changes: [{ lineId, set: { quantity } }] })
		},
	}))
	const ends = told.end
		? [
				{
					on: told.end.on,
					happen: async () => {
						const endsOn = Temporal.PlainDate.from(told.end?.on ?? '')
							.add({ days: told.end?.last ?? 0 })
							.toString()
						await act(books, clerk, endContract, { id, endsOn, reason: 'random' })
					},
				},
			]
		: []
	return [...changes, ...ends].sort((one, two) => (one.on < two.on ? -1 : one.on > two.on ? 1 : 0))
}

/** What the preview says falls due by today is what the run of today invoices. */
async function previewIsInvoiced({ books, sql, clock }: World, id: string): Promise<void> {
	const coming = expectOk(await act(books, clerk, previewInvoices, { id, count: 6 }))
	const today = clock.today()
	const shown = coming.filter(({ on }) => Temporal.PlainDate.compare(on, today) <= 0)
	const [before] = await sql<{ count: number }[]>`select count(*)::int as count from invoice`
	await bill(books, clerk, today, 1)
	const billed = await sql<{ on: string; total: bigint }[]>`
		select billed_for::text as on, total_minor as total from invoice order by id offset ${before?.count ?? 0}`
	expect(billed.map(({ on, total }) => `${on} ${total}`).sort()).toEqual(
		shown.map(({ on, totalMinor }) => `${on} ${totalMinor}`).sort(),
	)
}

test('running late gives the same lines as running at every change, and the preview is what is invoiced', {
	timeout: times(120_000, 1_200_000),
}, async () => {
	const seed = Number(process.env.FAST_CHECK_SEED ?? Math.floor(Math.random() * 2 ** 31))
	const runs = times(6, 60)
	await fc.assert(
		fc.asyncProperty(story, async (told) => {
			expect(await tell(told, false)).toEqual(await tell(told, true))
		}),
		{ seed, numRuns: runs, endOnFailure: true },
	)
})

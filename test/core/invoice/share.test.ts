import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectOk, look, type Scope } from '#core/act.ts'
import { partOf, shareOf } from '#core/invoice/share.ts'
import { openBooks, type World } from '#test/support/books.ts'

let world: World
beforeAll(async () => {
	world = await openBooks({ on: '2026-03-01' })
}, 60_000)
afterAll(() => world.close())

const invoices = fc
	.array(fc.bigInt({ min: -500n, max: 3000n }), { minLength: 1, maxLength: 6 })
	.filter((parts) => parts.reduce((sum, part) => sum + part, 0n) > 0n)

/** The part and the shares of every contract of one invoice, as the product's own SQL has them; two lines each. */
async function sharesOf(parts: bigint[], settled: bigint): Promise<{ part: bigint; share: bigint }[]> {
	return expectOk(await look(world.books, { kind: 'system', name: 'test' }, readShares, { parts, settled }))
}

async function readShares(
	{ sql }: Scope,
	{ parts, settled }: { parts: bigint[]; settled: bigint },
): Promise<{ part: bigint; share: bigint }[]> {
	const total = parts.reduce((sum, part) => sum + part, 0n)
	return await sql<{ part: bigint; share: bigint }[]>`
		with contract as (select lpad(n::text, 32, '0')::uuid as id, minor from unnest(${parts.map(String)}::bigint[]) with ordinality as part (minor, n)),
			invoice_line as (
				select 1 as invoice_id, id as contract_id, minor / 3 as net_minor, 0 as tax_minor from contract
				union all select 1, id, 0, minor - minor / 3 from contract),
			invoice as (select 1 as id, null::uuid as contract_id, ${total}::bigint as total_minor, ${settled}::bigint as settled_minor)
		select ${partOf({ sql })} as part, ${shareOf({ sql }, sql`invoice.settled_minor`)} as share
		from invoice, contract order by contract.id`
}

test('of an invoice of several contracts the parts are their lines, and what is paid is shared to the last cent', async () => {
	await fc.assert(
		fc.asyncProperty(invoices, fc.double({ min: 0, max: 1, noNaN: true }), async (parts, how) => {
			const total = parts.reduce((sum, part) => sum + part, 0n)
			const settled = (total * BigInt(Math.round(how * 1000))) / 1000n
			const shares = await sharesOf(parts, settled)
			expect(shares.map(({ part }) => part)).toEqual(parts)
			expect(shares.reduce((sum, { share }) => sum + share, 0n)).toBe(settled)
			// Paid in full, every contract has exactly its part.
			expect((await sharesOf(parts, total)).map(({ share }) => share)).toEqual(parts)
		}),
		{ numRuns: 60 },
	)
})

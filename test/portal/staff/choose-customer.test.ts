import { expect, test } from 'vitest'
import { supply } from '#test/core/payable/supplier.ts'
import { welcome } from '#test/core/payment/ledger.ts'
import { hire, signedIn } from '#test/portal/staff/console.ts'
import { openBooks } from '#test/support/books.ts'
import { openPortal } from '#test/support/portal.ts'

test('a new contract, quote and receipt begin with a search for whom they are, and only a contract may be with a supplier', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	await using portal = await openPortal(world)
	const customer = await welcome(world.books, 'Kontor Nord')
	const administrator = await hire(world.books, 'administrator')
	await supply(world, 'Kontor Immobilien')
	const visit = await signedIn(world.books, portal.address, 'staff', administrator.email)

	for (const page of ['/staff/contracts/new', '/staff/quotes/new', '/staff/receipts/new']) {
		const asked = await visit.read(page)
		expect(asked).toContain('Customer’s name or number')
		expect(asked).not.toContain('Kontor Nord')

		const found = await visit.read(`${page}?find=kontor`)
		expect(found).toContain('Kontor Nord')
		expect(found.includes('Kontor Immobilien')).toBe(page === '/staff/contracts/new')
		expect(await visit.read(`${page}?customer=${customer.id}`)).toContain('Kontor Nord')

		expect(await visit.read(`${page}?find=nobody-at-all`)).toContain('No customer is called that.')
	}
}, 120_000)

import { act, expectOk } from '#core/act.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import { system, welcome } from '#test/core/payment/ledger.ts'
import type { World } from '#test/support/books.ts'

/** A monthly contract that starts today and has not been billed. */
export async function tellContract({ books, clock }: World): Promise<string> {
	const customer = await welcome(books)
	const lines = [
		{ description: 'Plan', quantity: '1', unitPrice: '100', interval: { unit: 'month' as const, count: 1 } },
	]
	const input = { customerId: customer.id, currency: 'EUR', startsOn: clock.today().toString(), lines }
	const { id } = expectOk(await act(books, system, createContract, input))
	expectOk(await act(books, system, activateContract, { id }))
	return id
}

import { type Actor, act, expectOk, type Verb } from '#core/act.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import { createCustomer } from '#core/customer/create.ts'
import { addPayable } from '#core/payable/add.ts'
import { listDues } from '#core/payable/find.ts'
import { hire } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { decided } from '#test/support/decided.ts'

/** A company with a supplier and people who pay. */
export async function openSupplier(on: string) {
	const world = await openBooks({ on })
	const { id: userId } = await hire(world.books, 'finance')
	const finance: Actor = { kind: 'staff', userId, role: 'finance' }
	const run = async <Input, Value>(verb: Verb<Input, Value>, input: Input) =>
		expectOk(await act(world.books, finance, verb, input))
	const refused = async <Input, Value>(verb: Verb<Input, Value>, input: Input) => {
		const outcome = await act(world.books, finance, verb, input)
		return outcome.ok ? 'done' : outcome.refusal.code
	}
	const supplier = await run(createCustomer, {
		...{ name: 'Kontor Immobilien', role: 'supplier', language: 'en', currency: 'EUR', email: 'rent@kontor.example' },
		country: 'DE',
	} as const)
	return { world, finance, run, refused, supplier, [Symbol.asyncDispose]: () => world.close() }
}

export type Supplied = Awaited<ReturnType<typeof openSupplier>>

type Terms = Partial<Parameters<typeof createContract>[1]>

/** A draft of a contract that the company pays. */
export async function draftPayable({ run, supplier }: Supplied, terms: Terms = {}): Promise<{ id: string }> {
	return await run(createContract, {
		...{ customerId: supplier.id, currency: 'EUR', startsOn: '2026-01-31', lines: [], title: 'Office' },
		...terms,
	})
}

/** Rent on the last day of each month. */
export const rent = { unit: 'month', count: 1 } as const

export async function planRent(
	supplied: Supplied,
	contractId: string,
	more: Partial<Parameters<typeof addPayable>[1]> = {},
) {
	return await supplied.run(addPayable, {
		...{ contractId, description: 'Rent', amount: '4000', interval: rent, firstDueOn: '2026-01-31' },
		...more,
	})
}

/** What falls due, a line each. */
export async function duesOf(
	{ run }: Supplied,
	asked: Partial<Parameters<typeof listDues>[1]> = {},
): Promise<string[]> {
	const dues = await run(listDues, { to: '2026-12-31', limit: 2000, alsoDrafts: true, ...asked })
	return dues.map(
		({ dueOn, plannedMinor, paid }) => `${dueOn} ${plannedMinor}${paid ? ` paid ${paid.amountMinor}` : ''}`,
	)
}

const clerk: Actor = { kind: 'system', name: 'clerk' }

/** A supplier with a contract in force and a plan, in books that are there already. */
export async function supply({ books }: World, name: string): Promise<{ id: string; contractId: string }> {
	const run = async <Input, Value>(verb: Verb<Input, Value>, input: Input) =>
		expectOk(await act(books, clerk, verb, input))
	const party = { name, role: 'supplier', language: 'en', currency: 'EUR', email: '', country: 'DE' } as const
	const { id } = await run(createCustomer, party)
	const terms = { customerId: id, currency: 'EUR', startsOn: '2025-01-01', lines: [], title: 'Supply' }
	const { id: contractId } = await run(createContract, { ...terms, renewal: 'tacit', termMonths: 12, noticeDays: 90 })
	await run(addPayable, {
		...{ contractId, description: 'Supply', amount: '250', interval: rent, firstDueOn: '2025-01-31' },
	})
	await run(decided(activateContract), { id: contractId })
	return { id, contractId }
}

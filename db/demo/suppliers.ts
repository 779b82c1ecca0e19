import { type Actor, act, type Books, expectOk } from '#core/act.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import { createCustomer } from '#core/customer/create.ts'
import { addPayable } from '#core/payable/add.ts'
import { listDues } from '#core/payable/find.ts'
import { payPayable } from '#core/payable/pay.ts'
import { tellPayables } from '#core/payable/tell.ts'
import type { Cast } from './history.ts'

const actor: Actor = { kind: 'system', name: 'demo' }
const month = { unit: 'month', count: 1 } as const
const quarter = { unit: 'month', count: 3 } as const

/**
 * What the company itself pays: an office whose lease renews by itself, with the last day to object coming, and a partner
 * who hosts. What fell due is marked as paid but for the last of each.
 */
export async function paySuppliers(books: Books, { users }: Cast, today: Temporal.PlainDate): Promise<void> {
	const ownerId = users.find(({ role }) => role === 'finance')?.id ?? null
	const began = today.subtract({ months: 10 }).with({ day: 1 })
	const sides = { language: 'en', currency: 'EUR', country: 'DE', ownerId } as const
	const landlord = {
		...sides,
		name: 'Kontorhaus Immobilien GmbH',
		email: 'rent@kontorhaus.example',
		role: 'supplier',
	} as const
	const host = {
		...sides,
		name: 'Weser Hosting GmbH',
		email: 'partners@weserhosting.example',
		role: 'partner',
	} as const
	const lease = {
		title: 'Office lease',
		startsOn: began.toString(),
		renewal: 'tacit',
		termMonths: 12,
		noticeDays: 40,
	} as const
	const endsOn = began.add({ months: 12 }).subtract({ days: 1 }).toString()
	await agree(books, landlord, { ...lease, endsOn, ownerId }, [
		{ description: 'Rent', amount: '4800', interval: month, firstDueOn: began.with({ day: 3 }).toString() },
		{
			description: 'Heating and power',
			amount: '620',
			interval: quarter,
			firstDueOn: began.with({ day: 15 }).toString(),
		},
	])
	const hosting = { title: 'Hosting for customers', startsOn: began.toString(), noticeDays: 30, ownerId } as const
	await agree(books, host, hosting, [
		{ description: 'Servers', amount: '1350', interval: month, firstDueOn: began.with({ day: 28 }).toString() },
	])
	await payUntil(books, today)
	expectOk(await act(books, actor, tellPayables, undefined))
}

type Terms = Omit<Parameters<typeof createContract>[1], 'customerId' | 'currency' | 'lines'>
type Plan = Omit<Parameters<typeof addPayable>[1], 'contractId'>

async function agree(
	books: Books,
	side: Parameters<typeof createCustomer>[1],
	terms: Terms,
	plans: readonly Plan[],
): Promise<void> {
	const { id: customerId } = expectOk(await act(books, actor, createCustomer, side))
	const input = { ...terms, customerId, currency: side.currency, lines: [] }
	const contract = expectOk(await act(books, actor, createContract, input))
	for (const plan of plans) expectOk(await act(books, actor, addPayable, { ...plan, contractId: contract.id }))
	expectOk(await act(books, actor, activateContract, { id: contract.id }))
}

async function payUntil(books: Books, today: Temporal.PlainDate): Promise<void> {
	const to = today.subtract({ days: 20 }).toString()
	for (const { payableId, dueOn } of expectOk(await act(books, actor, listDues, { to, state: 'open', limit: 200 })))
		expectOk(await act(books, actor, payPayable, { payableId, dueOn, paidOn: dueOn }))
}

import { randomUUID } from 'node:crypto'
import { act, type Books, expectOk, type Role } from '#core/act.ts'
import { addProduct } from '#core/product/add.ts'
import { createSignIn } from '#core/sign-in/request.ts'
import { addUser } from '#core/staff/add-user.ts'
import { Visit } from '#test/portal/customer/visit.ts'

const system = { kind: 'system', name: 'test' } as const

export const roles: Role[] = [
	'administrator',
	'manager',
	'finance',
	'salesperson',
	'collector',
	'storekeeper',
	'surveyor',
]

/** A member of staff of the role, who can sign in by mail. */
export async function hire(books: Books, role: Role): Promise<{ id: string; email: string }> {
	const email = `${role}-${randomUUID().slice(0, 8)}@halden.example`
	const user = expectOk(await act(books, system, addUser, { name: `The ${role}`, email, role }))
	return { id: user.id, email }
}

/** A token as the letter's link carries it. */
export async function signInToken(books: Books, audience: 'staff' | 'customer', email: string): Promise<string> {
	return expectOk(await act(books, system, createSignIn, { audience, email })).token
}

/** A browser in which somebody has signed in. */
export async function signedIn(books: Books, address: string, audience: 'staff' | 'customer', email: string) {
	const visit = new Visit(address)
	const answer = await visit.post(`/sign-in/open/${await signInToken(books, audience, email)}`)
	if (answer.status !== 302) throw new Error(`${email} could not sign in: ${answer.status}`)
	return visit
}

/** Two things on sale: one by the month, one once. */
export async function stockCatalogue(books: Books) {
	const add = (input: Parameters<typeof addProduct>[1]) => act(books, system, addProduct, input).then(expectOk)
	const monthly = await add({
		code: 'FULL',
		name: 'Full service',
		kind: 'service',
		plan: { name: 'Monthly', interval: { unit: 'month', count: 1 } },
		prices: { EUR: '118.40' },
	})
	const setUp = await add({ code: 'SETUP', name: 'Set-up', kind: 'fee', prices: { EUR: '450' } })
	return { monthly: monthly.planId ?? '', setUp: setUp.id }
}

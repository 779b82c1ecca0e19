import type { Actor, Books, Role } from '#core/act.ts'
import type { Cast } from './history.ts'

/** A contract with a customer that is in force today. */
export type InForce = { id: string; customerId: string; ownerId: string | null; type: string; currency: string }

/** In the order in which they were written. */
export async function contractsInForce({ sql }: Books): Promise<InForce[]> {
	return await sql<InForce[]>`
		select id, customer_id as "customerId", owner_id as "ownerId", type, currency from contract
		where state = 'active' and direction = 'receivable' order by number`
}

/** Whoever is greeted with the way in: the English customer with the most open invoices. */
export async function findGreeted({ sql }: Books): Promise<string | undefined> {
	const [greeted] = await sql<{ id: string }[]>`
		select customer.id from customer where language = 'en' order by (
			select count(*) from invoice where customer_id = customer.id and state = 'issued' and kind = 'invoice'
				and settled_minor < total_minor) desc, customer.id limit 1`
	return greeted?.id
}

/** A colleague by their id, their name or what they do. */
export function colleague(cast: Cast, who: { id: string | null } | { name: string } | { role: Role }): Actor {
	const user = cast.users.find((one) =>
		'id' in who ? one.id === who.id : 'name' in who ? one.name === who.name : one.role === who.role,
	)
	if (!user) throw new Error(`The demo has nobody who is ${JSON.stringify(who)}`)
	return { kind: 'staff', userId: user.id, role: user.role }
}

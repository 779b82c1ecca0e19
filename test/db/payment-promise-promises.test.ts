// What the database refuses of promises to pay, by plain SQL.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { recordFollowUp } from '#core/follow-up/record.ts'
import { system, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'

let world: World
let customer: string
let stranger: string
let kept: string

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-01' })
	customer = (await welcome(world.books)).id
	stranger = (await welcome(world.books, 'Südwind')).id
	kept = await talk(customer)
	await world.sql.unsafe(promise({ id: kept }))
})
afterAll(() => world.close())

async function talk(customerId: string): Promise<string> {
	const record = { customerId, kind: 'call', text: 'x', key: crypto.randomUUID() } as const
	return expectOk(await act(world.books, system, recordFollowUp, record)).id
}
const promise = ({ id, of = customer, minor = 100, on = '2026-03-05', more = '' }: Record<string, unknown>) => `
	insert into payment_promise (follow_up_id, customer_id, currency, amount_minor, promised_on, made_on, made_at ${more ? ', state, received_minor, settled_on, settled_at' : ''})
	values ('${id}', '${of}', 'EUR', ${minor}, '${on}', '2026-03-01', now() ${more})`
const refuses = (statement: string, by: RegExp) => expect(world.sql.unsafe(statement)).rejects.toThrow(by)

test('a promise is of an amount, for a day to come, of the customer talked to, and one waits at a time', async () => {
	const id = await talk(customer)
	await refuses(promise({ id, minor: 0 }), /payment_promise_amount/)
	await refuses(promise({ id, on: '2026-02-28' }), /payment_promise_days/)
	await refuses(promise({ id, of: stranger }), /not of customer/)
	await refuses(promise({ id }), /payment_promise_of_customer/)
	await refuses(promise({ id, more: ", 'kept', 99, '2026-03-05', now()" }), /payment_promise_kept/)
	await refuses(promise({ id, more: ", 'broken', 0, '2026-03-05', now()" }), /payment_promise_broken/)
	await refuses(promise({ id, more: ", 'kept', 100, null, now()" }), /payment_promise_settled/)
})

test('what was promised stays as it was, and what became of it is said anew only where other money has come', async () => {
	await refuses(`update payment_promise set amount_minor = 1 where follow_up_id = '${kept}'`, /frozen/)
	await refuses(`delete from payment_promise where follow_up_id = '${kept}'`, /never deleted/)
	await world.sql`
		update payment_promise set state = 'broken', received_minor = 0, settled_on = '2026-03-06', settled_at = now()
		where follow_up_id = ${kept}`
	await refuses(
		`update payment_promise set state = 'open', received_minor = null, settled_on = null, settled_at = null, amount_minor = 1 where follow_up_id = '${kept}'`,
		/frozen/,
	)
	await refuses(`update payment_promise set settled_on = '2026-03-07' where follow_up_id = '${kept}'`, /frozen/)
	await refuses(
		`update payment_promise set state = 'kept', received_minor = 99 where follow_up_id = '${kept}'`,
		/payment_promise_kept/,
	)
	await world.sql`update payment_promise set state = 'kept', received_minor = 100 where follow_up_id = ${kept}`
})

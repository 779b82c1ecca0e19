import { expect, test } from 'vitest'
import { expectOk, look } from '#core/act.ts'
import { findFollowed } from '#core/dunning/find.ts'
import { findService } from '#core/dunning/find-service.ts'
import { balances, openOf, system, welcome } from '#test/core/payment/ledger.ts'
import { billAutomatically } from '#test/portal/stripe/autopay.ts'
import { takenByStripe } from '#test/portal/stripe/choosing.ts'
import { cardsOf, eventsOf, follow, live, save, setPolicy } from '#test/portal/stripe/keeping.ts'
import { openTaking } from '#test/portal/stripe/taking.ts'

const services = ['service.warned', 'service.restricted', 'service.blocked', 'service.restored']

test('a card fails, is tried twice more, the service falls two steps, and a new card mends it all', async () => {
	await using taking = await openTaking({ on: '2026-03-02' })
	const { books, sql, letters } = taking
	await setPolicy(taking, {
		retry_days: '{1,3}',
		warned_after_days: 3,
		restricted_after_days: 10,
		blocked_after_days: 30,
	})
	const customer = await welcome(books)
	const followed = async () => {
		const [one] = expectOk(await look(books, customer.actor, findFollowed, { customerId: customer.id }))
		return one && { tries: one.tries.map(({ on, reason }) => `${on} ${reason}`), coming: one.coming, asks: one.asks }
	}
	const heard = () => letters.splice(0)

	// 2 March: the invoice over 100.00, due on the 16th, is charged as it is issued, and the bank declines.
	const invoiceId = await billAutomatically(taking, customer, 'pm_card_chargeCustomerFail')
	await taking.settle()
	expect(heard()).toEqual(['invoice-issued', 'payment-failed'])
	expect(await followed()).toEqual({
		tries: ['2026-03-02 declined'],
		coming: ['2026-03-03', '2026-03-05'],
		asks: null,
	})

	// 3 March, eight o'clock: not yet. Noon: tried again, and declined.
	taking.clock.standAt('2026-03-03T07:00:00Z')
	expect(await follow(taking)).toMatchObject({ retries: 0 })
	expect(await live(taking, '2026-03-03')).toMatchObject({ retries: 1 })
	expect(await live(taking, '2026-03-04')).toMatchObject({ retries: 0 })
	expect(heard()).toEqual(['payment-failed'])
	expect((await followed())?.coming).toEqual(['2026-03-05'])

	// 5 March: tried for the last time. From now on it is the customer's.
	expect(await live(taking, '2026-03-05')).toMatchObject({ retries: 1 })
	expect(heard()).toEqual(['payment-failed'])
	expect(await followed()).toEqual({
		tries: ['2026-03-02 declined', '2026-03-03 declined', '2026-03-05 declined'],
		coming: [],
		asks: 'declined',
	})
	expect(await live(taking, '2026-03-12')).toMatchObject({ retries: 0, reminders: 0 })

	// 19 March: three days past due. A reminder is due as well, on the third day.
	expect(await live(taking, '2026-03-18')).toMatchObject({ services: 0 })
	expect(await live(taking, '2026-03-19')).toMatchObject({ services: 1, reminders: 1 })
	expect(heard()).toEqual(['service-changed', 'invoice-overdue'])
	expect(await live(taking, '2026-03-19')).toMatchObject({ services: 0, reminders: 0 })

	// 26 March: the service is restricted; the contract itself stays whole and goes on.
	expect(await live(taking, '2026-03-26')).toMatchObject({ services: 1 })
	const [contract] = await sql<
		{ id: string; state: string; autopay: boolean }[]
	>`select id, state, autopay from contract`
	expect(contract).toMatchObject({ state: 'active', autopay: true })
	const service = async () => expectOk(await look(books, system, findService, { contractId: contract?.id ?? '' }))
	expect(await service()).toMatchObject({
		state: 'restricted',
		dueOn: '2026-03-16',
		overdueMinor: 100_00n,
		next: { state: 'blocked', on: '2026-04-15' },
	})
	expect(heard()).toEqual(['service-changed'])

	// 27 March: the customer replaces the card; what is open is charged to it at once, and all recovers by itself.
	taking.clock.standOn('2026-03-27')
	const [failing] = (await cardsOf(taking, customer)).cards
	await save(taking, customer, '5555555555554444', { replacesId: failing?.id ?? '' })
	const { cards } = await cardsOf(taking, customer)
	expect(cards.map(({ last4, contracts }) => [last4, contracts.length])).toEqual([['4444', 1]])
	expect(heard().sort()).toEqual(['card-saved', 'payment-received', 'service-changed'])
	expect(await openOf(books, invoiceId)).toBe(0n)
	expect(await followed()).toBeUndefined()
	expect(await service()).toMatchObject({ state: 'normal', overdueMinor: 0n, next: null })
	expect(await eventsOf(taking, ...services)).toEqual([
		{ kind: 'service.warned', on: '2026-03-19' },
		{ kind: 'service.restricted', on: '2026-03-26' },
		{ kind: 'service.restored', on: '2026-03-27' },
	])

	// Nothing is tried, told or moved any more, and the money is right to the cent.
	expect(await live(taking, '2026-04-01')).toEqual({ retries: 0, reminders: 0, services: 0, cards: 0 })
	expect(await takenByStripe(taking)).toBe(100_00)
	expect(await balances(books)).toMatchObject({ cash: 100_00n })
	const attempts = await sql`select charge_number, state from payment order by id`
	expect(attempts.map(({ charge_number, state }) => `${charge_number} ${state}`)).toEqual([
		'1 failed',
		'2 failed',
		'3 failed',
		'4 succeeded',
	])
	const detached = await sql`select body ->> 'customer' as customer from card_sandbox.object
		where kind = 'payment_method' and body -> 'card' ->> 'last4' = '0341'`
	expect(detached).toEqual([{ customer: null }])
})

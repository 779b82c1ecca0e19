import { feeOf, moveBalance } from './balance.ts'
import { expireSession } from './checkout.ts'
import { decideDispute, openDispute } from './disputes.ts'
import { changed, emit, type Later } from './events.ts'
import { completeRefund, failRefund } from './refunds.ts'
import { Store } from './store.ts'
import type { Turn } from './turn.ts'
import type { Works } from './works.ts'

/** The charge's money reaches the balance; its balance transaction is known only from here on. */
async function settle(turn: Turn, id: string): Promise<void> {
	const { body } = await turn.store.needHeld('charge', id)
	const moved = await moveBalance(turn, {
		amount: body.amount_captured,
		currency: body.currency,
		fee: feeOf(body.amount_captured),
		description: body.description,
		source: body.id,
		type: 'charge',
		category: 'charge',
	})
	const charge = await turn.store.keep('charge', { ...body, balance_transaction: moved.id })
	await emit(turn, 'charge.updated', charge, changed(body, charge))
}

const DOES: Record<Later, (turn: Turn, subject: string) => Promise<unknown>> = {
	settle,
	dispute: openDispute,
	dispute_won: (turn, id) => decideDispute(turn, id, 'won'),
	dispute_lost: (turn, id) => decideDispute(turn, id, 'lost'),
	refund_fails: (turn, id) => failRefund(turn, id, 'failed'),
	refund_succeeds: completeRefund,
	refund_reference: completeRefund,
}

function turnOf(works: Works, store: Store): Turn {
	return {
		store,
		now: Math.floor(works.clock.now().epochMilliseconds / 1000),
		requestId: null,
		idempotencyKey: null,
		publicUrl: works.publicUrl(),
		written: { events: 0 },
	}
}

/** Does one thing that is due, together with its events. @returns false when none was due */
async function followOne(works: Works, everything: boolean): Promise<boolean> {
	return works.sql.begin(async (sql) => {
		const [due] = await sql<{ id: string; what: Later; subject: string }[]>`
			delete from card_sandbox.later where id = (
				select id from card_sandbox.later ${everything ? sql`` : sql`where due_at <= now()`}
				order by due_at, id limit 1 for update skip locked)
			returning id, what, subject`
		if (due === undefined) return false
		await DOES[due.what](turnOf(works, new Store(sql)), due.subject)
		return true
	})
}

/** Closes one session whose time has passed by the clock. @returns false when there was none */
async function expireOne(works: Works): Promise<boolean> {
	return works.sql.begin(async (sql) => {
		const turn = turnOf(works, new Store(sql))
		const [due] = await sql<{ id: string }[]>`
			select id from card_sandbox.object
			where kind = 'checkout.session' and body ->> 'status' = 'open' and (body ->> 'expires_at')::bigint <= ${turn.now}
			order by made limit 1 for update skip locked`
		if (due === undefined) return false
		await expireSession(turn, await turn.store.needHeld('checkout.session', due.id))
		return true
	})
}

/** What the processor does by itself: settles, disputes, finishes refunds, closes old sessions. */
export async function followUp(works: Works, everything = false): Promise<void> {
	while (await followOne(works, everything));
	while (await expireOne(works));
}

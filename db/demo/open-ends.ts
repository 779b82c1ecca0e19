import { type Actor, act, type Books, expectOk } from '#core/act.ts'
import { evaluateChange } from '#core/amendment/evaluate-change.ts'
import { requestChange } from '#core/approval/request-change.ts'
import { createContract } from '#core/contract/create.ts'
import { voidInvoice } from '#core/credit-note/void-invoice.ts'
import type { Chance } from './chance.ts'
import { changeAsSeen } from './change-as-seen.ts'
import { line } from './contracts.ts'
import type { Cast } from './history.ts'
import { begunWith } from './templates.ts'

const actor: Actor = { kind: 'system', name: 'demo' }

/** Leaves something waiting on every page: drafts, planned changes, requests of customers, a voided invoice. */
export async function leaveOpenEnds(books: Books, cast: Cast, chance: Chance): Promise<void> {
	const today = Temporal.Now.plainDateISO()
	for (const index of [2, 17, 34, 50]) {
		const customer = cast.customers[index]
		if (!customer) continue
		const machines = 2 + chance.number(5)
		expectOk(
			await act(books, actor, createContract, {
				...begunWith(cast, 'fleet'),
				customerId: customer.id,
				title: 'Fleet telemetry, second site',
				currency: customer.currency,
				startsOn: today.add({ months: 1 }).with({ day: 1 }).toString(),
				lines: [line(cast, customer, 'SETUP', machines), line(cast, customer, 'FLEET', machines)],
			}),
		)
	}
	await planRaise(books, today)
	await askForMore(books, cast)
	await planLess(books, cast)
	const [invoice] = await books.sql<{ id: string }[]>`
		select id from invoice where kind = 'invoice' and state = 'issued' and settled_minor = 0 and issued_on > ${today.subtract({ days: 25 })}
		order by total_minor desc limit 1`
	if (invoice) await act(books, actor, voidInvoice, { id: invoice.id, reason: 'Wrong purchase order', again: true })
}

/** A change that everybody can see coming. */
async function planRaise(books: Books, today: Temporal.PlainDate): Promise<void> {
	const lines = await books.sql<{ contractId: string; lineId: string; unitPrice: string }[]>`
		select contract.id as "contractId", line.id as "lineId", state.unit_price as "unitPrice"
		from contract join contract_line as line on line.contract_id = contract.id
			join contract_line_state as state on state.contract_line_id = line.id and state.sequence = 1
		where contract.state = 'active' and contract.currency = 'EUR' and contract.type = 'service'
		order by contract.number limit 3`
	for (const { contractId, lineId, unitPrice } of lines) {
		const raised = String(Math.round(Number(unitPrice) * 104) / 100)
		await act(books, actor, changeAsSeen, {
			contractId,
			change: { kind: 'price', lineId, unitPrice: raised },
			on: today.add({ months: 2 }).with({ day: 1 }).toString(),
			reason: 'Price list of next year',
		})
	}
}

type Fleet = { contractId: string; customerId: string; lineId: string; quantity: string; access: string }

/** Fleets that pay in time, with how many machines each has, in the order of their contracts. */
async function fleets(books: Books): Promise<Fleet[]> {
	return await books.sql<Fleet[]>`
		select contract.id as "contractId", contract.customer_id as "customerId", line.id as "lineId", state.quantity, access
		from contract join contract_line as line on line.contract_id = contract.id and line.description = 'Fleet telemetry'
			cross join lateral (select quantity from contract_line_state where contract_line_id = line.id
				order by effective_on desc, sequence desc limit 1) as state
		where contract.state = 'active' and contract.type = 'subscription' and contract.access <> 'none'
			and not exists (select from dunning join invoice on invoice.id = dunning.invoice_id
				where invoice.contract_id = contract.id and invoice.settled_minor < invoice.total_minor)
		order by contract.number`
}

/** Two customers ask for so much more that a person must agree first. */
async function askForMore(books: Books, cast: Cast): Promise<void> {
	let asked = 0
	for (const { contractId, customerId, lineId, quantity } of await fleets(books)) {
		const contactId = cast.customers.find(({ id }) => id === customerId)?.contactId
		if (!contactId) continue
		const contact: Actor = { kind: 'contact', contactId }
		const change = { kind: 'quantity' as const, lineId, quantity: String(Number(quantity) + 24) }
		const found = await act(books, contact, evaluateChange, { contractId, change })
		if (!found.ok || found.value.decision.kind !== 'approve' || !found.value.preview) continue
		const note = asked === 0 ? 'For the new yard, from next month on. Thank you!' : ''
		expectOk(await act(books, contact, requestChange, { contractId, change, note, seen: found.value.preview.seen }))
		asked += 1
		if (asked === 2) return
	}
}

/** One has fewer machines from the next period on, and can still think better of it. */
async function planLess(books: Books, cast: Cast): Promise<void> {
	const wanted = (await fleets(books)).filter(({ access, quantity }) => access !== 'upsell' && Number(quantity) > 3)
	const fleet = wanted.at(-1)
	const contactId = cast.customers.find(({ id }) => id === fleet?.customerId)?.contactId
	if (!fleet || !contactId) return
	const { contractId, lineId, quantity } = fleet
	const change = { kind: 'quantity' as const, lineId, quantity: String(Number(quantity) - 2) }
	expectOk(await act(books, { kind: 'contact', contactId }, changeAsSeen, { contractId, change }))
}

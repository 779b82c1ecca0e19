import { type Actor, act, type Books, expectOk } from '#core/act.ts'
import { amendContract } from '#core/amendment/amend.ts'
import { createContract } from '#core/contract/create.ts'
import { voidInvoice } from '#core/credit-note/void-invoice.ts'
import type { Chance } from './chance.ts'
import { line } from './contracts.ts'
import type { Cast } from './history.ts'

const actor: Actor = { kind: 'system', name: 'demo' }

/** Leaves something waiting on every page: drafts, a planned change, a voided invoice. */
export async function leaveOpenEnds(books: Books, cast: Cast, chance: Chance): Promise<void> {
	const today = Temporal.Now.plainDateISO()
	for (const index of [2, 17, 34, 50]) {
		const customer = cast.customers[index]
		if (!customer) continue
		const machines = 2 + chance.number(5)
		expectOk(
			await act(books, actor, createContract, {
				customerId: customer.id,
				title: 'Fleet telemetry, second site',
				currency: customer.currency,
				startsOn: today.add({ months: 1 }).with({ day: 1 }).toString(),
				alignment: 'contract',
				renewal: 'tacit',
				termMonths: 12,
				lines: [line(cast, customer, 'SETUP', machines), line(cast, customer, 'FLEET', machines)],
			}),
		)
	}
	await planRaise(books, today)
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
		await act(books, actor, amendContract, {
			id: contractId,
			effectiveOn: today.add({ months: 2 }).with({ day: 1 }).toString(),
			reason: 'Price list of next year',
			changes: [{ lineId, set: { unitPrice: raised } }],
		})
	}
}

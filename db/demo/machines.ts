import { type Actor, act, type Books, expectOk, look } from '#core/act.ts'
import { propose } from '#core/approval/ask.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import { issueGatePass } from '#core/delivery/issue.ts'
import { saveDeliveryRule } from '#core/delivery/rule.ts'
import { findMachinesOf } from '#core/equipment/find.ts'
import { registerEquipment, registerLines } from '#core/equipment/register.ts'
import { bill } from '#core/invoice/run.ts'
import { askMachineRequest } from '#core/machine-request/ask.ts'
import { setPenaltyTerms } from '#core/receivable/penalty-terms.ts'
import { demoModels } from './company.ts'
import { sale } from './contracts.ts'
import type { Cast } from './history.ts'
import { colleague } from './in-force.ts'
import { payByInstalments } from './instalments.ts'
import { survey } from './surveys.ts'

const actor: Actor = { kind: 'system', name: 'demo' }

/** What is sold on instalments bears interest when it is late, and leaves the yard on conditions. */
export async function setSellingTerms(books: Books, first: Temporal.PlainDate): Promise<void> {
	const terms = { contractType: null, contractId: null, validFrom: first.toString(), dailyRatePercent: '0.05' }
	expectOk(await act(books, actor, setPenaltyTerms, { ...terms, graceDays: 5, chargeGrace: false }))
	const conditions = [
		{ kind: 'contract_signed' },
		{ kind: 'survey_good' },
		{ kind: 'amount_received', percent: '20' },
	] as const
	expectOk(await act(books, actor, saveDeliveryRule, { templateId: null, conditions, validDays: 7 }))
}

/** What stands in the yard and at customers' today, and what people want to happen with it. */
export async function fillYard(books: Books, cast: Cast, today: Temporal.PlainDate): Promise<void> {
	const store = colleague(cast, { role: 'storekeeper' })
	for (const [index, { model, serial }] of demoModels.entries()) {
		const machine = { serialNumber: `${serial}-Y${880 + index}`, model, meterUnit: 'h', place: 'Yard, row 2' }
		expectOk(await act(books, store, registerEquipment, { ...machine, meterReading: String(12 + index * 3) }))
	}
	for (const { id: contractId } of await contractsWithMachines(books)) {
		const { unknown } = expectOk(await look(books, store, findMachinesOf, { contractId }))
		// A machine is serviced and calibrated by two lines, and is one machine.
		const lineIds = [...new Map(unknown.map(({ id, serialNumber }) => [serialNumber, id])).values()]
		expectOk(await act(books, store, registerLines, { lineIds, isDelivered: true }))
	}
	await lockTheLate(books, cast)
	await letOut(books, cast, today)
	await survey(books, cast, today)
	// The down payments of what is sold today.
	await bill(books, actor, today, 1)
}

async function contractsWithMachines({ sql }: Books): Promise<{ id: string }[]> {
	return await sql<{ id: string }[]>`
		select id from contract where state in ('active', 'ending') and direction = 'receivable' and exists (
			select from contract_line where contract_id = contract.id and serial_number <> '')
		order by number`
}

/** Whoever collects wants the machine stopped of the customer who is furthest behind with instalments. */
async function lockTheLate(books: Books, cast: Cast): Promise<void> {
	const [late] = await books.sql<{ contractId: string; equipmentId: string }[]>`
		select invoice.contract_id as "contractId", equipment.id as "equipmentId"
		from invoice join equipment on equipment.contract_id = invoice.contract_id and equipment.state = 'delivered'
			join collection_plan on collection_plan.contract_id = invoice.contract_id
		where invoice.state = 'issued' and settled_minor < total_minor order by due_on, equipment.id limit 1`
	if (!late) return
	expectOk(
		await act(books, colleague(cast, { role: 'collector' }), askMachineRequest, {
			...{ kind: 'lock', contractId: late.contractId, equipmentIds: [late.equipmentId] },
			reason: 'Two calls unanswered, the last promise was broken.',
			without: ['in_arrears', 'no_open_promise'],
		}),
	)
}

/** Two machines are to leave: for one the pass is printed, of the other a paper is missing and somebody must agree. */
async function letOut(books: Books, cast: Cast, today: Temporal.PlainDate): Promise<void> {
	const [seller, store] = [colleague(cast, { role: 'salesperson' }), colleague(cast, { role: 'storekeeper' })]
	for (const [index, place] of [6, 22].entries()) {
		const customer = cast.customers[place]
		if (!customer) continue
		const { id: contractId } = expectOk(
			await act(books, actor, createContract, sale(cast, customer, today, 90 + index)),
		)
		await payByInstalments(books, contractId, today, 12)
		expectOk(await act(books, actor, activateContract, { id: contractId }))
		const { unknown } = expectOk(await look(books, store, findMachinesOf, { contractId }))
		expectOk(await act(books, store, registerLines, { lineIds: unknown.map(({ id }) => id), isDelivered: false }))
		const { machines } = expectOk(await look(books, store, findMachinesOf, { contractId }))
		const leaving = { contractId, equipmentIds: machines.map(({ id }) => id), taker: 'Wesertransport GmbH' }
		const without = ['contract_signed', 'survey_good', 'amount_received'] as const
		if (index === 0) {
			const reason = 'The down payment is on its way; the bank has confirmed it.'
			expectOk(await act(books, actor, issueGatePass, { ...leaving, without, reason }))
		} else {
			const reason = 'The site starts on Monday. The signed original is in the post.'
			expectOk(
				await act(books, seller, propose<'delivery'>, {
					...{ kind: 'delivery', input: { ...leaving, without: [...without], reason } },
					note: 'They have bought from us for years.',
				}),
			)
		}
	}
}

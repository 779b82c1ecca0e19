import { type Actor, act, type Books, expectOk } from '#core/act.ts'
import { reportVisit } from '#core/care-visit/close.ts'
import { planVisits } from '#core/care-visit/plan.ts'
import type { Cast } from './history.ts'
import { colleague, contractsInForce, findGreeted } from './in-force.ts'

const actor: Actor = { kind: 'system', name: 'demo' }

type Visit = { title: string; everyMonths: number | null; inDays: number; report?: string }

const visits: Visit[] = [
	{ title: 'Half-yearly inspection', everyMonths: 6, inDays: 9 },
	{
		...{ title: 'Half-yearly inspection', everyMonths: 6, inDays: -12 },
		report: 'Oil and filters changed, brakes adjusted. One hydraulic hose is to be changed at the next visit.',
	},
	{ title: 'Yearly calibration', everyMonths: 12, inDays: -4 },
	{ title: 'Half-yearly inspection', everyMonths: 6, inDays: 2 },
	{ title: 'Talk about the year', everyMonths: null, inDays: 6 },
	{
		...{ title: 'Yearly calibration', everyMonths: 12, inDays: -5 },
		report: 'Calibrated; the protocol is in the cab.',
	},
	{ title: 'Half-yearly inspection', everyMonths: 6, inDays: 23 },
]

/** Machines are looked after on days that are planned: some have been, one was missed, the others are ahead, the greeted customer's first. */
export async function visitMachines(books: Books, cast: Cast, today: Temporal.PlainDate): Promise<void> {
	const greeted = await findGreeted(books)
	const contracts = (await contractsInForce(books))
		.filter(({ type, customerId }) => type === 'service' || customerId === greeted)
		.toSorted((one, other) => Number(other.customerId === greeted) - Number(one.customerId === greeted))
	const places = [...new Map(contracts.map((contract) => [contract.customerId, contract])).values()]
	const on = (days: number) => today.add({ days }).toString()
	for (const [index, { inDays, report, ...visit }] of visits.entries()) {
		const contract = places[index]
		if (!contract) return
		const { id: contractId, customerId, ownerId } = contract
		const planned = { ...visit, contractId, customerId, firstOn: on(inDays), assigneeId: ownerId }
		const { id } = expectOk(await act(books, actor, planVisits, planned))
		if (!report) continue
		const [made] = await books.sql<{ id: string }[]>`select id from care_visit where plan_id = ${id}`
		const technician = ownerId ? colleague(cast, { id: ownerId }) : actor
		if (made) expectOk(await act(books, technician, reportVisit, { id: made.id, doneOn: on(inDays + 1), report }))
	}
}

import { act, type Books, expectOk } from '#core/act.ts'
import { writeRemark } from '#core/discussion/write-remark.ts'
import { type FollowUpKind, recordFollowUp } from '#core/follow-up/record.ts'
import type { Cast } from './history.ts'
import { colleague, contractsInForce, findGreeted, type InForce } from './in-force.ts'

/** What somebody has done about a customer, and has still to do: `inDays` from today on, below nought where it is late. */
type Done = {
	by: string
	to?: string
	kind: FollowUpKind
	daysAgo: number
	text: string
	nextStep: string
	inDays: number
}

const done: Done[] = [
	{
		...{ by: 'Katrin Albers', kind: 'call', daysAgo: 6, inDays: -1 },
		text: 'They open a third yard in spring and want one contact for everything.',
		nextStep: 'Send the framework offer',
	},
	{
		...{ by: 'Katrin Albers', kind: 'visit', daysAgo: 2, inDays: 0 },
		text: 'Walked the workshop with the owner. Two machines are older than we thought.',
		nextStep: 'Ask for a price for the overhaul',
	},
	{
		...{ by: 'Birgit Hansen', to: 'Katrin Albers', kind: 'message', daysAgo: 1, inDays: 2 },
		text: 'Their auditor asks for a signed copy of the terms.',
		nextStep: 'Find the signed copy',
	},
	{
		...{ by: 'Jonas Rieck', kind: 'call', daysAgo: 9, inDays: -2 },
		text: 'They compare us with another supplier; the price of the devices is what they ask about.',
		nextStep: 'Ring again with the figures of last year',
	},
	{
		...{ by: 'Marta Lindqvist', kind: 'call', daysAgo: 3, inDays: 0 },
		text: 'Two drivers have left; they may need fewer devices.',
		nextStep: 'Ask how many they keep',
	},
	{
		...{ by: 'Femi Adeyemi', kind: 'visit', daysAgo: 4, inDays: 5 },
		text: 'Showed the new reports to their fleet manager, who liked the fuel page best.',
		nextStep: 'Send access for two more people',
	},
	{
		...{ by: 'Ilse Dorn', kind: 'message', daysAgo: 2, inDays: 1 },
		text: 'Wants to know what the inspection costs for a crane.',
		nextStep: 'Write the quote',
	},
	{
		...{ by: 'Wei Zhang', kind: 'call', daysAgo: 1, inDays: 0 },
		text: 'The new head of purchasing has taken over and would like to meet.',
		nextStep: 'Suggest three days',
	},
	{
		...{ by: 'Alina Orlova', kind: 'call', daysAgo: 5, inDays: 3 },
		text: 'They ask for one invoice a quarter instead of one a month.',
		nextStep: 'Ask finance',
	},
]

/** What colleagues have promised themselves and each other, and what they talk about at the contract of whoever is greeted. */
export async function leaveTasks(books: Books, cast: Cast, today: Temporal.PlainDate): Promise<void> {
	const contracts = await contractsInForce(books)
	const taken = new Set<string>()
	for (const { by, to, daysAgo, inDays, ...said } of done) {
		const user = cast.users.find(({ name }) => name === by)
		const free = contracts.filter(({ customerId }) => !taken.has(customerId))
		const contract = free.find(({ ownerId }) => ownerId === user?.id) ?? free[0]
		if (!user || !contract) continue
		taken.add(contract.customerId)
		expectOk(
			await act(books, colleague(cast, user), recordFollowUp, {
				...{ ...said, customerId: contract.customerId, contractId: contract.id, key: `demo:task:${contract.id}` },
				happenedOn: today.subtract({ days: daysAgo }).toString(),
				nextOn: today.add({ days: inDays }).toString(),
				assigneeId: cast.users.find(({ name }) => name === to)?.id ?? user.id,
			}),
		)
	}
	const greeted = await findGreeted(books)
	const talked = contracts.find(({ customerId, ownerId }) => customerId === greeted && ownerId !== null)
	if (talked) await discuss(books, cast, talked)
}

async function discuss(books: Books, cast: Cast, { id: contractId, ownerId }: InForce): Promise<void> {
	const owner = cast.users.find(({ id }) => id === ownerId)
	if (!owner) return
	const [seller, head] = [colleague(cast, owner), colleague(cast, { name: 'Katrin Albers' })]
	const said = [
		[
			seller,
			'Their director is back and signs again. They want more devices in spring: @Katrin Albers, may I offer ten per cent if they pay what is open first?',
		],
		[head, `Yes, if they stay for 24 months. @${owner.name}, please put it into the quote.`],
		[seller, 'Done, for the first three months. @Katrin Albers, please look over it before they sign.'],
	] as const
	for (const [speaker, text] of said)
		expectOk(await act(books, speaker, writeRemark, { contractId, text, key: crypto.randomUUID() }))
}

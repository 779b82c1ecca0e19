import type { FoundRequest } from '#core/approval/find.ts'
import { amount } from '#emails/words/format.ts'
import type { Visit } from '../command.ts'
import type { Choice, Field, Reply } from '../reply.ts'

type Speaking = Pick<Visit, 'words' | 'language'>

/** An approval request as a card: who asks, what it does to the money, how the customer stands, and what can be done. */
export function cardOf({ words, language }: Speaking, request: FoundRequest): Reply {
	const { decide } = words
	const money = (minor: bigint) => amount(minor, request.currency, language)
	const fields: Field[] = [
		{ label: decide.customer, value: request.customer.name },
		{ label: decide.asks, value: request.requester },
		{ label: decide.effect, value: money(request.monthMinor) },
		{ label: decide.mrr, value: money(request.mrrMinor) },
		...(request.overdueMinor > 0n
			? [{ label: decide.overdue, value: `${money(request.overdueMinor)}, ${decide.days(request.overdueDays)}` }]
			: []),
	]
	const said = request.comment ? decide.note(request.comment) : ''
	const outcome = outcomeOf({ words, language }, request)
	return {
		title: decide.title(`${request.contract.number} ${request.contract.title}`.trim()),
		...(outcome ? { text: [outcome, said].filter(Boolean).join('\n\n') } : {}),
		...(!outcome && request.note ? { text: decide.note(request.note) } : {}),
		...(request.state === 'approved' ? { tone: 'good' } : {}),
		...(request.state === 'rejected' || request.state === 'outdated' ? { tone: 'bad' } : {}),
		fields,
		choices: outcome ? [] : buttonsOf({ words }, request),
		link: { label: words.open, path: `/staff/approvals/${request.id}` },
	}
}

function outcomeOf({ words: { decide } }: Speaking, { state, decider }: FoundRequest): string | undefined {
	const by = decider ?? ''
	const outcomes = {
		waiting: undefined,
		approved: decide.approved(by),
		rejected: decide.rejected(by),
		outdated: decide.outdated,
		withdrawn: decide.withdrawn,
	}
	return outcomes[state]
}

function buttonsOf({ words: { decide } }: Pick<Speaking, 'words'>, { id, seen }: FoundRequest): Choice[] {
	const command = 'decide'
	return [
		{ label: decide.approve, tone: 'primary', command, input: { id, decision: 'approve', seen }, forAll: true },
		{
			...{ label: decide.reject, tone: 'danger', command, input: { id, decision: 'reject', seen }, forAll: true },
			asks: { label: decide.why, required: true },
		},
	]
}

import { z } from 'zod'
import { dayInput } from '#core/day-input.ts'
import type { FindStatement } from '#core/journal/statement.ts'
import { lastPayDay } from '#core/receivable/foresee-claims.ts'
import type { Reached } from '#core/sign-in/reaches.ts'
import { type AskedDay, askedDay } from '#portal/asked-day.ts'
import type { Visitor } from '#portal/sign-in/actor.ts'
import type { Speaker } from '#portal/words/speaker.ts'
import { presentRefusal } from '../refusal.ts'

const whole = z.object({
	customer: z.uuid().optional(),
	contract: z.uuid().optional(),
	/** Empty: from the beginning. */
	from: z
		.union([z.literal(''), dayInput])
		.optional()
		.catch(undefined),
	on: dayInput.optional().catch(undefined),
})

/** What the address of a statement asks for. A customer or contract that cannot be one is no page: undefined. */
export type StatementFilter = z.output<typeof whole>

export function readStatementFilter(request: Request): StatementFilter | undefined {
	return whole.safeParse(Object.fromEntries(new URL(request.url).searchParams)).data
}

/** What decides which of several keys is used. */
export function aboutOf({ customer, contract }: StatementFilter): Reached | undefined {
	if (contract) return { kind: 'contract', id: contract }
	return customer ? { kind: 'customer', id: customer } : undefined
}

/** Whose statement a visitor sees: the one asked for, else the contract of their link, else their first customer's. */
export function subjectOf(
	{ actor, customers }: Visitor,
	{ customer, contract }: StatementFilter,
): Pick<FindStatement, 'contractId' | 'customerId'> {
	if (contract) return { contractId: contract, customerId: customer }
	if (customer) return { customerId: customer }
	if (actor.kind === 'link' && actor.subject.kind === 'contract') return { contractId: actor.subject.id }
	return { customerId: customers[0]?.id }
}

/** A year back where no first day was asked for, or one that lies after the last. A day too far ahead is today. `today` is ISO. */
export function daysOf({ from, on }: StatementFilter, today: string): Pick<FindStatement, 'from' | 'on'> {
	const last = on && on < today ? on : today
	const asked = on && on > today && on <= lastPayDay(Temporal.PlainDate.from(today)) ? on : last
	if (from === '') return { from: undefined, on: asked }
	const yearBack = Temporal.PlainDate.from(last).subtract({ years: 1 }).add({ days: 1 }).toString()
	return { from: from && from <= last ? from : yearBack, on: asked }
}

/** What is wrong with the days asked for, so that others are shown: by field, with what was asked (`typed`, or an ISO day), or a sentence (`tooFar`). */
export type DayFaults = {
	from?: { unread: string } | { afterLast: string } | undefined
	on?: { unread: string } | { toCome: string } | { tooFar: string } | undefined
}

/** That nothing is told of a day so far ahead, and up to which it is. `today` is ISO. */
export const presentTooFar = (speaker: Speaker, today: string): string =>
	presentRefusal(speaker, {
		code: 'customer.address_day',
		facts: { lastOn: lastPayDay(Temporal.PlainDate.from(today)) },
	})

export function dayFaultsOf(request: Request, speaker: Speaker, today: string): DayFaults {
	const { searchParams } = new URL(request.url)
	const [from, on] = [askedDay(searchParams, 'from'), askedDay(searchParams, 'on')]
	const last = on.day && on.day < today ? on.day : today
	return {
		from: from.unread ? { unread: from.unread } : from.day && from.day > last ? { afterLast: from.day } : undefined,
		on: onFaultOf(on, speaker, today),
	}
}

function onFaultOf({ day, unread, isFar }: AskedDay, speaker: Speaker, today: string): DayFaults['on'] {
	if (isFar || (day && day > lastPayDay(Temporal.PlainDate.from(today))))
		return { tooFar: presentTooFar(speaker, today) }
	if (unread) return { unread }
	return day && day > today ? { toCome: day } : undefined
}

import { type Actor, act, type Books, expectOk, look } from '#core/act.ts'
import { applyRules } from '#core/collection/apply-rules.ts'
import { listCases } from '#core/collection/list.ts'
import { type LogEntry, logEntry } from '#core/collection/log.ts'
import { addCollectionRule } from '#core/collection/rule.ts'
import { tendPromises } from '#core/follow-up/tend-promises.ts'
import type { DemoClock } from './clock.ts'
import type { Cast } from './history.ts'

const actor: Actor = { kind: 'system', name: 'demo' }

/** What has been late for long is given to whoever collects, who has rung a few of them; one promise is broken by today. */
export async function collect(books: Books, clock: DemoClock, cast: Cast, today: Temporal.PlainDate): Promise<void> {
	const user = cast.users.find(({ role }) => role === 'collector')
	if (!user) return
	const collector: Actor = { kind: 'staff', userId: user.id, role: user.role }
	const rule = { throughDays: null, currency: null, leastMinor: null, groupId: null, country: null, collectorId: null }
	expectOk(await act(books, actor, addCollectionRule, { fromDays: 20, ...rule }))
	clock.standOn(today.subtract({ days: 6 }))
	expectOk(await act(books, actor, applyRules, undefined))
	const { cases } = expectOk(await look(books, collector, listCases, { show: 'mine', limit: 3 }))
	const on = (days: number) => today.add({ days }).toString()
	const entries: Omit<LogEntry, 'caseId' | 'key'>[] = [
		{
			...{ kind: 'spoke', spokenTo: 'Accounts', note: 'The approval is with their director; half comes this week.' },
			promise: { amountMinor: 0n, currency: '', on: on(-2) },
		},
		{ kind: 'no_answer', note: 'Nobody answered, twice.', nextStep: 'Ring in the morning', nextOn: on(0) },
		{
			...{ kind: 'visited', note: 'The yard is busy; they asked for the statement of account.' },
			...{ place: 'At the gate', nextStep: 'Ask whether the statement has come', nextOn: on(4) },
		},
	]
	for (const [index, { id, currency, overdueMinor }] of cases.entries()) {
		const entry = entries[index]
		if (!entry) continue
		const { promise } = entry
		const promised = promise && { ...promise, amountMinor: overdueMinor / 2n, currency }
		expectOk(
			await act(books, collector, logEntry, { ...entry, promise: promised, caseId: id, key: crypto.randomUUID() }),
		)
	}
	clock.standOn(today)
	expectOk(await act(books, actor, applyRules, undefined))
	expectOk(await act(books, actor, tendPromises, undefined))
}

import type { ComingInvoice } from '../contract/preview.ts'
import type { ChangeInvoice, Recurring } from './change.ts'
import type { Foresight } from './foresee.ts'

const comingShown = 12

/**
 * What several contracts come to together: one invoice, one sum a month, one list of what is to come. Where they are to end
 * on one day, what they have left to bill of it is one invoice a day, as `joinEnds` makes it.
 */
export function joinForesights(
	foresights: readonly Foresight[],
	endsOn?: string,
): Omit<Foresight, 'renewsOn' | 'rate'> {
	const [first] = foresights
	if (!first) throw new Error('a change of nothing')
	if (foresights.length === 1) return first
	return {
		effect: joinEffects(foresights.flatMap(({ effect }) => effect ?? [])),
		recurring: {
			before: joinRecurring(foresights.map(({ recurring }) => recurring.before)),
			after: joinRecurring(foresights.map(({ recurring }) => recurring.after)),
		},
		coming: {
			before: joinComing(foresights.map(({ coming }) => coming.before)),
			after: joinLast(foresights, endsOn),
		},
	}
}

function joinEffects(effects: readonly ChangeInvoice[]): ChangeInvoice | null {
	const on = effects.map((effect) => effect.on).sort()[0]
	if (on === undefined) return null
	const sums = sumOf(effects)
	return {
		kind: sums.totalMinor < 0n ? 'credit_note' : 'invoice',
		on,
		lines: effects.flatMap(({ lines }) => lines),
		...sums,
	}
}

function joinRecurring(list: readonly Recurring[]): Recurring {
	const monthMinor = list.reduce((sum, one) => sum + one.monthMinor, 0n)
	const nexts = list.flatMap(({ next }) => next ?? [])
	const on = nexts.map((next) => next.on).sort()[0]
	const sameDay = nexts.filter((next) => next.on === on)
	return { monthMinor, next: on === undefined ? null : { on, ...sumOf(sameDay) } }
}

function joinComing(lists: readonly ComingInvoice[][]): ComingInvoice[] {
	const byDay = lists.flat().sort((one, two) => Temporal.PlainDate.compare(one.on, two.on))
	return byDay.slice(0, comingShown)
}

/** What is left to bill up to the shared end is one invoice a day; not of what goes on by then, nor an instalment. */
function joinLast(foresights: readonly Foresight[], endsOn: string | undefined): ComingInvoice[] {
	const joint = new Map<string, ComingInvoice>()
	const others = foresights.map(({ coming, renewsOn }) =>
		coming.after.filter((invoice) => {
			const on = invoice.on.toString()
			if (!isLast(invoice, endsOn) || (renewsOn !== null && renewsOn <= on)) return true
			const first = joint.get(on)
			joint.set(
				on,
				first ? { ...first, lines: [...first.lines, ...invoice.lines], ...sumOf([first, invoice]) } : invoice,
			)
			return false
		}),
	)
	return joinComing([...others, [...joint.values()]])
}

function isLast({ dueOn, lines }: ComingInvoice, endsOn: string | undefined): boolean {
	return !dueOn && lines.some(({ periodTo }) => periodTo?.subtract({ days: 1 }).toString() === endsOn)
}

type Sums = { subtotalMinor: bigint; taxMinor: bigint; totalMinor: bigint }

function sumOf(list: readonly Sums[]): Sums {
	const add = (of: (one: Sums) => bigint) => list.reduce((sum, one) => sum + of(one), 0n)
	return {
		subtotalMinor: add((one) => one.subtotalMinor),
		taxMinor: add((one) => one.taxMinor),
		totalMinor: add((one) => one.totalMinor),
	}
}

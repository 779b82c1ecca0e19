import type { ContractChange, LineItemChange } from '#core/amendment/change.ts'
import { add, compare, formatDecimal, parseDecimal, ZERO } from '#core/decimal.ts'
import type { ContractOptions, Option } from '#core/product/option.ts'

/** What a person has chosen on the page of options, as its address says it. Quantities are text as it was typed. */
export type Choices = {
	/** By line. */
	counts: Record<string, string>
	plans: Record<string, string>
	off: string[]
	/** Lines that stay as they are now, though something else is planned. */
	keep: string[]
	/** Options to add, by `keyOf`, and how many. */
	on: string[]
	adds: Record<string, string>
}

export const nothingChosen: Choices = { counts: {}, plans: {}, off: [], keep: [], on: [], adds: {} }

/** An option is a product with the plan it is offered by. */
export const keyOf = ({ productId, planId }: Pick<Option, 'productId' | 'planId'>) => `${productId}.${planId ?? ''}`

const most = 500

export function choicesIn(query: URLSearchParams): Choices {
	const starting = (prefix: string) =>
		Object.fromEntries(
			[...query].filter(([name]) => name.startsWith(prefix)).map(([name, value]) => [name.slice(prefix.length), value]),
		)
	const all = (name: string) => [...new Set(query.getAll(name).slice(0, most))]
	return {
		counts: starting('n.'),
		plans: starting('p.'),
		adds: starting('m.'),
		off: all('off'),
		keep: all('keep'),
		on: all('on'),
	}
}

/** The same for an address. */
export function queryOf({ counts, plans, off, keep, on, adds }: Choices): URLSearchParams {
	const chosen = Object.entries(adds).filter(([key]) => on.includes(key))
	return new URLSearchParams([
		...Object.entries(counts).map(([id, count]) => [`n.${id}`, count]),
		...Object.entries(plans).flatMap(([id, plan]) => (plan ? [[`p.${id}`, plan]] : [])),
		...off.map((id) => ['off', id]),
		...keep.map((id) => ['keep', id]),
		...on.map((key) => ['on', key]),
		...chosen.map(([key, count]) => [`m.${key}`, count]),
	])
}

/** Only what differs from what there is: a form without script sends all its fields. */
export function differing(choices: Choices, { lines }: Pick<ContractOptions, 'lines'>): Choices {
	const { counts, plans, off, keep } = choices
	const isOther = (id: string, count: string) => {
		const line = lines.find(({ lineId }) => lineId === id)
		const value = numberIn(count)
		return line !== undefined && (value === undefined || keep.includes(id) || !isSame(value, line.quantity))
	}
	const there = new Set(lines.map(({ lineId }) => lineId))
	return {
		...choices,
		counts: Object.fromEntries(Object.entries(counts).filter(([id, count]) => isOther(id, count) && !off.includes(id))),
		plans: Object.fromEntries(Object.entries(plans).filter(([id, plan]) => there.has(id) && plan !== '')),
		off: off.filter((id) => there.has(id)),
		keep: keep.filter((id) => there.has(id)),
	}
}

/**
 * The change that the choices come to, null for none; and what was typed that is no number, by line or option. Which
 * changes are allowed is said by core.
 */
export function changeOf(
	choices: Choices,
	options: Pick<ContractOptions, 'lines' | 'options'>,
): { change: ContractChange | null; wrong: string[] } {
	const { counts, plans, off, on, adds } = differing(choices, options)
	const changes: LineItemChange[] = []
	const wrong: string[] = []
	for (const [lineId, typed] of Object.entries(counts)) {
		const quantity = numberIn(typed)
		if (quantity === undefined) wrong.push(lineId)
		else changes.push({ kind: 'quantity', lineId, quantity })
	}
	for (const [lineId, planId] of Object.entries(plans))
		if (!off.includes(lineId)) changes.push({ kind: 'plan', lineId, planId })
	for (const lineId of off) changes.push({ kind: 'option_off', lineId })
	for (const key of on) {
		const option = options.options.find((one) => keyOf(one) === key)
		const quantity = numberIn(adds[key] ?? option?.smallest ?? '1')
		if (quantity === undefined) wrong.push(key)
		else if (option) changes.push({ kind: 'option_on', productId: option.productId, planId: option.planId, quantity })
	}
	const [first] = changes
	if (!first || wrong.length > 0) return { change: null, wrong }
	return { change: changes.length === 1 ? first : { kind: 'several', changes }, wrong }
}

/** An exact decimal; people also write a comma, and spaces between thousands. */
export function numberIn(typed: string): string | undefined {
	const plain = typed.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.')
	return /^\d{1,15}(\.\d{1,10})?$/.test(plain) ? plain : undefined
}

/** One more or one fewer of what was typed, exact: 0.1 is what 1.1 leaves. Never below none, which no number leaves too. */
export function stepped(typed: string, by: 1 | -1): string {
	const sum = add(parseDecimal(numberIn(typed) ?? '0'), { digits: BigInt(by), scale: 0 })
	return formatDecimal(compare(sum, ZERO) < 0 ? ZERO : sum)
}

const isSame = (one: string, other: string) => compare(parseDecimal(one), parseDecimal(other)) === 0

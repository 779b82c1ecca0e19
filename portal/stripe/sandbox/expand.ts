import { badParameter } from './errors.ts'
import { idOf } from './store.ts'
import type { Turn } from './turn.ts'

type Node = { [name: string]: unknown }

const IDS = new Set([
	'balance_transaction',
	'charge',
	'customer',
	'default_payment_method',
	'failure_balance_transaction',
	'latest_attempt',
	'latest_charge',
	'payment_intent',
	'payment_method',
	'setup_intent',
	'source',
])
/** Expandable, and always empty here: the sandbox has no such objects. */
const ALWAYS_NULL = new Set([
	'application',
	'application_fee',
	'invoice',
	'mandate',
	'on_behalf_of',
	'payment_record',
	'review',
	'single_use_mandate',
	'source_transfer',
	'subscription',
	'test_clock',
	'transfer',
	'transfer_reversal',
])
const EMPTY_LISTS: Record<string, string[]> = { customer: ['sources', 'subscriptions', 'tax_ids'] }

function isNode(value: unknown): value is Node {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listOf(data: unknown[], url: string) {
	return { object: 'list', data, has_more: false, url }
}

/** Fields that an object shows only when asked to. */
async function included(turn: Turn, node: Node, name: string): Promise<unknown> {
	const id = String(node.id)
	if (node.object === 'charge' && name === 'refunds') {
		const rows = await turn.store.sql<{ body: unknown }[]>`
			select body from card_sandbox.object where kind = 'refund' and body ->> 'charge' = ${id} order by made desc limit 10`
		return listOf(
			rows.map((row) => row.body),
			`/v1/charges/${id}/refunds`,
		)
	}
	if (node.object === 'checkout.session' && name === 'line_items') {
		return listOf(await turn.store.owned('item', id), `/v1/checkout/sessions/${id}/line_items`)
	}
	if (EMPTY_LISTS[String(node.object)]?.includes(name)) return listOf([], `/v1/${node.object}s/${id}/${name}`)
	return undefined
}

async function step(turn: Turn, node: Node, name: string, path: string): Promise<unknown> {
	const shown = await included(turn, node, name)
	if (shown !== undefined) {
		if (!isNode(node[name])) node[name] = shown
		return node[name]
	}
	const value = node[name]
	if (isNode(value) || Array.isArray(value)) return value
	if (!Object.hasOwn(node, name) || (!IDS.has(name) && !(ALWAYS_NULL.has(name) && value === null))) {
		throw badParameter('expand', `This property cannot be expanded (${path}).`)
	}
	if (typeof value !== 'string') return value
	const found = (await turn.store.byIds([value])).get(value)
	if (found === undefined) return value
	node[name] = found
	return found
}

async function follow(turn: Turn, value: unknown, names: string[], path: string): Promise<void> {
	if (Array.isArray(value)) {
		for (const item of value) await follow(turn, item, names, path)
		return
	}
	const [name, ...rest] = names
	if (name === undefined || !isNode(value)) return
	await follow(turn, await step(turn, value, name, path), rest, path)
}

/** Loads every id of a list's `name` at once, so that expanding a page is one query and not a hundred. */
async function preload(turn: Turn, value: unknown, name: string | undefined): Promise<void> {
	if (!Array.isArray(value) || name === undefined || !IDS.has(name)) return
	const ids = value.flatMap((item) => (isNode(item) && typeof item[name] === 'string' ? [String(item[name])] : []))
	const found = await turn.store.byIds([...new Set(ids)])
	for (const item of value) {
		const whole = isNode(item) ? found.get(idOf(item[name] as string | null) ?? '') : undefined
		if (isNode(item) && whole !== undefined) item[name] = structuredClone(whole)
	}
}

/** Puts whole objects where `expand[]` asks for them, at most four levels deep. */
export async function expand(turn: Turn, answer: unknown, paths: string[] | undefined): Promise<unknown> {
	if (paths === undefined || paths.length === 0) return answer
	const copy: unknown = structuredClone(answer)
	for (const path of paths) {
		const names = path.split('.')
		if (names.length > 4) {
			throw badParameter('expand', `You cannot expand more than 4 levels of a property (${path}).`)
		}
		if (isNode(copy) && copy.object === 'list' && names[0] === 'data') await preload(turn, copy.data, names[1])
		await follow(turn, copy, names, path)
	}
	return copy
}

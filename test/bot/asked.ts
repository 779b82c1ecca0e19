import { act, expectOk } from '#core/act.ts'
import type { ContractChange } from '#core/amendment/change.ts'
import { makeChange } from '#core/amendment/make-change.ts'
import { setChangeRule } from '#core/amendment/set-rule.ts'
import { addPlace } from '#core/chat/place.ts'
import { clerk, openShop, type Shop } from '#test/core/amendment/world.ts'
import { openChats } from './chats.ts'
import { hireMember } from './desk.ts'

/** A shop whose customers ask before more than 10.00 a month, and two in finance who may agree: one in Slack, one in Telegram. */
export async function openApprovals() {
	const shop = await openShop('2026-01-01')
	const { books } = shop.world
	const approval = { aboveMinor: 1000n, currency: 'EUR' } as const
	expectOk(
		await act(books, clerk, setChangeRule, { direction: 'more', timing: 'now', prorate: true, approval } as const),
	)
	const chats = await openChats(shop.world)
	const katrin = await hireMember(books, 'finance', 'Katrin')
	const jonas = await hireMember(books, 'finance', 'Jonas', 'ru')
	await chats.link(katrin, 'slack', 'UKAT')
	await chats.link(jonas, 'telegram', '55')
	const place = { channel: 'slack', team: 'T1', place: 'C1', name: '#approvals', hears: 'approvals' } as const
	const { userId } = await hireMember(books, 'manager', 'Mara')
	expectOk(await act(books, { kind: 'staff', userId, role: 'manager' }, addPlace, place))
	return { shop, chats, katrin }
}

/** A customer asks for more seats on a contract of its own, which somebody has to agree to. */
export async function askForSeats(shop: Shop, quantity: string, more: { note?: string } = {}): Promise<string> {
	await shop.agree()
	await shop.standOn('2026-01-10')
	const change: ContractChange = { kind: 'quantity', lineId: await shop.lineId(), quantity }
	const { seen } = await shop.preview(change, {}, shop.contact)
	const input = { contractId: shop.contractId, change, seen, key: crypto.randomUUID(), ask: true, ...more }
	const { requestId } = expectOk(await act(shop.world.books, shop.contact, makeChange, input))
	return requestId ?? ''
}

export const stateOfRequest = async ({ world }: Shop, id: string) =>
	(await world.sql<{ state: string }[]>`select state from approval_request where id = ${id}`)[0]?.state

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, act, expectOk, look, type Role } from '#core/act.ts'
import { findMember } from '#core/chat/find-member.ts'
import { issueChatCode } from '#core/chat/issue-code.ts'
import { linkAccount } from '#core/chat/link-account.ts'
import { listAccounts } from '#core/chat/list-accounts.ts'
import { unlinkAccount } from '#core/chat/unlink-account.ts'
import { addUser } from '#core/staff/add-user.ts'
import { openBooks, type World } from '#test/support/books.ts'

let world: World
const system: Actor = { kind: 'system', name: 'test' }
const ann = { channel: 'slack', team: 'T1', account: 'U1', name: 'ann' } as const

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
})
afterAll(() => world.close())

async function hire(role: Role) {
	const user = { name: `The ${role}`, email: `${crypto.randomUUID()}@halden.example`, role }
	const { id } = expectOk(await act(world.books, system, addUser, user))
	return { kind: 'staff', userId: id, role } as const
}
const codeOf = async (actor: Actor) => expectOk(await act(world.books, actor, issueChatCode, undefined)).code
const link = (code: string, account = 'U1') => act(world.books, system, linkAccount, { ...ann, account, code })
const member = async (account = 'U1') =>
	expectOk(await look(world.books, system, findMember, { channel: 'slack', team: 'T1', account }))

test('a code links one account, once; asked again by that account it answers the same', async () => {
	const staff = await hire('manager')
	const code = await codeOf(staff)
	expect(await member()).toBeNull()
	const together = await Promise.all([link(code), link(code), link(code, 'U2'), link(code, 'U3')])
	const linked = together.filter((outcome) => outcome.ok)
	expect(new Set(linked.map((outcome) => outcome.ok && outcome.value.userId))).toEqual(new Set([staff.userId]))
	const rows = await world.sql`select from chat_account where unlinked_at is null`
	expect(rows).toHaveLength(1)
	const [kept] = await world.sql<{ held: boolean }[]>`
		select exists (select from chat_code where encode(code_hash, 'escape') = ${code}) as held`
	expect(kept?.held).toBe(false)
})

test('a code that is old, replaced, made up or of a leaver links nothing', async () => {
	const staff = await hire('finance')
	const replaced = await codeOf(staff)
	const old = await codeOf(staff)
	expect(await link(replaced, 'U9')).toMatchObject({ ok: false, refusal: { code: 'chat.code_invalid' } })
	const later = { ...world.books, clock: { now: () => world.clock.now().add({ minutes: 10 }) } }
	expect(await act(later, system, linkAccount, { ...ann, account: 'U9', code: old })).toMatchObject({ ok: false })
	await world.sql`update staff_user set left_at = now() where id = ${staff.userId}`
	expect(await link(old, 'U9')).toMatchObject({ ok: false })
	expect(await link('x'.repeat(43), 'U9')).toMatchObject({ ok: false })
	expect(await link("'; drop table chat_account", 'U9')).toMatchObject({ ok: false })
	expect(await member('U9')).toBeNull()
})

test('rights are those of the moment; who has left is a stranger', async () => {
	const staff = await hire('salesperson')
	expectOk(await link(await codeOf(staff), 'U5'))
	expect(await member('U5')).toMatchObject({ role: 'salesperson' })
	await world.sql`update staff_user set role = 'finance' where id = ${staff.userId}`
	expect(await member('U5')).toMatchObject({ role: 'finance' })
	await world.sql`update staff_user set left_at = now() where id = ${staff.userId}`
	expect(await member('U5')).toBeNull()
})

test('an account is taken over by whoever proves it, and unlinked by its owner or who keeps the staff', async () => {
	const [one, other, keeper] = [await hire('manager'), await hire('manager'), await hire('administrator')]
	expectOk(await link(await codeOf(one), 'U7'))
	expectOk(await link(await codeOf(other), 'U7'))
	expect(await member('U7')).toMatchObject({ userId: other.userId })
	const accounts = expectOk(await look(world.books, other, listAccounts, undefined))
	expect(accounts.map(({ isOwn }) => isOwn)).toEqual([true])
	const { id = '' } = accounts[0] ?? {}
	expect(await act(world.books, one, unlinkAccount, { id })).toMatchObject({ ok: false })
	expectOk(await act(world.books, keeper, unlinkAccount, { id }))
	expect(await member('U7')).toBeNull()
	expect(await act(world.books, other, unlinkAccount, { id })).toMatchObject({ ok: false })
})

test('only members of staff get a code', async () => {
	const contact: Actor = { kind: 'contact', contactId: crypto.randomUUID() }
	for (const actor of [contact, system])
		expect(await act(world.books, actor, issueChatCode, undefined)).toMatchObject({ ok: false })
})

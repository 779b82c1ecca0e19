import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { findMention } from '#core/discussion/mention-facts.ts'
import { createLink } from '#core/sign-in/create-link.ts'
import type { Mail } from '#emails/post/mail.ts'
import { mailMention } from '#portal/deliver/mention-letter.ts'
import { type Chats, openChats } from '#test/bot/chats.ts'
import { hireMember } from '#test/bot/desk.ts'
import { type Story, tellStory } from '#test/portal/customer/story.ts'
import { textOf, Visit } from '#test/portal/customer/visit.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'
import { hire, signedIn } from './console.ts'

/* What staff say among themselves about a contract, whom it reaches, and whom it never does. */

let world: World
let portal: Portal
let told: Story
let chats: Chats
let seller: Visit
let keeper: Visit
const system = { kind: 'system', name: 'test' } as const
const secret = 'They-are-about-to-leave-us'
const page = () => `/staff/contracts/${told.subscription.id}/discussion`
const say = (visit: Visit, text: string, more: [string, string][] = [], key: string = crypto.randomUUID()) =>
	visit.post(page(), [['text', text], ['key', key], ...more])

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20', max: 10 })
	told = await tellStory(world, 3)
	portal = await openPortal(world)
	chats = await openChats(world)
	const { books } = world
	seller = await signedIn(books, portal.address, 'staff', (await hire(books, 'salesperson')).email)
	const storekeeper = await hireMember(books, 'storekeeper', 'Stella Keeper')
	await chats.link(storekeeper, 'slack', 'USTELLA')
	await world.sql`update staff_user set email = 'stella@halden.example' where id = ${storekeeper.userId}`
	keeper = await signedIn(books, portal.address, 'staff', 'stella@halden.example')
}, 300_000)

afterAll(async () => {
	await chats.close()
	await portal.close()
	await world.close()
})

test('a colleague of another department who is named hears of it by mail and in private, and sees it as new once', async () => {
	const answer = await say(seller, `@stella keeper, ${secret}: is their machine back?`)
	expect(answer.status).toBe(302)
	const after = await seller.read(answer.headers.get('location') ?? '')
	expect(after).toContain('Said, and 1 colleague is told.')
	expect(after).toContain('Told: Stella Keeper')
	const [effect] = await world.sql<{ key: string; payload: Record<string, unknown> }[]>`
		select key, payload from outbox where kind = 'mention'`
	if (!effect) throw new Error('Nobody is told')
	expect(JSON.stringify(effect)).not.toContain(secret)
	const sent: Mail[] = []
	const post = { send: async (mail: Mail) => ({ id: String(sent.push(mail)), repeated: false }), close: async () => {} }
	await mailMention({ books: world.books, post, publicUrl: 'https://portal.example' }, effect)
	expect(sent).toMatchObject([{ to: expect.stringContaining('stella@halden.example') }])
	expect(sent[0]?.text).toContain(secret)
	expect(sent[0]?.text).toContain(`https://portal.example${page()}`)
	await chats.settle()
	const said = chats.slack.messages.filter(({ text }) => text?.includes(secret))
	expect(said).toMatchObject([{ channel: 'DSTELLA' }])
	expect(await keeper.read(page())).toContain('For you')
	expect(await keeper.read(page())).not.toContain('For you')
	expect(
		expectOk(await look(world.books, system, findMention, effect.payload as { remarkId: string; userId: string })),
		'who has seen it is not written to any more',
	).toBeNull()
})

test('whom a name does not find is said, and ticked colleagues are told all the same', async () => {
	const stella = await world.sql<{ id: string }[]>`select id from staff_user where name = 'Stella Keeper'`
	const answer = await say(seller, 'Ask @Nobody', [['tell', stella[0]?.id ?? '']])
	const after = await seller.read(answer.headers.get('location') ?? '')
	expect(after).toContain('Nobody is told of @Nobody')
	expect(after).toContain('1 colleague is told')
})

test('what is empty or too long is refused with its text kept, and pressing twice says it once', async () => {
	const long = 'x'.repeat(5001)
	const refused = await say(seller, long)
	expect(refused.status).toBe(422)
	expect(textOf(await refused.text())).toContain('At most 5,000 characters fit.')
	expect((await say(seller, '  ')).status).toBe(422)
	const count = async () => (await world.sql`select from contract_remark`).length
	const before = await count()
	const key = crypto.randomUUID()
	await Promise.all([say(seller, 'Once', [], key), say(seller, 'Once', [], key)])
	expect(await count()).toBe(before + 1)
})

test('no page, file, letter or paper of the customer ever holds it', async () => {
	const customer = {
		customerId: told.nordwind.id,
		subject: { kind: 'customer', id: told.nordwind.id },
		scope: 'manage',
	} as const
	const link = expectOk(await act(world.books, system, createLink, customer))
	const visit = new Visit(portal.address)
	await visit.post(`/l/${link.token}`)
	const id = told.subscription.id
	const invoices = await world.sql<
		{ id: string }[]
	>`select id from invoice where contract_id = ${id} and state <> 'draft' limit 3`
	const paths = [
		...[
			'/overview',
			'/invoices',
			'/invoices.csv',
			'/statement',
			'/statement.csv',
			'/statement.pdf',
			'/quotes',
			'/cards',
			'/pay',
		],
		...['', '/messages', '/options', '/cancel', '/change?kind=cancel', '/calendar.ics', '?happened=all'].map(
			(rest) => `/contracts/${id}${rest}`,
		),
		...invoices.flatMap((invoice) => [`/invoices/${invoice.id}`, `/invoices/${invoice.id}.pdf`]),
	]
	for (const path of paths) {
		const answer = await visit.get(path)
		expect([200, 302, 404], path).toContain(answer.status)
		expect(await answer.text(), path).not.toContain(secret)
	}
	expect((await visit.get(page())).status).toBe(302)
	expect((await visit.post(page(), { text: 'Me too', key: crypto.randomUUID() })).status).toBe(302)
	const letters = await world.sql`select from outbox where payload::text like ${`%${secret}%`} and kind <> 'chat'`
	expect(letters).toHaveLength(0)
	const events = await world.sql`select from event where facts::text like ${`%${secret}%`}`
	expect(events).toHaveLength(0)
})

import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { messageOf as slackMessageOf } from '#bot/slack/receive.ts'
import { messageOf as telegramMessageOf } from '#bot/telegram/receive.ts'
import { type Actor, act, expectOk } from '#core/act.ts'
import { createCalendarFeed } from '#core/calendar-feed/create.ts'
import { issueChatCode } from '#core/chat/issue-code.ts'
import { sayInChat } from '#core/chat/say.ts'
import { askEmailChange } from '#core/customer/change-email.ts'
import { openInbox } from '#core/inbox/receive.ts'
import { askForRatings } from '#core/rating/ask.ts'
import { setRatingPolicy } from '#core/rating/policy.ts'
import { askForCode } from '#core/sign-in/confirm.ts'
import { createLink } from '#core/sign-in/create-link.ts'
import { createSignIn } from '#core/sign-in/request.ts'
import { openLog } from '#portal/log.ts'
import { hire as hireActor, write } from '#test/core/message/talking.ts'
import { codeSentTo } from '#test/portal/customer/enter.ts'
import { type Story, tellStory } from '#test/portal/customer/story.ts'
import { textOf, Visit } from '#test/portal/customer/visit.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'
import { lastSecrets } from '#test/support/secrets.ts'

let world: World
let portal: Portal
let told: Story
const log: string[] = []
/** Every secret that was handed out, by what it opens. */
const secrets = new Map<string, string>()

const system = { kind: 'system', name: 'test' } as const
const visit = () => new Visit(portal.address)

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20', max: 8 })
	told = await tellStory(world, 1)
	portal = await openPortal(world, { log: openLog('info', { write: (line) => log.push(line) }) })
}, 300_000)

afterAll(async () => {
	await portal.close()
	await world.close()
})

describe('whether an address is known', () => {
	const known = () => told.nordwind.email
	const unknown = 'nobody@nowhere.example'

	async function ask(email: string) {
		const browser = visit()
		const started = performance.now()
		const answer = await browser.post('/sign-in', { email })
		return { browser, answer, took: performance.now() - started }
	}

	test('cannot be told by the clock: neither is answered before the work for both is long done', async () => {
		const took = { known: [] as number[], unknown: [] as number[] }
		for (let time = 0; time < 4; time++) {
			took.known.push((await ask(known())).took)
			took.unknown.push((await ask(`${time}${unknown}`)).took)
		}
		await world.sql`delete from rate_limit`
		// The least of several is that of an idle moment, whatever else the machine does.
		const [one, other] = [Math.min(...took.known), Math.min(...took.unknown)]
		expect(Math.min(one, other)).toBeGreaterThanOrEqual(290)
		expect(Math.abs(one - other)).toBeLessThan(100)
	}, 60_000)

	test('cannot be told by tries of a code, whose number is the same and ends the same way', async () => {
		const answers = []
		for (const email of [known(), unknown]) {
			const { browser } = await ask(email)
			const code = email === unknown ? '' : await codeSentTo(world, email)
			const wrong = code === '111111' ? '222222' : '111111'
			const said = []
			for (let time = 0; time < 6; time++) {
				const answer = await browser.post('/sign-in/code', { code: wrong })
				said.push([answer.status, textOf(await answer.text()).replace(email, '…')])
			}
			answers.push(said)
		}
		expect(answers[1]).toEqual(answers[0])
		expect(JSON.stringify(answers[0])).toContain('Tries left: 1')
	}, 60_000)

	test('is answered by a letter to those alone who are known', async () => {
		const before = await world.sql`select from outbox where payload->'to'->>'email' = ${unknown}`
		expect(before).toHaveLength(0)
		const [counted] = await world.sql`
			select count(*) filter (where account_id is null)::int as unknown, count(*) filter (where account_id is not null)::int as known
			from sign_in_request`
		expect(counted).toEqual({ unknown: 5, known: 5 })
	})
})

describe('a session', () => {
	test('is a new one after signing in, and the one that the browser had before is over', async () => {
		const browser = visit()
		const enter = async () => {
			const { token } = expectOk(
				await act(world.books, system, createSignIn, { audience: 'customer', email: told.nordwind.email }),
			)
			await browser.post(`/sign-in/open/${token}`)
			return browser.cookies.get('session') ?? ''
		}
		const [first, second] = [await enter(), await enter()]
		expect(second).not.toBe(first)
		const thief = visit()
		thief.cookies.set('session', first)
		expect((await thief.get('/overview')).status).toBe(302)
		expect((await browser.get('/overview')).status).toBe(200)
	})

	test('that somebody made up is taken from nobody', async () => {
		const browser = visit()
		browser.cookies.set('session', 'x'.repeat(40))
		expect((await browser.get('/overview')).status).toBe(302)
		const { token } = expectOk(
			await act(world.books, system, createSignIn, { audience: 'customer', email: told.nordwind.email }),
		)
		await browser.post(`/sign-in/open/${token}`)
		expect(browser.cookies.get('session')).not.toBe('x'.repeat(40))
	})
})

describe('no secret', () => {
	/** Goes through everything that hands one out. */
	async function collect(): Promise<void> {
		const email = told.nordwind.email
		const browser = visit()
		await browser.post('/sign-in', { email, return: '/account' })
		secrets.set('the handle of a sign-in', browser.cookies.get('sign_in')?.split('.')[1] ?? '')
		const letter = await lastSecrets(world.sql, { letter: 'sign-in' })
		secrets.set('the link of a sign-in letter', letter.token)
		await browser.post('/sign-in/code', { code: letter.code })
		secrets.set('a session', browser.cookies.get('session') ?? '')
		const contact: Actor = { kind: 'contact', contactId: told.nordwind.contactId }
		secrets.set('a calendar', expectOk(await act(world.books, contact, createCalendarFeed, undefined)).token)
		const [session] = await world.sql<{ key: string }[]>`select key from session order by created_at desc limit 1`
		const asked = { email: 'new@nordwind.example', sessionKey: session?.key }
		const changed = expectOk(await askEmailChange(world.books, contact, asked))
		secrets.set('the handle of a new address', changed.handle)
		const linked = { customerId: told.nordwind.id, contactId: told.nordwind.contactId, scope: 'manage' } as const
		const subject = { kind: 'customer', id: told.nordwind.id } as const
		const link = expectOk(await act(world.books, system, createLink, { ...linked, subject }))
		secrets.set('a secure link', link.token)
		const holder = visit()
		await holder.post(`/l/${link.token}`)
		await holder.get('/overview')
		await holder.get(`/l/${link.token}?to=messages`)
		const actor: Actor = { kind: 'link', linkId: link.id, ...linked, subject }
		secrets.set('the proof of a browser', expectOk(await act(world.books, actor, askForCode, undefined)).proof)
		secrets.set('the code of a link', await codeOf('link-code', email))
		secrets.set('the code of a new address', await codeOf('link-code', 'new@nordwind.example'))
		await askForRating(contact)
		secrets.set('the link of a rating', (await lastSecrets(world.sql, { letter: 'rating-asked' })).token)
		await visit().post('/sign-in', { email })
		const waiting = await lastSecrets(world.sql, { letter: 'sign-in' })
		secrets.set('a link that waits', waiting.token)
		secrets.set('a code that waits', `"${waiting.code}"`)
		await hearInChats()
	}

	const codeOf = async (letter: string, to: string) => `"${(await lastSecrets(world.sql, { letter, to })).code}"`

	async function askForRating(contact: Actor): Promise<void> {
		const id = told.subscription.id
		expectOk(await act(world.books, system, setRatingPolicy, { stages: ['conversation_answered'], everyDays: 30 }))
		expectOk(await write(world, contact, id, 'How do I add a user?'))
		expectOk(await write(world, await hireActor(world), id, 'On the page of options.'))
		world.clock.standOn('2026-06-22')
		expect(expectOk(await act(world.books, system, askForRatings, undefined))).toBe(1)
	}

	/** What was said in chats and waits to be worked on, and an answer that waits to be given. */
	async function hearInChats(): Promise<void> {
		const staff = await hireActor(world)
		const { code } = expectOk(await act(world.books, staff, issueChatCode, undefined))
		secrets.set('a code that links a chat account', code)
		const answerUrl = `https://hooks.slack.example/commands/T1/${'9'.repeat(13)}/aVerySecretEnd`
		secrets.set('an address for answers in Slack', answerUrl)
		const receive = openInbox(world.books)
		await receive(slackMessageOf({ command: '/counterpart', text: `connect ${code}`, response_url: answerUrl }))
		await receive(telegramMessageOf({ update_id: 1, message: { text: `/start ${code}` } } as never))
		const target = { channel: 'slack', place: 'C1' } as const
		const saying = { key: 'quiet', target, reply: { title: 'Yes', choices: [] }, secrets: { answerUrl } }
		expectOk(await act(world.books, { kind: 'system', name: 'bot' }, sayInChat, saying))
	}

	test.each([
		['while letters and answers wait', () => collect(), 6],
		[
			'once they have left',
			() => world.sql`update outbox set delivered_at = now() where delivered_at is null`.then(() => {}),
			0,
		],
	] as const)(
		'of all that was handed out stands in the database %s',
		async (_when, bring, least) => {
			await bring()
			expect([...secrets.values()].every((secret) => secret.length >= 40 || /^"\d{6}"$/.test(secret))).toBe(true)
			expect(secrets.size).toBeGreaterThan(12)
			const waiting = await world.sql`select from outbox where payload ? 'secrets'`
			if (least > 0) expect(waiting.length).toBeGreaterThan(least)
			else expect(waiting).toHaveLength(0)
			const found: string[] = []
			const tables = await world.sql<{ schema: string; name: string }[]>`
			select table_schema as schema, table_name as name from information_schema.tables
			where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`
			expect(tables.length).toBeGreaterThan(40)
			for (const { schema, name } of tables)
				for (const [what, secret] of secrets) {
					const encoded = [Buffer.from(secret).toString('hex'), Buffer.from(secret, 'base64url').toString('hex')]
					const forms = [secret, ...(secret.length > 20 ? encoded : [])]
					const rows = await world.sql.unsafe(
						`select from "${schema}"."${name}" as row, unnest($1::text[]) as form where strpos(row::text, form) > 0 limit 1`,
						[forms],
					)
					if (rows.length > 0) found.push(`${what} in ${name}`)
				}
			expect(found).toEqual([])
			expect(await world.sql`select from outbox where payload::text ~ '"(code|token)"'`).toHaveLength(0)
		},
		60_000,
	)

	test('is found, where it would stand: what is kept of one is its hash', async () => {
		const hash = createHash('sha256')
			.update(secrets.get('a secure link') ?? '')
			.digest()
		expect(await world.sql`select from secure_link where token_hash = ${hash}`).toHaveLength(1)
		expect(await world.sql`select from secure_link as row where row::text ~ ${hash.toString('hex')}`).toHaveLength(1)
	})

	test('and no address of a person is in the log', () => {
		expect(log.length).toBeGreaterThan(20)
		const said = log.join('\n')
		const told = [...secrets].filter(([, secret]) => said.includes(secret.slice(0, 12))).map(([what]) => what)
		expect(told).toEqual([])
		expect(said).not.toMatch(/[\w.]+@[\w.]+\.example/)
	})

	test('is told to another site by an address that carries it', async () => {
		for (const path of [`/l/${'x'.repeat(43)}`, `/sign-in/open/${'x'.repeat(43)}`, `/rate/${'x'.repeat(43)}`]) {
			const answer = await visit().get(path)
			expect(answer.headers.get('referrer-policy')).toBe('same-origin')
			expect(answer.headers.get('cache-control')).toBe('no-store')
			expect(await answer.text()).not.toMatch(/(href|src|action)="(https?:)?\/\//)
		}
	})
})

import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chatReceivers, openChat } from '#bot/open.ts'
import { openSlackClient } from '#bot/slack/platform.ts'
import { act, expectOk } from '#core/act.ts'
import { issueChatCode } from '#core/chat/issue-code.ts'
import { linkAccount } from '#core/chat/link-account.ts'
import type { Sql } from '#db/client.ts'
import { openLog } from '#portal/log.ts'
import { startWorker } from '#portal/worker.ts'
import { openDesk } from '#test/bot/desk.ts'
import { askCredit, hire, type Member, press, rule, step } from '#test/core/approval/office.ts'
import { invoice, system, welcome } from '#test/core/payment/ledger.ts'
import type { World } from '#test/support/books.ts'
import { openSlack, type SlackMessage, signedRequest, signingSecret, slackToken } from '#test/support/slack.ts'
import { readCredited, takePattern, writePattern } from './credit-by-hand.ts'
import { openBenchBooks } from './database.ts'
import type { BenchRow } from './row.ts'

const presses = 50
const jobs = 300
const patience = 30_000
/** Presses that are not counted: each connection of the pool plans what it is asked for the first time. */
const warm = 25
const few = 8

/** How long it takes from the press of a button in Slack until its card shows what came of it. */
export async function bench(): Promise<BenchRow[]> {
	const ground = await openBenchBooks('2026-03-02')
	const world = ground as unknown as World
	const slack = await openSlack()
	const settings = {
		slack: { botToken: slackToken, signingSecret, appToken: undefined, apiUrl: slack.apiUrl },
		telegram: undefined,
	}
	const log = openLog('silent')
	const [receiver] = await chatReceivers(ground.books, settings, log)
	const server = createServer(async (request, response) => await receiver?.handle(request, response))
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const chat = await openChat(openDesk(ground.books), settings)
	let started = () => {}
	const worker = await startWorker({
		...{ books: ground.books, databaseUrl: ground.url, settings: { publicUrl: 'https://portal.example' } },
		post: { send: async ({ idempotencyKey }) => ({ id: idempotencyKey, repeated: false }), close: async () => {} },
		...{ cards: { stripe: undefined as never, live: false }, log, chat, clockwork: false },
		tasks: { bench_start: () => started() },
	})
	try {
		const { cards, decider, left } = await prepare(world, slack.messages)
		const ours: number[] = []
		const taken: number[] = []
		for (const card of cards) {
			await quiet(ground.sql)
			ours.push(await timed(async () => taken.push(await pressAndWait(server, card))))
		}
		await quiet(ground.sql)
		const starts: number[] = []
		for (let job = 0; job < jobs; job++)
			starts.push(
				await timed(async () => {
					const begun = new Promise<void>((resolve) => {
						started = resolve
					})
					await ground.sql`select graphile_worker.add_job('bench_start')`
					await begun
				}),
			)
		// Nobody shall bring cards up to date while the deciding alone is measured.
		await worker.stop()
		const transaction: number[] = []
		const [decided = '', ...others] = left
		await press(world, decider, decided, 'approve')
		const pattern = await takePattern(ground.sql, decided)
		const byHand: number[] = []
		// By turns, so that both are shaken alike.
		for (const [index, id] of others.entries()) {
			if (index % 2 === 0) transaction.push(await timed(() => press(world, decider, id, 'approve')))
			else {
				const request = { ...(await readCredited(ground.sql, id)), decider: `staff:${decider.userId}` }
				byHand.push(await timed(() => writePattern(ground.sql, pattern, request)))
			}
		}
		const client = openSlackClient(settings.slack)
		const [card] = cards
		const trip = async () => {
			const { channel, ts, text, blocks } = card as SlackMessage
			await client.chat.update({ channel, ts, text, blocks: blocks as never })
		}
		const bare: number[] = []
		for (let time = 0; time < presses; time++) bare.push(await timed(trip))
		const [deciding, written] = [median(transaction.slice(few)), median(byHand.slice(few))]
		const shown = pressRow(median(ours.slice(warm)), median(bare.slice(few)), { deciding, written })
		const begun = [startRow('half of all jobs', at(starts, 0.5), 3), startRow('99 jobs of 100', at(starts, 0.99), 8)]
		return [shown, takenRow(Math.max(...taken.slice(warm))), ...begun]
	} finally {
		await worker.stop()
		await new Promise<unknown>((resolve) => server.close(resolve))
		await slack.close()
		await ground.close()
	}
}

function pressRow(ours: number, trip: number, { deciding, written }: { deciding: number; written: number }): BenchRow {
	const reference = 1.5 * trip + written
	return {
		...{ what: 'Approval button to updated card', ours, reference, ratio: reference / ours, goal: 1, unit: 'ms' },
		referenceIs: `one and a half bare round trips to the local chat server (${trip.toFixed(1)} ms each) and one transaction that writes what a decided credit note of one line leaves, without looking at anything (${written.toFixed(1)} ms; our deciding alone: ${deciding.toFixed(1)} ms)`,
		howToRead:
			'One press while nothing else is done. Beyond the rows, deciding reads who may decide, recomputes under the lock what would be done, and answers with the whole card. Ours takes the press in through the inbox and lets the card out through the outbox: three commits and the waking of two jobs more than deciding while the platform waits, which is what nothing being lost costs.',
	}
}

function takenRow(ours: number): BenchRow {
	const reference = 1000
	return {
		...{ what: 'Approval button to Slack’s answer', ours, reference, ratio: reference / ours, goal: 1, unit: 'ms' },
		referenceIs: 'the bound that quality asks for; Slack itself gives three seconds',
		howToRead: 'The slowest press. It is answered once it is stored, before a worker looks at it.',
	}
}

function startRow(whose: string, ours: number, reference: number): BenchRow {
	return {
		...{ what: `Job start, ${whose}`, ours, reference, ratio: reference / ours, goal: 1, unit: 'ms' },
		referenceIs: 'the bound that quality asks for',
		howToRead:
			'From adding a job to its first line in the worker, commit and waking included. An absolute time: a machine that does other things shakes it.',
	}
}

type Prepared = { cards: SlackMessage[]; decider: Member; left: string[] }

/** Requests with a card each in the private chat of whoever decides, and as many more for the deciding alone. */
async function prepare(world: World, messages: SlackMessage[]): Promise<Prepared> {
	const { books } = world
	await rule(world, 'credit_note', [step()])
	const [asker, decider] = [await hire(books, 'asker', 'administrator'), await hire(books, 'decider', 'finance')]
	const { code } = expectOk(await act(books, decider, issueChatCode, undefined))
	const account = { channel: 'slack', team: 'T1', account: 'UDEC' } as const
	expectOk(await act(books, system, linkAccount, { ...account, name: 'decider', code }))
	const customer = await welcome(books)
	const ids: string[] = []
	for (let count = 0; count < 2 * presses; count++)
		ids.push(await askCredit(world, asker, (await invoice(books, customer, 10_000n)).id))
	await until(() => messages.filter(({ text }) => !text.includes('Approved by')).length >= 2 * presses)
	const subjects = await world.sql<{ id: string; message: string }[]>`
		select subject_id as id, message from chat_message where message not like 'pending:%' order by id`
	const shown = subjects.slice(0, presses).map(({ message }) => messages.find(({ ts }) => ts === message))
	return {
		cards: shown.flatMap((one) => (one ? [one] : [])),
		decider,
		left: subjects.slice(presses).map(({ id }) => id),
	}
}

/** Answers how long Slack waited. */
async function pressAndWait(server: Server, card: SlackMessage): Promise<number> {
	const button = card.blocks.flatMap((block) => (block.type === 'actions' ? (block.elements ?? []) : []))[0]
	const payload = JSON.stringify({
		...{ type: 'block_actions', user: { id: 'UDEC', team_id: 'T1' }, team: { id: 'T1' }, trigger_id: card.ts },
		...{ channel: { id: card.channel }, message: { ts: card.ts } },
		container: { type: 'message', message_ts: card.ts },
		actions: [{ ...button, type: 'button', block_id: 'b', action_ts: '1' }],
	})
	const at = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000)
	const { port } = server.address() as AddressInfo
	const request = signedRequest(new URLSearchParams({ payload }).toString(), { at, form: true })
	const begun = performance.now()
	const answer = await fetch(`http://127.0.0.1:${port}/slack/events`, request)
	const taken = performance.now() - begun
	if (answer.status !== 200) throw new Error(`answered ${answer.status}`)
	await until(() => card.text.includes('Approved by'))
	return taken
}

/** Looks again each millisecond. */
async function until(is: () => boolean): Promise<void> {
	const begun = performance.now()
	while (!is()) {
		if (performance.now() - begun > patience) throw new Error('The cards did not come')
		await new Promise((resolve) => setTimeout(resolve, 1))
	}
}

/** Until the letters of the press before are out: else their papers would be a part of this one. */
async function quiet(sql: Sql): Promise<void> {
	while ((await sql`select from graphile_worker.jobs limit 1`).count > 0)
		await new Promise((resolve) => setTimeout(resolve, 5))
}

async function timed(work: () => Promise<unknown>): Promise<number> {
	const begun = performance.now()
	await work()
	return performance.now() - begun
}

const at = (numbers: number[], share: number) =>
	[...numbers].sort((one, two) => one - two)[Math.floor(numbers.length * share)] ?? 1

const median = (numbers: number[]) => at(numbers, 0.5)

import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { createLink } from '#core/sign-in/create-link.ts'
import { folderStore } from '#portal/files/folder.ts'
import type { FileStore } from '#portal/files/store.ts'
import { agree } from '#test/core/message/talking.ts'
import { type Customer, system, welcome } from '#test/core/payment/ledger.ts'
import { textOf, Visit } from '#test/portal/customer/visit.ts'
import { pdf, program, xlsx } from '#test/portal/files/making.ts'
import { hire, signedIn } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'

let world: World
let portal: Portal
let folder: string
let nordwind: Customer
let stranger: Customer
let contractId: string
let foreignId: string
let anna: Visit
let jonas: Visit
let broken = false

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	folder = await mkdtemp(join(tmpdir(), 'counterpart-test-'))
	const kept = folderStore(folder)
	const files: FileStore = {
		...kept,
		put: async (...file) => (broken ? Promise.reject(new Error('The disk is full')) : kept.put(...file)),
	}
	portal = await openPortal(world, { files })
	nordwind = await welcome(world.books)
	stranger = await welcome(world.books, 'Südwind Spedition')
	contractId = await agree(world, nordwind)
	foreignId = await agree(world, stranger)
	anna = await signedIn(world.books, portal.address, 'customer', `anna-${nordwind.id}@nordwind.example`)
	jonas = await signedIn(world.books, portal.address, 'staff', (await hire(world.books, 'salesperson')).email)
}, 300_000)

afterAll(async () => {
	await portal.close()
	await world.close()
	await rm(folder, { recursive: true })
})

type Sent = [name: string, bytes: Uint8Array | string]

function messageOf(text: string, ...files: Sent[]): FormData {
	const form = new FormData()
	form.set('text', text)
	form.set('intent', 'write')
	for (const [name, bytes] of files) form.append('files', new Blob([bytes as BlobPart]), name)
	return form
}

const at = (id = contractId) => `/contracts/${id}/messages`
const write = (visit: Visit, text: string, ...files: Sent[]) => visit.postForm(at(), messageOf(text, ...files))
const count = async () => (await world.sql`select from message`).length
const keptFiles = async () => (await readdir(folder, { recursive: true })).filter((name) => /[0-9a-f]{64}$/.test(name))

async function linkVisit(customer: Customer, id: string, scope: 'view' | 'pay'): Promise<Visit> {
	const subject = { kind: 'contract', id } as const
	const input = { customerId: customer.id, contactId: customer.contactId, subject, scope }
	const { token } = expectOk(await act(world.books, system, createLink, input))
	const visit = new Visit(portal.address)
	await visit.post(`/l/${token}`)
	return visit
}

describe('a conversation', () => {
	test('goes from the customer to the console and back, with files, and says what is new', async () => {
		const sent = await write(anna, 'Could you look at the March invoice?', ['Счёт (март).pdf', pdf])
		expect([sent.status, sent.headers.get('location')]).toEqual([302, `${at()}?sent#latest`])
		expect(await anna.read(`${at()}?sent`)).toContain('Your message has been sent.')
		const room = await jonas.read('/staff/messages')
		expect(room).toContain('Could you look at the March invoice?')
		expect(room).toContain('Waits since')
		expect(room).toContain('1 new')
		const page = await (await jonas.get(`/staff${at()}`)).text()
		expect(page).toContain('Счёт (март).pdf')
		const href = /href="(\/staff\/contracts\/[^"]*\/messages\/[^"]+)"/.exec(page)?.[1] ?? ''
		expect(Buffer.from(await (await jonas.get(href)).arrayBuffer())).toEqual(pdf)
		expect((await jonas.postForm(`/staff${at()}`, messageOf('Certainly.'))).status).toBe(302)
		expect(await jonas.read('/staff/messages')).toContain('Nobody waits for an answer')
		expect(await anna.read(`/overview?customer=${nordwind.id}`)).toContain('1 new message about Fleet software')
		expect(await anna.read(`/contracts/${contractId}`)).toContain('Messages, 1 new')
		// Fetched ahead it is not read; that takes somebody who comes.
		expect((await anna.get(at(), { 'sec-purpose': 'prefetch' })).status).toBe(503)
		expect(await anna.read(at())).toContain('1 new message')
		expect(await anna.read(at())).not.toContain('1 new message')
		expect(await anna.read(`/overview?customer=${nordwind.id}`)).not.toContain('new message')
	})

	test('is read by a link for looking, and written by one for more', async () => {
		const viewer = await linkVisit(nordwind, contractId, 'view')
		const page = await viewer.read(at())
		expect(page).toContain('This link only lets you look.')
		expect(page).not.toContain('Your message')
		const before = [await count(), (await keptFiles()).length]
		const refused = await write(viewer, 'Hello', ['a.pdf', Buffer.concat([pdf, Buffer.from('viewer')])])
		expect([refused.status, await refused.text()]).toEqual([
			422,
			expect.stringContaining('This link only lets you look.'),
		])
		expect([await count(), (await keptFiles()).length]).toEqual(before)
		expect((await write(await linkVisit(nordwind, contractId, 'pay'), 'By link')).status).toBe(302)
	})

	test('shows what was typed as text, whatever it is', async () => {
		await write(anna, '<script>alert(1)</script>\n{{x}} \u0000 "><img src=x onerror=alert(1)>')
		const page = await (await jonas.get(`/staff${at()}`)).text()
		expect(page).toContain('&lt;script&gt;alert(1)')
		expect(page).not.toContain('<img src=x')
	})

	test('that waits for no answer is settled, but not with what came meanwhile', async () => {
		await write(anna, 'Thank you!')
		const [last] = await world.sql<
			{ id: string }[]
		>`select last_message_id as id from conversation where subject_id = ${contractId}`
		await write(anna, 'And one more thing')
		const settle = (seen: string) => {
			const form = messageOf('half an answer')
			form.set('intent', 'settle')
			form.set('seen', seen)
			return jonas.postForm(`/staff${at()}`, form)
		}
		const late = await settle(last?.id ?? '')
		expect(late.status).toBe(422)
		expect(await late.text()).toContain('half an answer')
		const [now] = await world.sql<
			{ id: string }[]
		>`select last_message_id as id from conversation where subject_id = ${contractId}`
		expect((await settle(now?.id ?? '')).status).toBe(302)
		expect(await jonas.read('/staff/messages')).toContain('Nobody waits for an answer')
	})
})

describe('what may not be sent', () => {
	const large = Buffer.concat([pdf, Buffer.alloc(11 * 1024 * 1024)])
	test.each<[string, Sent[], string]>([
		['a program called a paper', [['invoice.pdf', program]], '“invoice.pdf” cannot be sent.'],
		['a page called a page', [['page.html', '<script>alert(1)</script>']], '“page.html” cannot be sent.'],
		['eleven megabytes', [['large.pdf', large]], '“large.pdf” is larger than 10 MB.'],
		['a drawing that runs', [['logo.svg', '<svg onload="alert(1)"/>']], '“logo.svg” cannot be sent.'],
		['a table with a program', [['a.xlsx', xlsx({ 'xl/vbaProject.bin': 'x' })]], '“a.xlsx” cannot be sent.'],
		['six files', Array.from({ length: 6 }, (_, index) => [`${index}.pdf`, pdf] as Sent), 'At most 5 files'],
	])('%s is refused in words, and the text stays', async (_what, files, words) => {
		const before = [await count(), (await keptFiles()).length]
		const answer = await write(
			anna,
			'A text that took an hour',
			['good.txt', 'good'],
			...files.slice(0, 5),
			...files.slice(5),
		)
		const page = textOf(await answer.text())
		expect(answer.status).toBe(422)
		expect(page).toContain(words)
		expect(page).toContain('A text that took an hour')
		expect(page).toContain('Please choose the files again.')
		expect([await count(), (await keptFiles()).length]).toEqual(before)
	})

	test('an empty message is refused, and its files are not kept', async () => {
		const before = (await keptFiles()).length
		const answer = await write(anna, '  ', ['a.txt', 'never kept'])
		expect(await answer.text()).toContain('Please write something first.')
		expect((await keptFiles()).length).toBe(before)
	})

	test('what is no form at all, or beyond all measure, is turned away', async () => {
		const before = await count()
		const headers = {
			cookie: [...anna.cookies].map((pair) => pair.join('=')).join('; '),
			'sec-fetch-site': 'same-origin',
		}
		const post = (type: string, body: BodyInit) =>
			fetch(portal.address + at(), { method: 'POST', headers: { ...headers, 'content-type': type }, body })
		expect((await post('multipart/form-data; boundary=x', 'nothing of the kind')).status).toBeLessThan(500)
		expect((await post('multipart/form-data', '')).status).toBeLessThan(500)
		expect((await post('application/x-www-form-urlencoded', 'text=')).status).toBe(422)
		expect(await count()).toBe(before)
	})

	test('a store that fails keeps the message from being half written', async () => {
		broken = true
		const before = await count()
		const answer = await write(anna, 'With a file', ['a.txt', 'the disk is full'])
		broken = false
		expect(answer.status).toBe(500)
		expect(await count()).toBe(before)
		expect((await write(anna, 'With a file', ['a.txt', 'the disk is full'])).status).toBe(302)
	})
})

describe('a file', () => {
	const files: Sent[] = [
		['table.csv', '=cmd|calc;<script>alert(1)</script>'],
		['notes.txt', '<html><script>alert(1)</script></html>'],
		['../../../etc/пас"swd\r\n.txt', 'a name that leads out'],
		['bomb.xlsx', xlsx({ 'xl/sharedStrings.xml': Buffer.alloc(50 * 1024 * 1024) })],
	]
	let hrefs: string[]
	beforeAll(async () => {
		await write(anna, 'Files', ...files)
		const page = await (await anna.get(at())).text()
		hrefs = [...page.matchAll(/href="(\/contracts\/[^"]*\/messages\/[0-9a-f-]{36})"/g)]
			.map((match) => match[1] ?? '')
			.slice(-4)
	})

	test('is served as a download and as nothing else', async () => {
		expect(hrefs).toHaveLength(4)
		for (const [index, href] of hrefs.entries()) {
			const answer = await anna.get(href)
			const headers = Object.fromEntries(answer.headers)
			expect(headers).toMatchObject({
				'content-disposition': expect.stringMatching(/^attachment; filename="[\w.-]+"; filename\*=UTF-8''[\w.%-]+$/),
				'content-security-policy': expect.stringMatching(/, default-src 'none'; sandbox$/),
				'x-content-type-options': 'nosniff',
				'cache-control': expect.stringMatching(/no-store$/),
			})
			expect(headers['content-type']).not.toMatch(/html|javascript|svg/)
			expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from(files[index]?.[1] ?? ''))
		}
		expect(await (await anna.get(at())).text()).not.toContain('etc/')
	})

	test('is nobody else’s: another customer, another contract’s link, a storekeeper and a stranger get nothing', async () => {
		const [href = ''] = hrefs
		const bo = await signedIn(world.books, portal.address, 'customer', `anna-${stranger.id}@nordwind.example`)
		const keeper = await signedIn(world.books, portal.address, 'staff', (await hire(world.books, 'storekeeper')).email)
		const foreign = await linkVisit(stranger, foreignId, 'pay')
		expect((await bo.get(href)).status).toBe(404)
		expect((await foreign.get(href)).status).toBe(404)
		expect((await bo.get(href.replace(contractId, foreignId))).status).toBe(404)
		expect((await anna.get(href.replace(contractId, foreignId))).status).toBe(404)
		expect((await bo.get(at())).status).toBe(404)
		expect((await bo.postForm(at(), messageOf('Hello'))).status).toBe(404)
		expect((await keeper.get(`/staff${href}`)).status).toBe(404)
		expect((await keeper.get(`/staff${at()}`)).status).toBe(404)
		expect((await keeper.postForm(`/staff${at()}`, messageOf('Hello'))).status).toBeGreaterThanOrEqual(400)
		expect((await new Visit(portal.address).get(href)).status).toBe(302)
		expect((await (await linkVisit(nordwind, contractId, 'view')).get(href)).status).toBe(200)
		for (const id of ['x', '../..', contractId]) expect((await anna.get(`${at()}/${id}`)).status).toBe(404)
	})
})

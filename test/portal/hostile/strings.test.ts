import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { dispatch } from '#bot/terminal/dispatch.ts'
import type { Visit } from '#test/portal/customer/visit.ts'
import { watched } from './answers.ts'
import { type Answer, type Caller, callerOf, forAll } from './caller.ts'
import { type Cast, cookiesOf, enterAs, openCast, staffOf } from './cast.ts'
import { crawl } from './crawl.ts'
import type { Form } from './forms.ts'
import { addressesOf, type Place, readPlaces } from './places.ts'
import { fileNames, strings } from './strings.ts'

/*
 * What nobody should type, in every field of every form, in every address and file name, and in the words of the terminal:
 * nothing fails, nothing comes back as more than text, and text is kept as it was typed.
 */

let cast: Cast
let places: Place[]
let owner: Visit
let clerk: Visit
const unguarded = new Set<string>()

beforeAll(async () => {
	cast = await openCast()
	places = (await readPlaces()).filter((place) => !place.pattern.startsWith('/dev/'))
	owner = await enterAs(cast, 'customer', cast.told.nordwind.email)
	const { staff } = await staffOf(cast)
	clerk = staff.find(({ role }) => role === 'administrator')?.visit ?? owner
}, 300_000)

afterAll(() => cast.close())

const callerFor = (place: { staff: boolean }): Caller =>
	place.staff
		? watched(callerOf(cast, 'the administrator', clerk), unguarded)
		: watched(callerOf(cast, 'the owner', owner), unguarded)

/** Markup of ours that stands in a page as it was typed. Scripts carry a page's data, where `<` is escaped; quotes are too. */
function reflected({ body, headers }: Answer): string[] {
	if (!headers.get('content-type')?.includes('text/html')) return []
	const bare = body.replace(/<script\b[^>]*>[\s\S]*?<\/script>/g, '').replace(/"[^"]*"/g, '""')
	return [...bare.matchAll(/<[a-z!?/][^<>]{0,60}h1t[^<>]{0,20}/gi)].map(([text]) => text)
}

const wrongWith = (answer: Answer): string[] => [
	...(answer.status >= 500 ? [`answers ${answer.status}`] : []),
	...(/(^|\/\/|@)[^/]*h1t\.example/.test(answer.location) ? [`leads to ${answer.location}`] : []),
	...(answer.headers.get('set-cookie')?.includes('h1t=1') ? ['sets a cookie that was typed'] : []),
	...reflected(answer).map((text) => `carries ${text}`),
]

let turn = 0
const next = () => strings[turn++ % strings.length] ?? ''

/** Every field in which something may be typed; what names the form, its thing or its amounts stays. */
function filled({ fields }: Form, whole: boolean): [string, string][] {
	return fields.map(([name, value]) => {
		const fixed =
			!whole &&
			(/^(intent|key|seen|shown|due|version|customer|customerId|lineId|linkId|id|by|return)$/.test(name) ||
				/^[\da-f-]{36}/.test(value))
		return [name, fixed ? value : next()]
	})
}

/** What the portal keeps of a text: no zero bytes, no half characters, no space around it, lines ended as text has them. */
const kept = (text: string) => text.replaceAll('\0', '').toWellFormed().trim()

test('text is kept as it was typed', async () => {
	const fields = [
		'name',
		'industry',
		'street',
		'postalCode',
		'city',
		'region',
		'taxNumber',
		'registrationNumber',
		'phone',
	]
	const short = strings.filter((text) => text.length <= 40 && !/[\r\n]/.test(text) && kept(text) !== '')
	expect(short.length).toBeGreaterThan(100)
	const lost: unknown[] = []
	for (let at = 0; at < short.length; at += fields.length) {
		const typed = Object.fromEntries(fields.map((field, index) => [field, short[at + index] ?? 'plain']))
		const answer = await clerk.post('/staff/customers/new', {
			...typed,
			language: 'en',
			currency: 'EUR',
			country: 'DE',
		})
		const id = /[\da-f-]{36}$/.exec(answer.headers.get('location') ?? '')?.[0]
		if (!id) lost.push([answer.status, typed])
		else {
			const [stored] = await cast.world.sql`
				select customer.name, customer.industry, street, postal_code, city, region, tax_number, registration_number, phone
				from customer join billing_party as party on party.id = billing_party_id where customer.id = ${id}`
			const read = Object.values(stored ?? {})
			fields.forEach((field, index) => {
				if (read[index] !== kept(typed[field] ?? '')) lost.push([field, typed[field], read[index]])
			})
		}
	}
	expect(lost).toEqual([])
}, 120_000)

test('a message is kept as it was typed, and so are the names of its files, which lead nowhere', async () => {
	const at = `/contracts/${cast.told.service.id}/messages`
	const lost: unknown[] = []
	// No file can have a zero byte in its name: a form that says so is refused whole.
	const sendable = fileNames.filter((name) => !name.includes('\0'))
	for (let first = 0; first < sendable.length; first += 5) {
		const names = sendable.slice(first, first + 5)
		const text = strings
			.filter((one) => one.length < 300)
			.slice(first * 5, first * 5 + 25)
			.join(' | ')
			.replace(/\r\n?/g, '\n')
		const form = new FormData()
		form.append('text', text)
		for (const name of names) form.append('files', new Blob(['Plain words'], { type: 'text/plain' }), name)
		const answer = await owner.postForm(at, form)
		const led = answer.headers.get('location')
		// Nothing but control characters is no message.
		if (kept(text) === '') continue
		if (answer.status !== 302 || !led?.startsWith(at)) {
			lost.push([answer.status, led, names])
			continue
		}
		const [message] = await cast.world.sql<
			{ id: string; text: string }[]
		>`select id, text from message order by id desc limit 1`
		if (message?.text.replace(/\r\n?/g, '\n') !== kept(text)) lost.push([text, message?.text])
		const files = await cast.world.sql<{ id: string; name: string }[]>`
			select id, file_name as name from message_attachment where message_id = ${message?.id ?? ''} order by id`
		if (files.length !== names.length) lost.push([names, files])
		for (const { id } of files) {
			const file = await owner.get(`${at}/${id}`)
			const disposition = file.headers.get('content-disposition') ?? ''
			if (!/^attachment; filename="[\w.-]+"; filename\*=UTF-8''[\w.~!#$&+^`|%-]+$/.test(disposition))
				lost.push(disposition)
			if ((await file.text()) !== 'Plain words') lost.push(id)
		}
	}
	expect(lost).toEqual([])
	const form = new FormData()
	form.append('text', 'With a file')
	form.append('files', new Blob(['Plain words'], { type: 'text/plain' }), 'h1t\0.txt')
	expect((await owner.postForm(at, form)).status).toBe(400)
}, 120_000)

// After what is kept: these forms may take the owner's contract or the person's rights away.
describe.each([
	['a customer', false],
	['the console', true],
])('every form of %s', (_name, staff) => {
	test('takes whatever is typed for what it is: text, or a mistake', async () => {
		const caller = callerFor({ staff })
		const from: string[] = []
		for (const place of places.filter((one) => one.staff === staff && one.reads && !one.names.includes('token')))
			from.push(...(await addressesOf(cast.world.sql, place, 1)).map(({ path }) => path))
		const { forms } = await crawl(caller, from)
		const sent = forms.filter(({ action }) => action.startsWith('/staff') === staff && !action.startsWith('/sign-out'))
		expect(sent.length).toBeGreaterThan(25)
		const astray = new Set<string>()
		// Once with every field strange, then with those alone that a person types into.
		// All filled in before the first is sent: what a field gets is then the same at every run.
		for (const whole of [true, false, false, false, false])
			await forAll(
				sent.map((form) => ({ ...form, fields: filled(form, whole) })),
				async (form) => {
					const { fields } = form
					const answer = await caller.send(form)
					const pages = [answer]
					if (answer.location.startsWith('/')) pages.push(await caller.get(answer.location))
					for (const page of pages)
						for (const wrong of wrongWith(page))
							astray.add(`${form.action}: ${wrong} for ${JSON.stringify(fields).slice(0, 700)}`)
				},
			)
		expect([...astray].slice(0, 12)).toEqual([])
	}, 240_000)
})

test('every address with something strange in it is an address of nothing', async () => {
	const astray = new Set<string>()
	await forAll(
		places.filter(({ reads }) => reads),
		async (place) => {
			const caller = callerFor(place)
			for (let time = 0; time < 3; time++) {
				const said = encodeURIComponent(next().toWellFormed().slice(0, 1500))
				const path = place.pattern.replace(/:\w+/g, () => (said === '' || said === '.' ? 'h1t' : said))
				const query = [
					'search',
					'show',
					'before',
					'after',
					'on',
					'end',
					'return',
					'line',
					'choice',
					'contract',
					'done',
					'done[]',
				].map((name) => `${name}=${encodeURIComponent(next().toWellFormed().slice(0, 300))}`)
				for (const address of [path, `${path}?${query.join('&')}`, `${path}.data?${query.join('&')}`])
					for (const wrong of wrongWith(await caller.get(address))) astray.add(`${address.slice(0, 400)}: ${wrong}`)
			}
		},
	)
	expect([...astray].slice(0, 12)).toEqual([])
	expect([...unguarded]).toEqual([])
}, 240_000)

test('the terminal takes strange words for wrong ones', async () => {
	const dataDir = mkdtempSync(join(tmpdir(), 'counterpart-strings-'))
	const settings = { DATABASE_URL: cast.world.url, DATA_DIR: dataDir, NODE_ENV: 'test' }
	for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
	const astray: string[] = []
	for (const [index, word] of strings.filter((one) => one.length < 500 && one !== '--help').entries()) {
		const command = ['link', 'statement', 'report', 'preview', 'import', 'nothing'][index % 6] ?? ''
		let said = ''
		const say = (text: string) => {
			said += text
		}
		const words = index % 2 ? [command, word] : [command, word, '--json']
		const code = await dispatch(words, { out: say, err: say, input: async () => '' })
		if (code === 0 || /This should not have happened/.test(said))
			astray.push(`${JSON.stringify(words)}: ${code} ${said.slice(0, 300)}`)
	}
	vi.unstubAllEnvs()
	rmSync(dataDir, { recursive: true })
	expect(astray).toEqual([])
}, 120_000)

test('nothing of it failed unseen', () => {
	expect(cast.log.filter((line) => line.includes('unexpected error')).map((line) => line.slice(0, 600))).toEqual([])
	expect(cookiesOf(owner)).toContain('session')
})

// Over 300 lines: one portal for all that a quote's page is for, from the first letter to the sealed file.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { createContract } from '#core/contract/create.ts'
import { previewInvoices } from '#core/contract/preview.ts'
import { confirmAddress } from '#portal/present/confirm-address.ts'
import { chosenAddress } from '#portal/present/quote/shown.ts'
import { type Buyer, month, offer, office, welcome } from '#test/core/quote/offer.ts'
import { pack, readPdf } from '#test/emails/paper/read-pdf.ts'
import { codeSentTo, enter } from '#test/portal/customer/enter.ts'
import { openShop, type Shop } from '#test/portal/customer/shop.ts'
import { textOf, Visit } from '#test/portal/customer/visit.ts'
import { hire, signedIn } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'

/*
 * A quote's page by a browser without script, over the whole portal: letters, links, forms and files are the real ones.
 */

let world: World
let shop: Shop
let buyer: Buyer

const lines = [
	{ description: 'Fleet software', quantity: '12', unitPrice: '29.95', interval: month },
	{ description: 'Route planner', quantity: '12', unitPrice: '4.50', interval: month, optional: true, chosen: false },
	{ description: 'Bronze support', quantity: '1', unitPrice: '10', interval: month, optional: true, choice: 'Support' },
	{
		...{ description: 'Gold support', quantity: '1', unitPrice: '40', interval: month },
		...{ optional: true, chosen: false, choice: 'Support' },
	},
]

beforeAll(async () => {
	world = await openBooks({ on: '2026-01-31' })
	buyer = await welcome(world)
	shop = await openShop(world)
}, 120_000)
afterAll(async () => {
	await shop.close()
	await world.close()
})

type Letter = { subject: string; text: string; to: string; files: string[] }

async function lettersTo(email: string): Promise<Letter[]> {
	await shop.settle()
	return await world.sql<Letter[]>`
		select subject, text, to_address as to, array(
			select file_name from mailbox_attachment where letter_id = mailbox_letter.id order by file_name) as files
		from mailbox_letter where to_address like ${`%${email}%`} order by id`
}

/** A browser that has opened the link of the newest letter. */
async function opened(): Promise<Visit> {
	const [letter] = (await lettersTo(buyer.email)).slice(-1)
	const token = /\/l\/([\w-]{43})/.exec(letter?.text ?? '')?.[1] ?? ''
	const visit = new Visit(shop.address)
	const answer = await visit.post(`/l/${token}`)
	expect(answer.status).toBe(302)
	return visit
}

/** What the form of a page carries hidden, and what is ticked in it. */
function formOf(html: string): [string, string][] {
	const fields: [string, string][] = [['seen', /name="seen" value="(\w+)"/.exec(html)?.[1] ?? '']]
	for (const [tag] of html.matchAll(/<input[^>]+>/g)) {
		const name = /name="(line|choice\[\d+\])"/.exec(tag)?.[1]
		const value = /value="([^"]*)"/.exec(tag)?.[1]
		if (name && value && tag.includes('checked')) fields.push([name, value])
	}
	return fields
}

const signature: [string, string][] = [
	['intent', 'accept'],
	['name', 'Anna Petersen'],
	['consent', 'on'],
]

test('a quote comes by letter, is chosen from, asked about and signed, without any script', {
	timeout: 120_000,
}, async () => {
	const { id, number } = await offer(world, buyer, {
		title: 'Two depots',
		validUntil: '2026-03-10',
		termMonths: 12,
		lines,
	})
	const visit = await opened()
	const path = `/quotes/${id}`
	const first = await (await visit.get(path)).text()
	// 359.40 + 10.00 and 19 % on each.
	expect(textOf(first)).toContain('€439.59')
	expect(textOf(first)).toContain(`Quote ${number}`)

	// Gold instead of bronze, and the planner: 359.40 + 54.00 + 40.00.
	const idOf = async (position: number) =>
		String((await world.sql`select id from quote_line where quote_id = ${id} and position = ${position}`)[0]?.id)
	const [planner, gold] = [await idOf(2), await idOf(4)]
	const asked = await visit.post(path, [
		['intent', 'preview'],
		['line', planner],
		['choice[0]', gold],
	])
	expect(asked.status).toBe(302)
	const chosen = await (await visit.get(asked.headers.get('location') ?? '')).text()
	expect(textOf(chosen)).toContain('€539.55')

	// A tick that was not reckoned does not slip through.
	const slipped = await visit.post(path, [...formOf(chosen).filter(([, value]) => value !== planner), ...signature])
	expect(slipped.headers.get('location')).toContain('changed')
	expect(await visit.read(slipped.headers.get('location') ?? '')).toContain('The amounts have changed')

	await visit.post(path, { intent: 'ask', text: 'Is the onboarding on site?' })
	expect(await visit.read(path)).toContain('Is the onboarding on site?')

	const nameless = await visit.post(path, [...formOf(chosen), ...signature.filter(([name]) => name !== 'name')])
	expect(textOf(await nameless.text())).toContain('Please type your full name')
	const unticked = await visit.post(path, [...formOf(chosen), ...signature.filter(([name]) => name !== 'consent')])
	expect(textOf(await unticked.text())).toContain('Please tick that you accept.')

	const done = await visit.post(path, [...formOf(chosen), ...signature])
	expect([done.status, done.headers.get('location')]).toEqual([302, path])
	const after = await visit.read(path)
	expect(after).toContain('Accepted on 31 Jan 2026 by Anna Petersen')
	const [contract] = await world.sql<{ id: string; number: string }[]>`
		select contract.id, contract.number from quote join contract on contract.id = contract_id where quote.id = ${id}`
	expect(after).toContain(String(contract?.number))
	// The quote's link opens the contract that it has become.
	const itsPage = textOf(await (await visit.get(`/contracts/${contract?.id}`)).text())
	expect(itsPage).toContain(String(contract?.number))
	// And there is what was signed for it.
	expect(itsPage).toContain(`Two depots ${number} · 31 Jan 2026 Signed`)
	const coming = expectOk(await look(world.books, office, previewInvoices, { id: contract?.id ?? '', count: 1 }))
	expect(coming[0]?.totalMinor).toBe(539_55n)

	const letters = await lettersTo(buyer.email)
	expect(letters.at(-1)).toMatchObject({ subject: `Quote ${number} is accepted`, files: [`${number}-signed.pdf`] })
	const signed = await visit.get(`${path}/signed.pdf`)
	expect(signed.headers.get('content-type')).toBe('application/pdf')
	const file = Buffer.from(await signed.arrayBuffer())
	expect(file.toString('latin1')).toContain('/SubFilter /ETSI.CAdES.detached')
	const again = Buffer.from(await (await visit.get(`${path}/signed.pdf`)).arrayBuffer())
	expect(again.equals(file)).toBe(true)
	// Once is once.
	const twice = await visit.post(path, [...formOf(chosen), ...signature])
	expect(textOf(await twice.text())).toContain('has already been decided on')
})

test('a draft is sent for signature from its page, signed by its letter, and kept sealed as the contract', {
	timeout: 120_000,
}, async () => {
	const contract = expectOk(
		await act(world.books, office, createContract, {
			...{ customerId: buyer.id, currency: buyer.currency, startsOn: '2026-02-01' },
			lines: [{ description: 'Crane', quantity: '1', unitPrice: '100', interval: month }],
		}),
	)
	const { email } = await hire(world.books, 'administrator')
	const desk = await signedIn(world.books, shop.address, 'staff', email)
	const page = `/staff/contracts/${contract.id}`
	expect(await desk.read(page)).toContain('Send for signature')
	const request = (await desk.post(page, { intent: 'signature' })).headers.get('location') ?? ''
	const prepared = textOf(await (await desk.get(request)).text())
	expect(prepared).toContain(`Signature of ${contract.number}`)
	const form = await (await desk.get(`${request}/edit`)).text()
	expect(form).not.toContain('name="lines')
	const posted = {
		version: '1',
		validUntil: '2026-02-20',
		introduction: '',
		conditions: 'Crane of {{contract.number}}.',
	}
	expect((await desk.post(`${request}/edit`, posted)).headers.get('location')).toBe(request)
	expect((await desk.post(request, { intent: 'send' })).headers.get('location')).toContain('done=send')
	expect(await desk.read(page)).toMatch(/Sent.*Waits for signature.*Activate without signature.*Back to draft/s)

	const visit = await opened()
	const path = request.replace('/staff', '')
	expect((await lettersTo(buyer.email)).at(-1)).toMatchObject({
		subject: `Your contract ${contract.number} from Halden Systems: please sign`,
		files: [`${contract.number}.pdf`],
	})
	const html = await (await visit.get(path)).text()
	expect(textOf(html)).toContain(`Contract ${contract.number} to sign`)
	expect(textOf(html)).toContain(`Crane of ${contract.number}.`)
	expect(textOf(html)).toContain(`I sign contract ${contract.number} for Nordwind Logistik`)
	// What is asked and answered about it is about the contract, whichever side reads of it.
	await visit.post(path, { intent: 'ask', text: 'Who delivers it?' })
	const subjects = async () => (await lettersTo('@')).map(({ subject }) => subject)
	expect(await subjects()).toContain(`Nordwind Logistik asks about contract ${contract.number}`)
	await desk.post(request, { intent: 'answer', text: 'We do.' })
	expect(await subjects()).toContain(`Our answer about contract ${contract.number}`)
	expect((await visit.post(path, [...formOf(html), ...signature])).headers.get('location')).toBe(path)
	expect(await visit.read(path)).toContain('Signed contract (PDF)')
	expect(await desk.read(page)).toContain('Active')
	expect(await desk.read(request)).toContain(`Contract ${contract.number} is in force`)

	expect((await lettersTo(buyer.email)).at(-1)).toMatchObject({
		subject: `Contract ${contract.number} is signed`,
		files: [`${contract.number}-signed.pdf`],
	})
	const file = Buffer.from(await (await visit.get(`${path}/signed.pdf`)).arrayBuffer())
	const read = await readPdf(file)
	const printed = read.pages.map((one) => one.packed).join('')
	for (const words of [
		`Contract${contract.number}`,
		`Crane of ${contract.number}.`,
		`This page belongs to contract ${contract.number}`,
		`I sign contract ${contract.number} for Nordwind Logistik`,
	])
		expect(printed).toContain(pack(words))
})

const undecided = { optional: true, chosen: false }

test('what is taken off for a time is shown with the price after it, for what is chosen, and is in the file', async () => {
	const { id } = await offer(world, buyer, {
		validUntil: '2026-03-10',
		discounts: [{ percent: '10', months: 6 }],
		...{ termMonths: 12, renewal: 'tacit', noticeDays: 30 },
		lines: [
			{
				...lines[0],
				description: 'Fleet software',
				quantity: '10',
				unitPrice: '30',
				interval: month,
				discountPercent: '20',
				discountPeriods: 3,
			},
			{ description: 'Route planner', quantity: '10', unitPrice: '5', interval: month, optional: true, chosen: false },
			{ description: 'Theft alarm', quantity: '10', unitPrice: '1', interval: month, freeDays: 14, ...undecided },
		],
	})
	const visit = await opened()
	const read = async (path: string) => (await visit.read(path)).replaceAll(' : ', ': ')
	const offered = await read(`/quotes/${id}`)
	expect(offered).toContain('less 20% until 29 Apr 2026')
	expect(offered).toContain('€240.00 From 30 Apr 2026: €300.00')
	expect(offered).toContain('10% off everything from 31 Jan 2026 to 30 Jul 2026')
	// 240 less 10 % and 19 %; then 300 less 10 %; then 300.
	expect(offered).toContain('€257.04')
	expect(offered).toContain('From 30 Apr 2026: €321.30 From 31 Jul 2026: €357.00')
	const [planner] = await world.sql<{ id: string }[]>`select id from quote_line where quote_id = ${id} and position = 2`
	const chosen = await read(`/quotes/${id}?choose=&line=${planner?.id}`)
	expect(chosen).toContain('From 30 Apr 2026: €374.85 From 31 Jul 2026: €416.50')
	const pdf = Buffer.from(await (await visit.get(`/quotes/${id}.pdf`)).arrayBuffer())
	const printed = (await readPdf(pdf)).pages.map((page) => page.packed).join('')
	for (const words of [
		'Discount until 29 Apr 2026 · from 30 Apr 2026: €300.00',
		'10% off everything from 31 Jan 2026 to 30 Jul 2026',
		'Every month · first 14 days free',
		'Billed in advance, on the first day of each period.',
		'At its end it goes on for another term of the same length, unless notice is given at least 30 days before.',
	])
		expect(printed).toContain(words.replaceAll(/\s/g, ''))
})

test('an older link asks for a code by mail before it signs', { timeout: 60_000 }, async () => {
	world.clock.standOn('2026-02-02')
	const { id } = await offer(world, buyer, { validUntil: '2026-03-10', lines })
	const visit = await opened()
	world.clock.standOn('2026-02-04')
	const path = `/quotes/${id}`
	const page = await (await visit.get(path)).text()
	expect(textOf(page)).toContain('Confirm first that it is you')
	expect(textOf(page)).toContain('a•••@nordwind.example')
	// What was chosen is still chosen after the code: by the page's own way there, and after a press.
	const wanted = await world.sql<{ id: string; optional: boolean }[]>`
		select id, optional from quote_line where quote_id = ${id} and description not like 'Bronze%' order by position`
	const addressFor = (some: { id: string }[]) =>
		chosenAddress(
			path,
			some.map((line) => line.id),
		)
	const back = addressFor(wanted.filter(({ optional }) => optional))
	const shown = await (await visit.get(back)).text()
	const ways = [...shown.matchAll(/href="(\/confirm[^"]+)"/g)].map(([, way = '']) => way)
	expect(ways).toEqual([confirmAddress(addressFor(wanted)), confirmAddress(addressFor(wanted))])
	const refused = await visit.post(path, [...formOf(shown), ...signature])
	const confirm = refused.headers.get('location') ?? ''
	expect(confirm).toBe(confirmAddress(back))

	const asked = await visit.post(confirm, { intent: 'ask' })
	expect(visit.set.join()).toMatch(/proof=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax/)
	const wrong = await visit.post(asked.headers.get('location') ?? '', { intent: 'enter', code: '000000' })
	expect(textOf(await wrong.text())).toContain('That code is not right')
	const code = await codeSentTo(world, buyer.email)
	// The code is worth nothing in another browser that holds the same link.
	const other = new Visit(shop.address)
	other.cookies.set('links', visit.cookies.get('links') ?? '')
	const stolen = await other.post(confirm, { intent: 'enter', code })
	expect(stolen.status).toBe(422)
	const entered = await visit.post(confirm, { intent: 'enter', code })
	expect(entered.headers.get('location')).toBe(back)
	for (const way of [back, addressFor(wanted)])
		expect(formOf(await (await visit.get(way)).text())).toEqual(formOf(shown))
	expect(await visit.read(path)).not.toContain('Confirm first that it is you')
	expect(await other.read(path)).toContain('Confirm first that it is you')
	const done = await visit.post(path, [...formOf(await (await visit.get(path)).text()), ...signature])
	expect(done.headers.get('location')).toBe(path)
	const [kept] = await world.sql`select confirmed_at from quote_acceptance where quote_id = ${id}`
	expect(kept?.confirmed_at).toBeInstanceOf(Temporal.Instant)
})

test('whoever signed in more than a day ago signs in once more before they sign', { timeout: 60_000 }, async () => {
	const { id } = await offer(world, buyer, { validUntil: '2026-03-10', lines })
	const anna = await enter(world, shop, buyer.email)
	const path = `/quotes/${id}`
	const page = await (await anna.get(path)).text()
	expect(textOf(page)).not.toContain('Confirm first that it is you')
	await world.sql`update session set created_at = created_at - interval '25 hours'`
	expect(await anna.read(path)).toContain('You signed in more than a day ago. Sign in once more, then you can sign.')
	const refused = await anna.post(path, [...formOf(page), ...signature])
	const confirm = refused.headers.get('location') ?? ''
	const back = chosenAddress(
		path,
		formOf(page)
			.filter(([name]) => name !== 'seen')
			.map(([, line]) => line),
	)
	expect(confirm).toBe(confirmAddress(back))
	const door = (await anna.get(confirm)).headers.get('location') ?? ''
	expect(door).toBe(`/sign-in?${new URLSearchParams({ again: '', return: back })}`)
	expect((await anna.get(door)).status).toBe(200)
	const again = await enter(world, shop, buyer.email)
	const signed = await again.post(path, [...formOf(page), ...signature])
	expect(signed.headers.get('location')).toBe(path)
	expect(await again.read(path)).not.toContain('Accept and sign')
})

test('who declines says why, and the salesperson hears of it', async () => {
	const { id } = await offer(world, buyer, { validUntil: '2026-03-10', lines })
	const visit = await opened()
	await visit.post(`/quotes/${id}`, { intent: 'decline', reason: 'Too dear for us.' })
	const page = await visit.read(`/quotes/${id}`)
	expect(page).toContain('You declined this quote')
	expect(page).toContain('Too dear for us.')
	expect(page).not.toContain('Accept and sign')
})

test('somebody who is signed in finds the quotes of their customers, and nobody else does', async () => {
	const stranger = await welcome(world, 'EUR', 'DE', 19, 'bo@suedwind.example')
	const { id, number } = await offer(world, buyer, { title: 'Third depot', validUntil: '2026-03-10', lines })
	const anna = await enter(world, shop, buyer.email)
	expect(await anna.read('/quotes')).toContain('Third depot')
	expect(await anna.read('/overview')).toContain('Third depot')
	const bo = await enter(world, shop, stranger.email)
	expect(await bo.read('/quotes')).not.toContain('Third depot')
	for (const path of [`/quotes/${id}`, `/quotes/${id}.pdf`, `/quotes/${id}/signed.pdf`])
		expect((await bo.get(path)).status, path).toBe(404)
	expect((await bo.post(`/quotes/${id}`, { intent: 'decline', reason: '' })).status).not.toBe(302)
	const pdf = await anna.get(`/quotes/${id}.pdf`)
	expect(pdf.headers.get('content-disposition')).toContain(`${number}.pdf`)
})

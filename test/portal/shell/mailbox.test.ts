import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'

let world: World
let portal: Portal
let letterId: string

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-01' })
	portal = await openPortal(world)
	for (let number = 1; number <= 60; number++) await keep(`Invoice ${number}`, `person${number}@acme.example`)
	letterId = await keep('100 % <b>sure</b>', 'ann_lee@acme.example')
	const pdf = Buffer.from('%PDF-1.7 not really')
	await world.sql`
		insert into mailbox_attachment (letter_id, file_name, media_type, content)
		values (${letterId}, ${'Счёт "7"; №.pdf'}, 'application/pdf', ${pdf})`
}, 120_000)

afterAll(async () => {
	await portal.close()
	await world.close()
})

async function keep(subject: string, to: string): Promise<string> {
	const [row] = await world.sql<{ id: string }[]>`
		insert into mailbox_letter (sent_at, to_address, from_address, subject, html, text)
		values (now(), ${to}, 'billing@halden.example', ${subject},
			${'<html><head><style>p{color:red}</style></head><body><p>Dear reader</p><script>alert(1)</script></body></html>'},
			'Dear reader')
		returning id`
	return row?.id ?? ''
}

const get = (path: string) => fetch(portal.address + path)
const read = async (path: string) => (await get(path)).text()

describe('the mailbox', () => {
	test('lists the newest letters first and leads on to the older ones', async () => {
		const html = await read('/dev/mailbox')
		expect(html.indexOf('Invoice 60')).toBeLessThan(html.indexOf('Invoice 59'))
		expect(html).not.toContain('person7@acme.example')
		const older = /href="(\/dev\/mailbox\?[^"]*before=[^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
		expect(await read(older ?? '')).toContain('person7@acme.example')
	})

	test('finds by person and subject, taking signs for themselves', async () => {
		expect(await read('/dev/mailbox?search=ann_')).toContain('ann_lee@acme.example')
		expect(await read('/dev/mailbox?search=person_')).toContain('No such letter')
		expect(await read(`/dev/mailbox?search=${encodeURIComponent('100 %')}`)).toContain('100 % &lt;b&gt;sure')
	})

	test('shows one letter as text, with its files', async () => {
		const html = await read(`/dev/mailbox/${letterId}`)
		expect(html).toContain('Dear reader')
		const path = /href="(\/dev\/mailbox\/[^"]+\/attachments\/[^"]+)"/.exec(html)?.[1] ?? ''
		const file = await get(path)
		expect(file.headers.get('content-type')).toBe('application/pdf')
		expect(file.headers.get('content-disposition')).toBe(
			`attachment; filename*=UTF-8''${encodeURIComponent('Счёт "7"; №.pdf')}`,
		)
		expect(await file.text()).toBe('%PDF-1.7 not really')
	})

	test('frames its HTML so that its styles count and no script runs', async () => {
		const answer = await get(`/dev/mailbox/${letterId}/html`)
		expect(answer.headers.get('content-security-policy')).toMatch(/^sandbox allow-popups [^;]*; default-src 'none'/)
		expect(answer.headers.get('content-security-policy')).not.toContain('allow-scripts')
		expect(await answer.text()).toContain('<head><base target="_top"><style>')
	})

	test.each(['nonsense', '01900000-0000-7000-8000-000000000000', "' or 1=1"])('has no letter %s', async (id) => {
		const path = `/dev/mailbox/${encodeURIComponent(id)}`
		expect((await get(path)).status).toBe(404)
		expect((await get(`${path}/html`)).status).toBe(404)
		expect((await get(`${path}/attachments/${encodeURIComponent(id)}`)).status).toBe(404)
	})
})

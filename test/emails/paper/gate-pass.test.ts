import QRCode from 'qrcode'
import { expect, test } from 'vitest'
import { renderGatePass } from '#emails/paper/gate-pass.ts'
import { languages } from '#emails/words/language.ts'
import { readPdf } from './read-pdf.ts'

const party = { name: 'Nordwind Logistik', street: 'Hafen 1', postalCode: '20457', city: 'Hamburg', country: 'DE' }
const pass = {
	...{ seller: { ...party, name: 'Halden' }, buyer: party, number: 'GP-00042', contractNumber: 'K-00007' },
	...{ issuedOn: '2026-03-01', validThrough: '2026-03-07', issuedBy: 'Fiona', taker: 'Halden Haulage' },
	reason: 'The original is in the post',
	machines: [{ serialNumber: 'SN-1', model: 'EX-210', factoryNumber: 'F-9', place: 'Hall 1' }],
	url: `https://portal.example/g/${'a'.repeat(43)}`,
}

test.each(languages)(
	'a gate pass in %s names its number, machines and day, with a code for a camera',
	async (language) => {
		const { text, pages } = await read(language)
		for (const said of ['GP-00042', 'K-00007', 'SN-1', 'EX-210', 'Halden Haulage', 'The original is in the post'])
			expect(text).toContain(said.replaceAll(' ', ''))
		expect(pages).toBe(1)
	},
)

test('of many machines goes on over pages and keeps its code', async () => {
	const machines = Array.from({ length: 60 }, (_, index) => ({ serialNumber: `SN-${index}` }))
	const { text, pages } = await read('en', { machines })
	expect(pages).toBeGreaterThan(1)
	expect(text).toContain('SN-59')
	expect(text).toContain('Scanatthegate·GP-00042')
})

test('what its code says fits a camera with a quarter of it torn', () => {
	expect(QRCode.create(pass.url, { errorCorrectionLevel: 'Q' }).version).toBeLessThanOrEqual(8)
})

async function read(language: (typeof languages)[number], more: object = {}) {
	const { pages } = await readPdf(await renderGatePass({ ...pass, language, ...more }))
	return { text: pages.map(({ packed }) => packed).join(''), pages: pages.length }
}

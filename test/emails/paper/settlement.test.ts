import { expect, test } from 'vitest'
import { renderSettlement } from '#emails/paper/settlement.ts'
import { languages } from '#emails/words/language.ts'
import { words } from '#emails/words/words.ts'
import { readPdf } from './read-pdf.ts'

const party = { name: 'Nordwind Logistik', street: 'Hafen 1', postalCode: '20457', city: 'Hamburg', country: 'DE' }
const certificate = {
	...{ seller: { ...party, name: 'Halden' }, buyer: party, number: 'ST-00042', contractNumber: 'K-00007' },
	...{ contractTitle: 'Excavator', startsOn: '2026-01-10', settledOn: '2026-12-31', currency: 'EUR' },
	...{ invoicedMinor: 123_456n, receivedMinor: 123_456n, becomes: 'sold' as const },
	machines: [{ serialNumber: 'SN-1', model: 'EX-210', factoryNumber: 'F-9' }],
}

test.each(languages)(
	'a certificate of settlement in %s says that nothing is owed, and whose the machines are',
	async (language) => {
		const { text, pages } = await read(language)
		const say = words(language).settlement
		for (const said of ['ST-00042', 'K-00007', 'Excavator', 'SN-1', 'EX-210', say.title, say.sold, say.open])
			expect(text).toContain(said.replaceAll(/\s/g, ''))
		expect(text).toMatch(/1[.,\s\u00a0\u202f]?234[.,]56/)
		expect(pages).toBe(1)
	},
)

test('of machines that came back says so, and of none nothing', async () => {
	expect((await read('en', { becomes: 'returned' })).text).toContain('weregivenback')
	expect((await read('en', { machines: [] })).text).not.toContain('property')
})

test('of what was paid ahead and credited says where it is, so that what was invoiced and received come out', async () => {
	const { text } = await read('en', { receivedMinor: 133_456n })
	expect(text).toContain('Invoiced€1,234.56Creditedtoyouraccount€100.00Received€1,334.56')
	expect((await read('en')).text).not.toContain('Creditedtoyouraccount')
})

async function read(language: (typeof languages)[number], more: object = {}) {
	const { pages } = await readPdf(await renderSettlement({ ...certificate, language, ...more }))
	return { text: pages.map(({ packed }) => packed).join(''), pages: pages.length }
}

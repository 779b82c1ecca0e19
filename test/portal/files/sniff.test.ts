import { expect, test } from 'vitest'
import { fitsName } from '#core/message/attachment.ts'
import { sniff } from '#portal/files/sniff.ts'
import { docx, fileWith, jpeg, pdf, png, program, webp, xlsx, zip } from './making.ts'

const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const written = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

test.each([
	['a.pdf', pdf, 'application/pdf'],
	['a.png', png, 'image/png'],
	['a.jpg', jpeg, 'image/jpeg'],
	['a.webp', webp, 'image/webp'],
	['a.xlsx', xlsx(), sheet],
	['a.docx', docx(), written],
	['a.txt', 'Grüße, 你好', 'text/plain'],
	['a.csv', 'a;b\r\n1;2\r\n', 'text/csv'],
	['a.txt', Buffer.from('Привет', 'utf16le').toString('latin1'), undefined],
	['a.csv', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Привет', 'utf16le')]), 'text/csv'],
	['a.csv', Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]), 'text/csv'],
	['a.pdf', program, undefined],
	['a.zip', zip({ 'a.txt': 'x' }), undefined],
	['a.xlsx', xlsx({ 'xl/vbaProject.bin': 'x' }), undefined],
	['a.xlsx', Buffer.from('PK\u0003\u0004 and nothing else'), undefined],
	['a.jar', zip({ 'META-INF/MANIFEST.MF': 'x', '[Content_Types].xml': 'x' }), undefined],
	['a.svg', '<svg onload="alert(1)"/>', 'text/plain'],
] as const)('%s is told by its bytes', async (name, bytes, type) => {
	expect(await sniff(await fileWith(bytes), name)).toBe(type)
})

test('a name that says something else than the bytes does not pass', () => {
	expect(fitsName('application/pdf', 'Invoice.PDF')).toBe(true)
	expect(fitsName('image/jpeg', 'photo.jpeg')).toBe(true)
	for (const name of ['a.exe', 'a.html', 'a.svg', 'pdf', 'a.pdf.exe', '.pdf.'])
		expect(fitsName('application/pdf', name), name).toBe(false)
	expect(fitsName('text/plain', 'page.html')).toBe(false)
})

test('an archive that would become enormous is looked at, never unpacked', async () => {
	const bomb = xlsx({ 'xl/sharedStrings.xml': Buffer.alloc(200 * 1024 * 1024) })
	const path = await fileWith(bomb)
	const before = process.memoryUsage().rss
	expect(await sniff(path, 'bomb.xlsx')).toBe(sheet)
	expect(process.memoryUsage().rss - before).toBeLessThan(50 * 1024 * 1024)
})

test('a list of names that lies about its length is not believed', async () => {
	const file = xlsx()
	file.writeUInt32LE(0xffffff00, file.length - 22 + 12)
	expect(await sniff(await fileWith(file), 'a.xlsx')).toBe(undefined)
})

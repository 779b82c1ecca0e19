import { describe, expect, it } from 'vitest'
import { Refused } from '#core/refusal.ts'
import { encodeAs } from './encode.ts'
import { readAll } from './read.ts'

const russian = 'Код клиента;Наименование;Город\n1;ООО «Ромашка»;Москва\n2;Завод имени Лихачёва;Санкт-Петербург\n'
const chinese = '客户编号,客户名称,城市\n1,深圳市华为技术有限公司,深圳\n2,北京京东世纪贸易有限公司,北京\n'
const taiwanese = '客戶編號,客戶名稱,城市\n1,臺灣積體電路製造股份有限公司,新竹\n2,鴻海精密工業,新北\n'
const vietnamese = 'Mã,Tên khách hàng\n1,Công ty cổ phần sữa Việt Nam\n2,Tập đoàn Hòa Phát\n'
const western = 'id;name;city\n1;Müller & Söhne GmbH;Köln\n2;Société Générale;Besançon\n3;Peña €;Málaga\n'

describe('the encoding of a file', () => {
	it.each([
		['windows-1251', russian],
		['koi8-r', russian.replaceAll(/[«»]/g, '')],
		['ibm866', russian.replaceAll(/[«»]/g, '')],
		['gb18030', chinese],
		['big5', taiwanese],
		['windows-1252', western],
		['utf-16le', russian],
		['utf-16be', chinese],
		['utf-8', vietnamese],
	])('%s is told from the text alone', async (encoding, text) => {
		const bytes = encoding === 'utf-8' ? new TextEncoder().encode(text) : encodeAs(text, encoding)
		const sheet = await readAll(bytes)
		expect(sheet.facts).toMatchObject({ kind: 'csv', encoding })
		expect([sheet.header, ...sheet.rows.map((row) => row.cells)].map((row) => row.join('|'))).toEqual(
			text
				.trim()
				.split('\n')
				.map((line) => line.replaceAll('"', '').replaceAll(/[;,]/g, '|')),
		)
	})

	it.each([
		['utf-8', [0xef, 0xbb, 0xbf]],
		['utf-16le', [0xff, 0xfe]],
		['utf-16be', [0xfe, 0xff]],
	])('a byte order mark of %s decides and is no part of the first name', async (encoding, mark) => {
		const body = encoding === 'utf-8' ? new TextEncoder().encode(vietnamese) : encodeAs(vietnamese, encoding)
		const sheet = await readAll(new Uint8Array([...mark, ...body]))
		expect(sheet.facts).toMatchObject({ encoding })
		expect(sheet.header).toEqual(['Mã', 'Tên khách hàng'])
		expect(sheet.rows[1]?.cells).toEqual(['2', 'Tập đoàn Hòa Phát'])
	})

	it('is UTF-8 although one letter was cut in half', async () => {
		const bytes = Buffer.concat([new TextEncoder().encode(`${vietnamese}3,Công ty`), Uint8Array.of(0xe1, 0xbb)])
		const sheet = await readAll(bytes)
		expect(sheet.facts).toMatchObject({ encoding: 'utf-8' })
		expect(sheet.rows[2]?.cells[1]).toContain('\ufffd')
	})

	it('is looked for in the whole file, not only its beginning', async () => {
		const ascii = `id;name\n${Array.from({ length: 40_000 }, (_, index) => `${index};plain name`).join('\n')}\n`
		const bytes = Buffer.concat([
			Buffer.from(ascii),
			encodeAs('40001;Завод металлических конструкций\n', 'windows-1251'),
		])
		const sheet = await readAll(bytes)
		expect(sheet.facts).toMatchObject({ encoding: 'windows-1251' })
		expect(sheet.rows.at(-1)?.cells[1]).toBe('Завод металлических конструкций')
	})

	it('can be said instead', async () => {
		const sheet = await readAll(encodeAs(western, 'windows-1252'), { encoding: 'windows-1251' })
		expect(sheet.rows[0]?.cells[1]).toBe('Mьller & Sцhne GmbH')
	})

	it('of a picture is none', async () => {
		const picture = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0, 0, 0, 0, 0, 0])
		await expect(readAll(picture)).rejects.toThrow(Refused)
	})
})

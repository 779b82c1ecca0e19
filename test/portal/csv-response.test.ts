import { expect, test } from 'vitest'
import { csvOfSheet } from '#portal/csv-response.ts'

const opens = ['=1+1', '+1', '-1', '@x', '\t=1', '\r=1', 'a\n=1', 'a\r=1']

test('no text and no name of a column can be a formula of the spreadsheet that opens it, and numbers stay numbers', async () => {
	async function* rows() {
		yield [opens.map((text) => ({ kind: 'text' as const, text })), [{ kind: 'number' as const, text: '-1.50' }]]
	}
	const cells = (await csvOfSheet('x.csv', opens, rows()).text()).replace('\uFEFF', '')
	const guarded = `'=1+1,'+1,'-1,'@x,'\t=1,"'\r=1","a\n=1","a\r=1"\r\n`
	expect(cells).toBe(`${guarded}${guarded}-1.50\r\n`)
})

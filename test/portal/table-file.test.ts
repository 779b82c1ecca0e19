import { expect, test } from 'vitest'
import { asText, onward, wholeFile } from '#portal/table-file.ts'

const rows = (many: number) => Array.from({ length: many }, (_, index) => [asText(`row ${index}`)])
const request = new Request('http://portal/staff/figures/mrr/rows.csv')

test('a file of what was reckoned whole is refused with the reason where rows are missing', async () => {
	const whole = wholeFile(request, 'mrr', ['what'], rows(3), 3)
	expect([whole.status, (await whole.text()).split('\r\n').length]).toEqual([200, 5])
	let refused: unknown
	try {
		wholeFile(request, 'mrr', ['what'], rows(3), 4)
	} catch (thrown) {
		refused = thrown
	}
	if (!(refused instanceof Response)) throw new Error('It was not refused')
	expect(refused.status).toBe(422)
	expect(await refused.text()).toBe(
		'These are 4 rows, and a file of figures holds 100,000. Choose a shorter time, or filter them.',
	)
})

test('a list is read on until nothing is left, however long it is', async () => {
	const all = Array.from({ length: 4500 }, (_, index) => index)
	const read = async (last: number | undefined, limit: number) => ({
		ok: true as const,
		value: all.filter((one) => one > (last ?? -1)).slice(0, limit),
	})
	const found: string[] = []
	for await (const some of onward({ still: async () => {}, read, cells: (row: number) => [asText(String(row))] }))
		found.push(...some.map(([cell]) => cell?.text ?? ''))
	expect(found).toEqual(all.map(String))
})

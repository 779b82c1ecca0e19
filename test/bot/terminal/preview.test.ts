import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { dispatch } from '#bot/terminal/dispatch.ts'

const folder = mkdtempSync(join(tmpdir(), 'counterpart-preview-'))
afterAll(() => rmSync(folder, { recursive: true }))

const terms = {
	currency: 'EUR',
	today: '2026-01-15',
	until: '2026-03-31',
	contract: { start: '2026-01-15', anchor: '2026-01-01', alignment: 'contract', timing: 'advance' },
	lines: [
		{ key: 'seats', unitPrice: '29.95', quantity: '3', interval: { unit: 'month', count: 1 }, taxPercent: '20' },
		{ key: 'set-up', unitPrice: '199.00', quantity: '1', interval: null, discountPercent: '10.0' },
	],
	changes: [{ on: '2026-03-10', line: 'seats', set: { quantity: '5' } }],
}

/** Runs the command on a text that stands in a file. */
async function preview(text: string, ...options: string[]) {
	const file = join(folder, 'terms.json')
	writeFileSync(file, text)
	return run(['preview', file, ...options])
}

async function run(words: string[], stdin = '') {
	const [out, err]: [string[], string[]] = [[], []]
	const io = { out: (text: string) => out.push(text), err: (text: string) => err.push(text), input: async () => stdin }
	const code = await dispatch(words, io)
	return { code, out: out.join('\n'), err: err.join('\n') }
}

describe('preview --json', () => {
	it('prints the invoices of the terms, each line with its reason', async () => {
		const { code, out } = await preview(JSON.stringify(terms), '--json')
		expect(code).toBe(0)
		const line = (key: string, from: string, to: string, amount: string, tax: string, why: string) => ({
			...{ key, from, to, amount, tax, why },
		})
		expect(JSON.parse(out)).toEqual({
			invoices: [
				{
					on: '2026-01-15',
					lines: [
						line(
							...(['seats', '2026-01-15', '2026-02-01', '49.27', '9.85'] as const),
							'29.95 × 3 × 17 of 31 days (15 Jan – 31 Jan 2026) = 49.27; tax 20 % = 9.85',
						),
						line(
							...(['set-up', '2026-01-15', '2026-01-16', '179.10', '0.00'] as const),
							'199.00 × 1, less 10 % (once, 15 Jan 2026) = 179.10',
						),
					],
					subtotal: '228.37',
					tax: '9.85',
					total: '238.22',
				},
				{
					on: '2026-02-01',
					lines: [
						line(
							...(['seats', '2026-02-01', '2026-03-01', '89.85', '17.97'] as const),
							'29.95 × 3 (1 Feb – 28 Feb 2026) = 89.85; tax 20 % = 17.97',
						),
					],
					subtotal: '89.85',
					tax: '17.97',
					total: '107.82',
				},
				{
					on: '2026-03-01',
					lines: [
						line(
							...(['seats', '2026-03-01', '2026-04-01', '89.85', '17.97'] as const),
							'29.95 × 3 (1 Mar – 31 Mar 2026) = 89.85; tax 20 % = 17.97',
						),
					],
					subtotal: '89.85',
					tax: '17.97',
					total: '107.82',
				},
				{
					on: '2026-03-10',
					lines: [
						line(
							...(['seats', '2026-03-10', '2026-04-01', '-63.76', '-12.75'] as const),
							'credit of 22 of 31 days (10 Mar – 31 Mar 2026) of 89.85 charged for 1 Mar – 31 Mar 2026 = -63.76; tax 20 % = -12.75',
						),
						line(
							...(['seats', '2026-03-10', '2026-04-01', '106.27', '21.25'] as const),
							'29.95 × 5 × 22 of 31 days (10 Mar – 31 Mar 2026) = 106.27; tax 20 % = 21.25',
						),
					],
					subtotal: '42.51',
					tax: '8.50',
					total: '51.01',
				},
			],
		})
	})

	it('reads the terms from standard input', async () => {
		const { code, out } = await run(['preview', '-', '--json'], JSON.stringify({ ...terms, until: '2026-01-15' }))
		expect(code).toBe(0)
		expect(JSON.parse(out).invoices).toHaveLength(1)
	})

	it('answers a refusal with its code and words, and exit code 1', async () => {
		const { code, out } = await preview(JSON.stringify({ ...terms, currency: 'DOUBLOON' }), '--json')
		expect(code).toBe(1)
		expect(JSON.parse(out)).toEqual({
			invoices: [],
			refusal: { code: 'preview.currency_unknown', message: 'currency: "DOUBLOON" is not a currency code like EUR.' },
		})
	})

	it.each(['', '{', 'not json'])('answers a file that is not JSON (%j) with exit code 2', async (text) => {
		const { code, out } = await preview(text, '--json')
		expect(code).toBe(2)
		expect(JSON.parse(out).refusal.code).toBe('preview.file_unusable')
	})
})

describe('preview for people', () => {
	it('prints a table', async () => {
		const { code, out } = await preview(JSON.stringify({ ...terms, until: '2026-02-01' }))
		expect(code).toBe(0)
		expect(out.split('\n')).toEqual([
			'15 Jan 2026, EUR',
			'  seats     15 Jan – 31 Jan 2026   49.27  29.95 × 3 × 17 of 31 days (15 Jan – 31 Jan 2026) = 49.27; tax 20 % = 9.85',
			'  set-up    15 Jan 2026           179.10  199.00 × 1, less 10 % (once, 15 Jan 2026) = 179.10',
			'  subtotal                        228.37',
			'  tax                               9.85',
			'  total                           238.22',
			'',
			'1 Feb 2026, EUR',
			'  seats     1 Feb – 28 Feb 2026    89.85  29.95 × 3 (1 Feb – 28 Feb 2026) = 89.85; tax 20 % = 17.97',
			'  subtotal                         89.85',
			'  tax                              17.97',
			'  total                           107.82',
		])
	})

	it('says so when nothing falls due', async () => {
		const { code, out } = await preview(JSON.stringify({ ...terms, today: '2026-01-16', until: '2026-01-20' }))
		expect([code, out]).toEqual([0, 'No invoice falls due in this time.'])
	})

	it('says a refusal in words on standard error, with exit code 1', async () => {
		const lines = [{ ...terms.lines[0], quantity: '-2' }]
		const { code, out, err } = await preview(JSON.stringify({ ...terms, lines }))
		expect([code, out, err]).toEqual([1, '', 'lines[0].quantity: must not be negative.'])
	})

	it('says that a file is not there, with exit code 2', async () => {
		const { code, err } = await run(['preview', join(folder, 'nowhere.json')])
		expect(code).toBe(2)
		expect(err).toMatch(/nowhere\.json cannot be read/)
	})

	it.each([[[]], [['a.json', 'b.json']], [['a.json', '--yaml']]])('shows its usage for the words %j', async (words) => {
		const { code, err } = await run(['preview', ...words])
		expect(code).toBe(2)
		expect(err).toMatch(/^Usage: /)
	})
})

describe('the page about billing rules', () => {
	it('shows an example that the preview takes, and explains its lines in the same words', async () => {
		const page = readFileSync(new URL('../../../docs/billing-rules.md', import.meta.url), 'utf8')
		const { code, out } = await preview(/```json\n(.*?)```/s.exec(page)?.[1] ?? '', '--json')
		expect(code).toBe(0)
		const lines: { why: string }[] = JSON.parse(out).invoices.flatMap((invoice: { lines: unknown }) => invoice.lines)
		const explained = [...page.matchAll(/^ {4}(.*(?:days|less).* = .*)$/gm)].map(([, sentence]) => sentence)
		expect(explained).toHaveLength(3)
		for (const sentence of explained.slice(0, 2)) expect(lines.map(({ why }) => why)).toContain(sentence)
	})
})

describe('the terminal', () => {
	it('lists its commands, and shows the usage of one', async () => {
		expect(await run(['help'])).toMatchObject({ code: 0, out: expect.stringMatching(/^ {2}preview /m) })
		expect(await run(['preview', '--help'])).toMatchObject({
			code: 0,
			out: expect.stringMatching(/preview FILE\.json/),
		})
	})

	it('answers wrong usage with exit code 2', async () => {
		expect((await run([])).code).toBe(2)
		expect(await run(['fly'])).toMatchObject({ code: 2, err: expect.stringMatching(/no command "fly"/) })
		expect((await run(['toString'])).code).toBe(2)
	})

	it('names a reference for what nobody expected, and fails', async () => {
		const said: string[] = []
		const io = {
			out: () => {
				throw new Error('cable cut')
			},
			err: (text: string) => said.push(text),
			input: async () => JSON.stringify(terms),
		}
		expect(await dispatch(['preview', '-'], io)).toBe(1)
		const reference = /reference ([0-9a-f]{8})/.exec(said[0] ?? '')?.[1]
		expect(said[1]).toContain(`${reference} Error: cable cut`)
	})
})

import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { formatMajor } from '#core/money.ts'
import { findCohorts } from '#core/report/cohorts.ts'
import { findFigures } from '#core/report/figure.ts'
import { findForecast } from '#core/report/forecast.ts'
import type { QuestionInput } from '#core/report/question.ts'
import { livedYear, office } from '#test/core/report/world.ts'
import type { World } from '#test/support/books.ts'
import { testCompany } from '#test/support/company.ts'
import { typed } from './typed.ts'

let world: World
beforeAll(async () => {
	world = await livedYear(20260301)
	vi.stubEnv('DATABASE_URL', world.url)
	vi.stubEnv('NODE_ENV', 'test')
	// The terminal has a clock of its own.
	world.clock.standOn(Temporal.Now.plainDateISO(testCompany.timeZone))
}, 120_000)
afterAll(async () => {
	vi.unstubAllEnvs()
	await world.close()
})

const ask = async (input: QuestionInput) => expectOk(await act(world.books, office, findFigures, input))
const quarter = { from: '2026-07-01', to: '2026-10-01' }
const euros = (minor: bigint | null | undefined) => (minor == null ? null : formatMajor(minor, 'EUR'))

test('as many months as anybody may ask for are a table', async () => {
	const { code, out, err } = await typed('report', 'mrr', '--from', '0001-01', '--to', '9999-12')
	expect([code, err]).toEqual([0, ''])
	expect(out.split('\n')[1]).toContain('0001-01')
	expect(out.trimEnd().split('\n').at(-1)).toContain('9999-12')
})

test('a figure by team is JSON with the same rows as every other face has', async () => {
	const words = ['report', 'invoiced', '--from', '2026-07', '--to', '2026-09', '--by', 'group', '--compare', 'before']
	const { code, out } = await typed(...words, '--json')
	expect(code).toBe(0)
	const [invoiced] = await ask({ measures: ['invoiced'], period: quarter, groupBy: 'group', compare: 'before' })
	const { figures } = JSON.parse(out)
	expect(figures).toHaveLength(1)
	expect(figures[0]).toMatchObject({ measure: 'invoiced', unit: 'money', period: quarter })
	expect(figures[0].rows).toHaveLength(invoiced?.rows.length ?? 0)
	for (const [index, row] of (invoiced?.rows ?? []).entries())
		if (row.currency === 'EUR')
			expect(figures[0].rows[index]).toMatchObject({
				label: row.label,
				value: euros(row.value),
				compared: euros(row.comparedValue),
			})
})

test('MRR by plan is told for people, and its rows sum to the total', async () => {
	const { code, out } = await typed('report', 'mrr', '--from', '2026-07-01', '--to', '2026-09-30', '--by', 'plan')
	expect(code).toBe(0)
	const cents = out
		.split('\n')
		.filter((line) => line.endsWith('EUR'))
		.map((line) => ({
			isTotal: line.startsWith('total'),
			minor: Number(/(-?[\d]+\.\d\d)\s+EUR$/.exec(line)?.[1]) * 100,
		}))
	const total = cents.find(({ isTotal }) => isTotal)?.minor
	const rows = cents.filter(({ isTotal }) => !isTotal)
	expect(rows.length).toBeGreaterThan(2)
	expect(Math.round(rows.reduce((sum, { minor }) => sum + minor, 0))).toBe(Math.round(total ?? 0))
})

test('a set of measures, a bound and a limit are understood', async () => {
	const words = [
		'report',
		'performance',
		'--from',
		'2026-07',
		'--to',
		'2026-09',
		'--by',
		'customer',
		'--over',
		'100',
		'--limit',
		'1',
	]
	const { code, out } = await typed(...words, '--json')
	expect(code).toBe(0)
	const { figures } = JSON.parse(out)
	expect(figures.map(({ measure }: { measure: string }) => measure)).toEqual([
		...['signed', 'invoiced', 'collected', 'overdue', 'rebates', 'net_new'],
	])
	for (const { rows } of figures) for (const { value } of rows) expect(Number(value)).toBeGreaterThan(100)
})

test('MRR by months comes with everything that moved it', async () => {
	const { code, out } = await typed('report', 'mrr', '--from', '2026-08', '--to', '2026-09', '--json')
	expect(code).toBe(0)
	const { months } = JSON.parse(out)
	const [mrr, churn] = await ask({ measures: ['mrr', 'churn'], period: { ...quarter, from: '2026-09-01' } })
	const september = months.find(
		(row: { month: string; currency: string }) => row.month === '2026-09' && row.currency === 'EUR',
	)
	const totalOf = (figure: typeof mrr) => euros(figure?.totals.find(({ currency }) => currency === 'EUR')?.value)
	expect(september).toMatchObject({ mrr: totalOf(mrr), churn: totalOf(churn) ?? '0.00' })
})

test('forecast and cohorts are those of the console', async () => {
	const forecast = await typed('report', 'forecast', '--months', '2', '--json')
	expect(forecast.code).toBe(0)
	const [mrr] = expectOk(await look(world.books, office, findForecast, { months: 2 }))
	expect(JSON.parse(forecast.out).forecasts[0].months).toEqual(
		mrr?.months.map(({ month, value, low, high, agreed }) => ({
			...{ month: month.slice(0, 7), expected: euros(value), low: euros(low) },
			...{ high: euros(high), agreed: euros(agreed) },
		})),
	)
	const cohorts = await typed('report', 'cohorts', '--json')
	expect(cohorts.code).toBe(0)
	const { rows } = expectOk(await look(world.books, office, findCohorts, {}))
	const told = JSON.parse(cohorts.out).cohorts
	expect(told.map(({ key }: { key: string }) => key)).toEqual(rows.map(({ key }) => key))
	expect(told[0].months[0]).toMatchObject({ mrr: euros(rows[0]?.months[0]?.mrrMinor), mrrPercent: '100.00' })
	expect((await typed('report', 'forecast')).out).toMatch(/month +expected +low +high +agreed/)
	expect((await typed('report', 'cohorts', '--by', 'country')).out).toMatch(/cohort +customers +mrr/)
})

test('what cannot be asked is refused in words, and what is not understood shows how to ask', async () => {
	const by = await typed('report', 'collected', '--from', '2026-09', '--to', '2026-09', '--by', 'reason', '--json')
	expect(by.code).toBe(1)
	expect(JSON.parse(by.out)).toMatchObject({ refusal: { code: 'figure.not_by' } })
	for (const words of [
		['report'],
		['report', 'profit', '--from', '2026-09', '--to', '2026-09'],
		['report', 'mrr', '--from', '2026-09', '--to', '2026-08'],
		['report', 'mrr', '--from', '2026-13', '--to', '2026-14'],
		['report', 'invoiced', '--from', '2026-09', '--to', '2026-09', '--by', 'moon'],
	]) {
		const { code, err } = await typed(...words)
		expect([words, code]).toEqual([words, 2])
		expect(err).toContain('Usage:')
	}
	expect((await typed('report', 'forecast', '--months', 'many')).code).toBe(1)
})

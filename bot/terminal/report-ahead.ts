import { look } from '#core/act.ts'
import { formatDecimal } from '#core/decimal.ts'
import { formatMajor } from '#core/money.ts'
import { cohortDimensions, findCohorts, type Kept } from '#core/report/cohorts.ts'
import { findForecast } from '#core/report/forecast.ts'
import { terminalActor, withBooks } from './books.ts'
import { DONE, type Io } from './command.ts'
import { sayRefusal, table, toJson } from './words.ts'

export const aheadUsage = [
	'forecast [--months N] [--currency CODE] [--json]',
	`cohorts [--by ${cohortDimensions.join('|')}] [--months N] [--currency CODE] [--json]`,
]

type Given = Partial<Record<'by' | 'months' | 'currency', string>>

/** MRR and contracts at the ends of months to come, with their band; amounts in major units. */
export async function reportForecast(io: Io, { months, currency }: Given, asJson: boolean): Promise<number> {
	return await withBooks(io, async (books) => {
		const asked = { ...(months && { months: Number(months) }), ...(currency && { currency }) }
		const outcome = await look(books, terminalActor, findForecast, asked)
		if (!outcome.ok) return sayRefusal(io, outcome.refusal, asJson)
		const told = outcome.value.map(({ of, currency: own, past, months: ahead, meanChange, spread }) => {
			const plain = (value: bigint) => (own ? formatMajor(value, own) : value.toString())
			return {
				...{ of, currency: own, meanChange: plain(meanChange), spread: plain(spread) },
				past: past.map(({ month, value }) => ({ month: month.slice(0, 7), value: plain(value) })),
				months: ahead.map(({ month, value, low, high, agreed }) => ({
					...{ month: month.slice(0, 7), expected: plain(value), low: plain(low) },
					...{ high: plain(high), agreed: plain(agreed) },
				})),
			}
		})
		const printed = told.map(({ of, months: ahead, ...more }) => {
			const rows = ahead.map((row) => [row.month, row.expected, row.low, row.high, row.agreed, more.currency ?? ''])
			return [
				of,
				table([...['month', 'expected', 'low', 'high', 'agreed'], more.currency ? 'currency' : ''], rows),
			].join('\n')
		})
		io.out(asJson ? toJson({ forecasts: told }) : printed.join('\n\n'))
		return DONE
	})
}

/** What is left of each cohort, in per cent of its first month. */
export async function reportCohorts(io: Io, { by, months, currency }: Given, asJson: boolean): Promise<number> {
	return await withBooks(io, async (books) => {
		const dimension = cohortDimensions.find((known) => known === by)
		const asked = { ...(months && { months: Number(months) }), ...(currency && { currency }) }
		const outcome = await look(books, terminalActor, findCohorts, { ...asked, ...(dimension && { by: dimension }) })
		if (!outcome.ok) return sayRefusal(io, outcome.refusal, asJson)
		const { rows, whole, currency: own } = outcome.value
		const plain = (kept: Kept | null) =>
			kept && {
				...{ mrr: formatMajor(kept.mrrMinor, own), mrrPercent: percent(kept.mrrBasisPoints) },
				...{ customers: kept.customers.toString(), customersPercent: percent(kept.customersBasisPoints) },
			}
		if (asJson) {
			const cohorts = rows.map(({ key, label, months: kept }) => ({ key, label, months: kept.map(plain) }))
			io.out(toJson({ by: outcome.value.by, currency: own, cohorts, whole: whole.map(plain) }))
			return DONE
		}
		const length = whole.findLastIndex((kept) => kept !== null) + 1
		const heads = ['cohort', 'customers', 'mrr', 'currency', ...Array.from({ length }, (_, month) => `${month}`)]
		const line = (name: string, kept: (Kept | null)[]) => [
			...[name, kept[0]?.customers.toString() ?? '', kept[0] ? formatMajor(kept[0].mrrMinor, own) : '', own],
			...kept.slice(0, length).map((one) => (one ? (percent(one.mrrBasisPoints) ?? '') : '')),
		]
		const lines = rows.map(({ label, key, months: kept }) =>
			line(outcome.value.by === 'start' ? key.slice(0, 7) : (label ?? '-'), kept),
		)
		io.out(table(heads, [...lines, line('all', whole)]))
		return DONE
	})
}

const percent = (basisPoints: bigint | null) =>
	basisPoints === null ? null : formatDecimal({ digits: basisPoints, scale: 2 })

import type { LoaderFunctionArgs } from '@remix-run/node'
import { look } from '#core/act.ts'
import { formatMajor } from '#core/money.ts'
import { findForecast } from '#core/report/forecast.ts'
import { cohortFilters } from '../../present/staff/figure/cohort-address.ts'
import { readForecastAsked } from '../../present/staff/figure/forecast-address.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { asNumber, asText, tableFile } from '../../table-file.ts'

const heads = ['measure', 'month', 'currency', 'past', 'expected', 'low', 'high', 'agreed']

/** The months it is told from, and those to come with their band; amounts in major units. */
export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const asked = readForecastAsked(request)
	const found = await look(context.books, staff.actor, findForecast, {
		...{ months: Number(asked.months), filters: cohortFilters(asked) },
		...(asked.currency && { currency: asked.currency }),
	})
	if (!found.ok) throw notFound()
	const rows = found.value.flatMap(({ of, currency, past, months }) => {
		const plain = (value: bigint) => (currency ? formatMajor(value, currency) : value.toString())
		const name = (month: string) => [of, month.slice(0, 7), currency].map(asText)
		return [
			...past.map(({ month, value }) => [...name(month), ...[plain(value), '', '', '', ''].map(asNumber)]),
			...months.map(({ month, value, low, high, agreed }) => [
				...name(month),
				...['', ...[value, low, high, agreed].map(plain)].map(asNumber),
			]),
		]
	})
	return tableFile(request, 'forecast', heads, rows)
}

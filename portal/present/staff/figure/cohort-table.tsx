import type { Cohorts, Kept } from '#core/report/cohorts.ts'
import { Anchor } from '../../../ui/link.tsx'
import { sayFigures as say } from '../../../words/staff-figures.ts'
import { formatMoney, formatMonth, formatNumber } from '../../format.ts'
import { type CohortAsked, cohortAddress } from './cohort-address.ts'
import { nameRow, writePercent } from './value.ts'

/** How deep a share is coloured: eight steps of a tenth and more. */
const depths = [
	...['bg-accent-soft/10', 'bg-accent-soft/25', 'bg-accent-soft/40', 'bg-accent-soft/60', 'bg-accent-soft/80'],
	...['bg-accent-soft', 'bg-accent/20', 'bg-accent/30'],
] as const

export const shareOf = (kept: Kept, show: CohortAsked['show']) =>
	show === 'mrr' ? kept.mrrBasisPoints : kept.customersBasisPoints

/** What is left of each cohort, month by month. On a phone it is moved sideways, and the names stay. */
export function CohortTable({ cohorts, asked, caption }: { cohorts: Cohorts; asked: CohortAsked; caption: string }) {
	const { by, currency, rows, whole } = cohorts
	const months = whole.findLastIndex((kept) => kept !== null) + 1
	const columns = Array.from({ length: months }, (_, index) => index)
	const write = (kept: Kept | null | undefined) =>
		!kept
			? '–'
			: asked.show === 'mrr'
				? formatMoney('en', { minor: kept.mrrMinor, currency })
				: formatNumber('en', kept.customers)
	const all = { key: undefined, name: say('figures.allCohorts'), months: whole }
	const named = rows.map(({ key, label, months: kept }) => ({
		key,
		name: by === 'start' ? formatMonth('en', key) : nameRow(by, key, label),
		months: kept,
	}))
	return (
		<section
			aria-label={caption}
			{...moved}
			className="relative overflow-x-auto rounded-card border border-line bg-surface shadow-card"
		>
			<table className="figures w-full border-collapse text-right text-sm">
				<caption className="sr-only">{caption}</caption>
				<thead>
					<tr className="border-line border-b text-muted">
						<th scope="col" className={`${sticky} text-left font-semibold`}>
							{say(by === 'start' ? 'figures.begun' : `figures.dimension.${by}`)}
						</th>
						<th scope="col" className="px-3 py-2.5 font-semibold">
							{say('figures.first')}
						</th>
						{columns.map((month) => (
							<th key={month} scope="col" className="px-2 py-2.5 text-center font-semibold">
								<span className="sr-only">{say('figures.monthsOn')} </span>
								{month}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{[...named, all].map((row) => (
						<tr
							key={row.key ?? 'all'}
							className={
								row.key === undefined ? 'border-ink/60 border-t-2 border-double font-semibold' : 'border-line border-b'
							}
						>
							<th scope="row" className={`${sticky} text-left font-semibold`}>
								{row.name}
							</th>
							<td className="whitespace-nowrap px-3 py-2">{write(row.months[0])}</td>
							{columns.map((month) => {
								const kept = row.months[month]
								const share = kept ? shareOf(kept, asked.show) : null
								return (
									<td key={month} className="p-0.5">
										{kept && share !== null ? (
											<Anchor
												href={`${cohortAddress('/staff/figures/cohorts', asked, { key: row.key, month })}#members`}
												title={write(kept)}
												className={`block min-w-14 rounded px-2 py-2 text-center text-ink no-underline hover:underline ${depthOf(share)}`}
											>
												{writePercent(share)}
											</Anchor>
										) : (
											<span className="block px-2 py-2 text-center text-muted">{kept ? '–' : ''}</span>
										)}
									</td>
								)
							})}
						</tr>
					))}
				</tbody>
			</table>
		</section>
	)
}

/** Who has only a keyboard moves the table sideways. */
const moved = { tabIndex: 0 }

const sticky = 'sticky left-0 z-1 whitespace-nowrap bg-surface px-4 py-2.5'

function depthOf(share: bigint): string {
	const step = Number(share / 1000n) - 2
	return depths[Math.min(depths.length - 1, Math.max(0, step))] ?? ''
}

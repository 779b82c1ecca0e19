import type { ListedRating } from '#core/rating/list.ts'
import { Pill } from '../../ui/pill.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { sayMessages as say } from '../../words/staff-messages.ts'
import { Moment } from '../display.tsx'

export type ShownRating = Omit<ListedRating, 'ratedAt' | 'cursor'> & { at: string }

export function presentRatings(ratings: ListedRating[]): ShownRating[] {
	return ratings.map(({ ratedAt, cursor: _, ...rating }) => ({ ...rating, at: ratedAt.toString() }))
}

/** Ratings, each leading to the contract it is about. */
export function RatingRows({ ratings, timeZone }: { ratings: ShownRating[]; timeZone: string }) {
	return (
		<RowList>
			{ratings.map((rating) => (
				<Row
					key={rating.id}
					href={rating.contract ? `/staff/contracts/${rating.contract.id}` : `/staff/customers/${rating.customerId}`}
					title={`${rating.customerName} · ${rating.contactName}`}
					note={
						<>
							{say(`ratings.stages.${rating.stage}`)}
							{rating.contract ? ` · ${rating.contract.number}` : null}
							{rating.comment ? (
								<span className="mt-1 block whitespace-pre-line text-ink">{rating.comment}</span>
							) : null}
						</>
					}
					state={
						<span className="flex flex-col items-end gap-1">
							<Pill tone={rating.score <= 2 ? 'bad' : rating.score === 3 ? 'warn' : 'good'}>
								{say('ratings.score', { score: rating.score })}
							</Pill>
							<span className="text-muted text-sm">
								<Moment at={rating.at} timeZone={timeZone} />
							</span>
						</span>
					}
				/>
			))}
		</RowList>
	)
}

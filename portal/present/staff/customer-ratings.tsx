import type { RatingAverage } from '#core/rating/list.ts'
import { Section } from '../../ui/card.tsx'
import { sayMessages as say } from '../../words/staff-messages.ts'
import { RatingRows, type ShownRating } from './rating-rows.tsx'

type CustomerRatingsProps = { ratings: ShownRating[]; average: RatingAverage | null; timeZone: string }

/** What a customer gave lately, and the average of all they gave; nothing where they never did. */
export function CustomerRatings({ ratings, average, timeZone }: CustomerRatingsProps) {
	if (ratings.length === 0) return null
	return (
		<Section
			title={say('ratings.title')}
			actions={
				average?.average ? (
					<span className="figures font-semibold">
						{say('ratings.averageOfCustomer')}: {average.average} ({average.count})
					</span>
				) : null
			}
		>
			<RatingRows ratings={ratings} timeZone={timeZone} />
		</Section>
	)
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { look } from '#core/act.ts'
import { averageRatings, listRatings } from '#core/rating/list.ts'
import { formatNumber } from '../../present/format.ts'
import { momentField, readPlace, writePlace } from '../../present/staff/cursor.ts'
import { Figures } from '../../present/staff/figures.tsx'
import { presentRatings, RatingRows } from '../../present/staff/rating-rows.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Empty } from '../../ui/card.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { sayMessages as say } from '../../words/staff-messages.ts'

const perPage = 50

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const low = new URL(request.url).searchParams.get('show') === 'low'
	const after = readPlace(request, momentField)
	const [found, average] = await Promise.all([
		look(context.books, staff.actor, listRatings, { low, after, limit: perPage }),
		look(context.books, staff.actor, averageRatings, {}),
	])
	if (!found.ok || !average.ok) throw notFound()
	const shown = found.value.slice(0, perPage)
	const last = shown.at(-1)
	return {
		frame: await staffFrameOf(context, staff),
		title: say('ratings.title'),
		low,
		further: after !== undefined,
		next: found.value.length > perPage && last ? writePlace(last.cursor) : null,
		average: average.value,
		ratings: presentRatings(shown),
	}
}

/** How satisfied customers are, and what they said. */
export default function Ratings() {
	const { frame, title, low, further, next, average, ratings } = useLoaderData<typeof loader>()
	const here = low ? '/staff/ratings?show=low' : '/staff/ratings'
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={say('ratings.lead')}
			aside={
				frame.may['company.write'] ? (
					<LinkButton kind="secondary" href="/staff/settings/ratings">
						{say('ratings.settings')}
					</LinkButton>
				) : null
			}
		>
			<Figures
				figures={[
					{ key: 'average', label: say('ratings.average'), figure: average.average ?? '–' },
					{ key: 'given', label: say('ratings.given'), figure: formatNumber('en', average.count) },
					{ key: 'asked', label: say('ratings.asked'), figure: formatNumber('en', average.asked) },
				]}
			/>
			<Tabs
				label={title}
				tabs={[
					{ href: '/staff/ratings', label: say('ratings.all') },
					{ href: '/staff/ratings?show=low', label: say('ratings.low') },
				]}
			/>
			{ratings.length === 0 ? (
				<Empty title={say('ratings.none')}>{say('ratings.noneNote')}</Empty>
			) : (
				<RatingRows ratings={ratings} timeZone={frame.timeZone} />
			)}
			<p className="mt-4 flex gap-6">
				{further ? <TextLink href={here}>{say('ratings.first')}</TextLink> : null}
				{next ? <TextLink href={`${here}${low ? '&' : '?'}after=${next}`}>{say('ratings.more')}</TextLink> : null}
			</p>
		</StaffPage>
	)
}

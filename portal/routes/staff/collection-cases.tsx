import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { expectOk, look } from '#core/act.ts'
import { listCases } from '#core/collection/list.ts'
import { may } from '#core/permit.ts'
import { CaseRows, shownCase } from '../../present/staff/collection/case-rows.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Empty, Section } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { sayCollection as say } from '../../words/staff-collection.ts'

export const meta = titled<typeof loader>()

const shows = ['mine', 'open', 'nobody', 'over'] as const
const query = z.object({
	show: z.enum(shows).catch('mine'),
	customer: z.uuid().optional().catch(undefined),
	done: z.enum(['back']).optional().catch(undefined),
})
const most = 200

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { actor } = staff
	if (!may(actor, 'collection.read')) throw notFound()
	const { show, customer: customerId, done } = query.parse(Object.fromEntries(new URL(request.url).searchParams))
	const found = expectOk(await look(context.books, actor, listCases, { show, customerId, limit: most }))
	return {
		frame: await staffFrameOf(context, staff),
		title: say('collection.title'),
		cases: found.cases.map(shownCase),
		total: found.total,
		...{ show, done },
	}
}

/** What a collector is to do today, the most urgent first; for who gives cases out also all the others. */
export default function CollectionCases() {
	const { frame, title, cases, total, show, done } = useLoaderData<typeof loader>()
	const dispatches = frame.may['collection.dispatch'] === true
	const [due, later] = [
		cases.filter(({ reason }) => reason !== 'later'),
		cases.filter(({ reason }) => reason === 'later'),
	]
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={say('collection.lead')}
			aside={
				<div className="flex flex-wrap gap-3">
					<LinkButton kind="secondary" href="/staff/collection-cases">
						{say('collection.asList')}
					</LinkButton>
					{dispatches ? (
						<LinkButton kind="secondary" href="/staff/settings/collection">
							{say('collection.settings')}
						</LinkButton>
					) : null}
					{dispatches ? <LinkButton href="/staff/collection/dispatch">{say('collection.giveOut')}</LinkButton> : null}
				</div>
			}
		>
			{done ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say(`collection.done.${done}`)}
					</Notice>
				</div>
			) : null}
			<Tabs
				label={title}
				tabs={shows
					.filter((name) => dispatches || name === 'mine' || name === 'over')
					.map((name) => ({
						href: `/staff/collection?show=${name}`,
						label: say(`collection.show.${name}`),
						current: name === show,
					}))}
			/>
			{cases.length === 0 ? (
				<Empty title={say(`collection.none.${show}`)}>{say('collection.noneNote')}</Empty>
			) : show === 'mine' ? (
				<>
					<Section title={say('collection.due')}>
						{due.length > 0 ? (
							<CaseRows cases={due} />
						) : (
							<Empty title={say('collection.nothingDue')}>{say('collection.nothingDueNote')}</Empty>
						)}
					</Section>
					{later.length > 0 ? (
						<Section title={say('collection.later')}>
							<CaseRows cases={later} />
						</Section>
					) : null}
				</>
			) : (
				<CaseRows cases={cases} named={show !== 'over'} />
			)}
			{total > cases.length ? (
				<p className="mt-4 text-muted">{say('collection.shownOf', { shown: cases.length, total })}</p>
			) : null}
		</StaffPage>
	)
}

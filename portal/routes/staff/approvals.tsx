import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { look } from '#core/act.ts'
import { listRequests } from '#core/approval/find.ts'
import { Moment, Money } from '../../present/display.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Empty } from '../../ui/card.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { sayApproval as say } from '../../words/staff-approval.ts'
import { useWords } from '../../words/use-words.tsx'

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const decided = new URL(request.url).searchParams.get('show') === 'decided'
	const question = { state: decided ? 'decided' : 'waiting', limit: 100 } as const
	const found = await look(context.books, staff.actor, listRequests, question)
	if (!found.ok) throw notFound()
	return {
		frame: await staffFrameOf(context, staff),
		title: say('approval.title'),
		decided,
		requests: found.value.map(({ id, contract, customer, requester, monthMinor, currency, state, requestedAt }) => ({
			...{ id, contract, customer, requester, monthMinor, currency, state },
			requestedAt: requestedAt.toString(),
		})),
	}
}

/** What waits for somebody's word, the longest waiting first. */
export default function Approvals() {
	const { frame, title, decided, requests } = useLoaderData<typeof loader>()
	const words = useWords()
	return (
		<StaffPage frame={frame} title={title} lead={say('approval.lead')}>
			<Tabs
				label={title}
				tabs={[
					{ href: '/staff/approvals', label: say('approval.waiting') },
					{ href: '/staff/approvals?show=decided', label: say('approval.decided') },
				]}
			/>
			<div className="mt-6">
				{requests.length === 0 ? (
					<Empty title={say(decided ? 'approval.noneDecided' : 'approval.none')}>
						{decided ? null : say('approval.noneNote')}
					</Empty>
				) : (
					<RowList>
						{requests.map((request) => (
							<Row
								key={request.id}
								href={`/staff/approvals/${request.id}`}
								title={say('approval.one', { number: request.contract.number })}
								note={
									<>
										{say('approval.by', { name: request.requester, customer: request.customer.name })}
										{' · '}
										<Moment at={request.requestedAt} timeZone={frame.timeZone} />
									</>
								}
								figure={<Money of={{ minor: request.monthMinor, currency: request.currency }} />}
								state={decided ? <Pill>{words(`change.states.${request.state}`)}</Pill> : undefined}
							/>
						))}
					</RowList>
				)}
			</div>
		</StaffPage>
	)
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { look } from '#core/act.ts'
import { listRequests } from '#core/approval/list-requests.ts'
import { listWaitingFor } from '#core/approval/list-waiting.ts'
import { Moment, Money } from '../../present/display.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Empty } from '../../ui/card.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { sayApproval as say } from '../../words/staff-approval.ts'

const tones = {
	waiting: 'accent',
	approved: 'good',
	rejected: 'bad',
	withdrawn: 'neutral',
	outdated: 'warn',
	failed: 'bad',
} as const

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const asked = new URL(request.url).searchParams.get('show')
	const show = asked === 'waiting' || asked === 'decided' ? asked : 'mine'
	const { books } = context
	const found =
		show === 'mine'
			? await look(books, staff.actor, listWaitingFor, undefined)
			: await look(books, staff.actor, listRequests, { show, limit: 100 })
	if (!found.ok) throw notFound()
	return {
		frame: await staffFrameOf(context, staff),
		title: say('approval.title'),
		show,
		requests: found.value.map(({ requestedAt, dueAt, ...request }) => ({
			...request,
			requestedAt: requestedAt.toString(),
			dueAt: dueAt?.toString() ?? null,
		})),
	}
}

/** What waits for the word of whoever looks, the longest waiting first; beside it what waits for others, and what is decided. */
export default function Approvals() {
	const { frame, title, show, requests } = useLoaderData<typeof loader>()
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={say('approval.lead')}
			aside={
				<>
					<LinkButton kind="secondary" href="/staff/delegation">
						{say('approval.delegation')}
					</LinkButton>
					{frame.may['company.write'] ? (
						<LinkButton kind="secondary" href="/staff/settings/workflows">
							{say('approval.workflows')}
						</LinkButton>
					) : null}
				</>
			}
		>
			<Tabs
				label={title}
				tabs={[
					{ href: '/staff/approvals', label: say('approval.mine') },
					{ href: '/staff/approvals?show=waiting', label: say('approval.waiting') },
					{ href: '/staff/approvals?show=decided', label: say('approval.decided') },
				]}
			/>
			<div className="mt-6">
				{requests.length === 0 ? (
					<Empty
						title={say(
							show === 'decided'
								? 'approval.noneDecided'
								: show === 'waiting'
									? 'approval.noneWaiting'
									: 'approval.none',
						)}
					>
						{show === 'mine' ? say('approval.noneNote') : null}
					</Empty>
				) : (
					<RowList>
						{requests.map((request) => (
							<Row
								key={request.id}
								href={`/staff/approvals/${request.id}`}
								title={say(`approval.kind.${request.kind}`, { of: request.about.number || request.about.name })}
								note={
									<>
										{[request.requester, request.customerName].filter(Boolean).join(', ')}
										{request.requester || request.customerName ? ' · ' : null}
										<Moment at={request.requestedAt} timeZone={frame.timeZone} />
									</>
								}
								figure={
									request.amountMinor !== null && request.currency ? (
										<Money of={{ minor: request.amountMinor, currency: request.currency }} />
									) : undefined
								}
								state={
									show === 'decided' ? (
										<Pill tone={tones[request.state]}>{say(`approval.states.${request.state}`)}</Pill>
									) : request.escalated ? (
										<Pill tone="warn">{say('approval.escalated')}</Pill>
									) : undefined
								}
							/>
						))}
					</RowList>
				)}
			</div>
		</StaffPage>
	)
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { look } from '#core/act.ts'
import type { Health } from '#core/health/condition.ts'
import { findTeamHealth, findWorst, type TeamHealth, type WorstContract } from '#core/health/find.ts'
import { may } from '#core/permit.ts'
import { FigureParts } from '../../present/staff/figure/figure-parts.tsx'
import { FileButtons } from '../../present/staff/file-buttons.tsx'
import { HealthPill, sayReason } from '../../present/staff/health/reasons.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Empty, Section } from '../../ui/card.tsx'
import { TextLink } from '../../ui/link.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { sayHealth as say } from '../../words/staff-health.ts'

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'report.read')) throw notFound()
	const { books } = context
	const teams = await look(books, staff.actor, findTeamHealth, undefined)
	const worst = await look(books, staff.actor, findWorst, { limit: 50 })
	if (!teams.ok || !worst.ok) throw notFound()
	return {
		frame: await staffFrameOf(context, staff),
		title: say('health.title'),
		teams: teams.value,
		worst: worst.value,
	}
}

/** How contracts are, by team, with what stands behind each number. */
export default function HealthReport() {
	const { frame, title, teams, worst } = useLoaderData<typeof loader>()
	return (
		<StaffPage frame={frame} title={title} lead={say('health.lead')}>
			<FigureParts at="health" />
			<Section title={say('health.byTeam')}>
				{teams.length === 0 ? (
					<Empty title={say('health.none')}>{say('health.noneNote')}</Empty>
				) : (
					<>
						<Table
							caption={say('health.byTeam')}
							quietCaption
							columns={columns}
							rows={teams}
							keyOf={({ id }) => id ?? 'none'}
						/>
						<p className="mt-4 flex flex-wrap items-center gap-x-6 gap-y-2">
							<span className="flex flex-wrap gap-3">
								<FileButtons to={(ending) => `/staff/figures/health.${ending}`} size="small" />
							</span>
							{frame.may['product.write'] ? (
								<TextLink href="/staff/settings/health">{say('health.settings')}</TextLink>
							) : null}
						</p>
					</>
				)}
			</Section>
			<Section title={say('health.worst')} intro={say('health.worstNote')}>
				{worst.length === 0 ? (
					<Empty title={say('health.noWorst')} />
				) : (
					<Table
						caption={say('health.worst')}
						quietCaption
						columns={worstColumns}
						rows={worst}
						keyOf={({ id }) => id}
					/>
				)}
			</Section>
		</StaffPage>
	)
}

const count = (key: 'good' | 'atRisk' | 'bad', health: Health): Column<TeamHealth> => ({
	key,
	title: say(`health.state.${health}`),
	figures: true,
	cell: (team) => (team[key] === 0 ? '0' : <TextLink href={rowsOf(team, health)}>{team[key]}</TextLink>),
})

/** The list of contracts, as the number counts them. */
function rowsOf({ id }: TeamHealth, health: Health): string {
	const whose = id ? `group=${id}` : 'group.is=empty'
	return `/staff/contracts?health=${health}&${whose}&${['number', 'title', 'customer', 'health', 'ends', 'mrr', 'open']
		.map((column) => `column=${column}`)
		.join('&')}`
}

const columns: Column<TeamHealth>[] = [
	{ key: 'team', title: say('health.team'), cell: ({ name }) => name ?? say('health.noTeam'), lead: true },
	count('bad', 'bad'),
	count('atRisk', 'at_risk'),
	count('good', 'good'),
	{
		key: 'all',
		title: say('health.inForce'),
		figures: true,
		cell: ({ good, atRisk, bad }) => String(good + atRisk + bad),
	},
]

const worstColumns: Column<WorstContract>[] = [
	{
		key: 'number',
		title: say('health.contract'),
		lead: true,
		cell: ({ id, number, title }) => (
			<>
				<TextLink href={`/staff/contracts/${id}`}>{number}</TextLink>
				<span className="block text-muted text-sm">{title}</span>
			</>
		),
	},
	{ key: 'customer', title: say('health.customer'), cell: ({ customer }) => customer },
	{ key: 'health', title: say('health.of'), cell: ({ health }) => <HealthPill of={health} /> },
	{ key: 'why', title: say('health.why'), cell: ({ reasons }) => reasons.map(sayReason).join('; ') },
]

import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { look } from '#core/act.ts'
import { findCohortMembers } from '#core/report/cohort-members.ts'
import { cohortDimensions, findCohorts } from '#core/report/cohorts.ts'
import { formatMonth } from '../../present/format.ts'
import { AheadForm } from '../../present/staff/figure/ahead-form.tsx'
import { figureChoices } from '../../present/staff/figure/ask.ts'
import { cohortAddress, cohortFilters, readCohortAsked } from '../../present/staff/figure/cohort-address.ts'
import { CohortMembers } from '../../present/staff/figure/cohort-members.tsx'
import { CohortTable } from '../../present/staff/figure/cohort-table.tsx'
import { FigureParts } from '../../present/staff/figure/figure-parts.tsx'
import { Choice } from '../../present/staff/figure/filter-form.tsx'
import { Chart } from '../../present/staff/figure/picture.tsx'
import { drawCohorts } from '../../present/staff/figure/pictures-ahead.ts'
import { nameRow } from '../../present/staff/figure/value.ts'
import { FileButtons } from '../../present/staff/file-buttons.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { Empty, Section } from '../../ui/card.tsx'
import { sayFigures as say } from '../../words/staff-figures.ts'

export const meta = titled<typeof loader>()
const mostShown = 100

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const frame = await staffFrameOf(context, staff)
	const asked = readCohortAsked(request)
	const question = { by: asked.by, filters: cohortFilters(asked), ...(asked.currency && { currency: asked.currency }) }
	const [choices, cohorts] = await Promise.all([
		figureChoices(context, staff),
		look(context.books, staff.actor, findCohorts, question),
	])
	if (!cohorts.ok) throw notFound()
	const { month, key } = asked
	const members =
		month === undefined
			? null
			: await look(context.books, staff.actor, findCohortMembers, {
					...{ ...question, month, limit: mostShown },
					...(key !== undefined && { key }),
				})
	if (members && !members.ok) throw notFound()
	return {
		frame,
		title: say('figures.cohorts'),
		asked,
		choices,
		cohorts: cohorts.value,
		members: members?.value ?? null,
		picture: await drawCohorts(cohorts.value),
	}
}

/** What is left of customers who began together, so many months on. */
export default function CohortsPage() {
	const { frame, title, asked, choices, cohorts, members, picture } = useLoaderData<typeof loader>()
	const row = cohorts.rows.find(({ key }) => key === asked.key)
	const name = !row
		? say('figures.allCohorts')
		: cohorts.by === 'start'
			? formatMonth('en', row.key)
			: nameRow(cohorts.by, row.key, row.label)
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={say('figures.cohortsLead')}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/figures', label: say('figures.title') }]} />}
		>
			<FigureParts at="cohorts" />
			<AheadForm asked={asked} people={choices}>
				<Choice name="by" label={say('figures.cohortsBy')} value={asked.by}>
					{cohortDimensions.map((one) => [one, say(one === 'start' ? 'figures.begun' : `figures.dimension.${one}`)])}
				</Choice>
				<Choice name="show" label={say('figures.shown')} value={asked.show}>
					{[
						['mrr', say('figures.measure.mrr')],
						['customers', say('figures.measure.customers')],
					]}
				</Choice>
			</AheadForm>
			{cohorts.rows.length === 0 ? (
				<Empty title={say('figures.noCohorts')}>{say('figures.noCohortsNote')}</Empty>
			) : (
				<>
					<Section title={say('figures.kept')} intro={say('figures.keptNote')}>
						<Chart of={picture} bare />
					</Section>
					<Section
						title={say(asked.show === 'mrr' ? 'figures.keptMrr' : 'figures.keptCustomers')}
						actions={
							<span className="flex flex-wrap gap-3">
								<FileButtons
									to={(ending) =>
										cohortAddress(`/staff/figures/cohorts.${ending}`, asked, { key: undefined, month: undefined })
									}
									size="small"
								/>
							</span>
						}
					>
						<CohortTable cohorts={cohorts} asked={asked} caption={say('figures.kept')} />
					</Section>
				</>
			)}
			{members ? (
				<CohortMembers
					of={members}
					currency={cohorts.currency}
					file={(ending) => cohortAddress(`/staff/figures/cohorts/members.${ending}`, asked)}
					title={say('figures.members', { name, count: asked.month ?? 0 })}
				/>
			) : null}
		</StaffPage>
	)
}

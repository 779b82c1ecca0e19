import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { expectOk, look } from '#core/act.ts'
import { listSurveys } from '#core/credit-survey/list.ts'
import { may } from '#core/permit.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { AdvicePill, SurveyPill } from '../../present/staff/survey/pill.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Empty } from '../../ui/card.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { speakerFor } from '../../words/speakers.ts'
import { useSurveyWords } from '../../words/use-survey-words.ts'

export const meta = titled<typeof loader>()

const shows = ['mine', 'open', 'over'] as const
const query = z.object({
	show: z.enum(shows).optional().catch(undefined),
	customer: z.uuid().optional().catch(undefined),
	contract: z.uuid().optional().catch(undefined),
	before: z.uuid().optional().catch(undefined),
})
const atOnce = 40

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'survey.read')) throw notFound()
	const read = query.parse(Object.fromEntries(new URL(request.url).searchParams))
	const { customer: customerId, contract: contractId, before } = read
	// Who only fills surveys in begins with their own.
	const show = read.show ?? (may(staff.actor, 'survey.request') ? 'open' : 'mine')
	const input = { show, customerId, contractId, before, limit: atOnce + 1 }
	const surveys = expectOk(await look(context.books, staff.actor, listSurveys, input))
	return {
		frame: await staffFrameOf(context, staff),
		title: speakerFor(request).say('survey.title'),
		surveys: surveys.slice(0, atOnce).map(({ requestedAt: _, ...survey }) => survey),
		next: surveys.length > atOnce ? (surveys[atOnce - 1]?.id ?? null) : null,
		show,
	}
}

/** Surveys to fill in, under way, and over. */
export default function Surveys() {
	const say = useSurveyWords()
	const { frame, title, surveys, show, next } = useLoaderData<typeof loader>()
	const settings = frame.may['company.write'] ? (
		<LinkButton kind="secondary" href="/staff/settings/surveys">
			{say('survey.settings.advice')}
		</LinkButton>
	) : null
	return (
		<StaffPage frame={frame} title={title} lead={say('survey.lead')} aside={settings}>
			<Tabs
				label={title}
				tabs={shows.map((name) => ({
					href: `/staff/surveys?show=${name}`,
					label: say(`survey.show.${name}`),
					current: name === show,
				}))}
			/>
			{surveys.length === 0 ? (
				<Empty title={say('survey.none')}>{say('survey.noneNote')}</Empty>
			) : (
				<RowList>
					{surveys.map(({ id, state, customerName, contractNumber, surveyor, score, advice }) => (
						<Row
							key={id}
							href={`/staff/surveys/${id}`}
							title={customerName}
							note={[contractNumber ?? say('survey.forCustomer'), surveyor || say('survey.noSurveyor')].join(' · ')}
							figure={score === null ? undefined : say('survey.score', { score })}
							state={
								<span className="flex flex-wrap justify-end gap-2">
									{advice ? <AdvicePill advice={advice} /> : null}
									<SurveyPill state={state} />
								</span>
							}
						/>
					))}
				</RowList>
			)}
			{next ? (
				<p className="mt-5">
					<LinkButton kind="secondary" href={`/staff/surveys?show=${show}&before=${next}`}>
						{say('survey.more')}
					</LinkButton>
				</p>
			) : null}
		</StaffPage>
	)
}

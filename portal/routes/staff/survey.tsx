import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useCallback, useState } from 'react'
import { look } from '#core/act.ts'
import { listSurveyors } from '#core/credit-survey/dispatch.ts'
import { findSurveyFiles } from '#core/credit-survey/file.ts'
import { findSurvey } from '#core/credit-survey/find.ts'
import { guarantorPlaces, surveySections } from '#core/credit-survey/form.ts'
import { may } from '#core/permit.ts'
import { useForgotten } from '../../present/staff/phone/kept-text.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { Answered } from '../../present/staff/survey/answered.tsx'
import { typedOf } from '../../present/staff/survey/answers.ts'
import { ConcludeForms, DispatchForm, SubmitForm, WithdrawForm } from '../../present/staff/survey/deeds.tsx'
import { SurveyHead } from '../../present/staff/survey/head.tsx'
import type { SectionStatus } from '../../present/staff/survey/kept-section.ts'
import { Offline } from '../../present/staff/survey/offline.tsx'
import { Photos } from '../../present/staff/survey/photos.tsx'
import { SurveyPill } from '../../present/staff/survey/pill.tsx'
import { postDeed, surveyIn } from '../../present/staff/survey/post-deed.ts'
import { Result } from '../../present/staff/survey/result.tsx'
import { SectionForm } from '../../present/staff/survey/section-form.tsx'
import { Surveyed } from '../../present/staff/survey/surveyed.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Notice } from '../../ui/notice.tsx'
import { speakerFor } from '../../words/speakers.ts'
import { useSurveyWords } from '../../words/use-survey-words.ts'

export const meta = titled<typeof loader>()

const doneWords = [
	'requested',
	'dispatched',
	'saved',
	'submitted',
	'returned',
	'closed',
	'withdrawn',
	'uploaded',
	'removed',
] as const

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { actor } = staff
	const id = surveyIn(params)
	if (!may(actor, 'survey.read')) throw notFound()
	const { books } = context
	const [found, files, surveyors] = await Promise.all([
		look(books, actor, findSurvey, { id }),
		look(books, actor, findSurveyFiles, { surveyId: id }),
		may(actor, 'survey.dispatch') ? look(books, actor, listSurveyors, undefined) : undefined,
	])
	if (!found.ok || !files.ok) throw notFound()
	const { requestedAt, submitted, closed, withdrawn, sections, guarantors, possible, mine, ...survey } = found.value
	const speaker = speakerFor(request)
	const { currency } = survey
	const asked = new URL(request.url).searchParams.get('done')
	const dispatches = may(actor, 'survey.dispatch')
	return {
		frame: await staffFrameOf(context, staff),
		title: speaker.say('survey.of', { name: survey.customer.name }),
		userId: actor.userId,
		survey: {
			...survey,
			requestedAt: requestedAt.toString(),
			submitted: submitted && { ...submitted, at: submitted.at.toString() },
			closed: closed && { ...closed, at: closed.at.toString() },
			withdrawn: withdrawn && { ...withdrawn, at: withdrawn.at.toString() },
		},
		sections: surveySections.map((section) => {
			const { answers, version, savedBy } = sections[section]
			return { section, answers, version, savedBy, shown: typedOf(section, answers, currency, speaker.language) }
		}),
		guarantors,
		files: files.value,
		surveyors: surveyors?.ok ? surveyors.value : [],
		mayFill: possible.includes('save') && may(actor, 'survey.fill') && (mine || dispatches),
		mayDispatch: possible.includes('dispatch') && dispatches,
		mayConclude: possible.includes('close') && dispatches,
		mayWithdraw: possible.includes('withdraw') && may(actor, 'survey.request'),
		done: doneWords.find((one) => one === asked) ?? null,
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const id = surveyIn(params)
	const posted = await postDeed(request, context, actor, id)
	if ('done' in posted) return redirect(`/staff/surveys/${id}?done=${posted.done}`)
	return data(posted, { status: 422 })
}

/** One survey: filled in on the road part by part, scored, concluded. */
export default function SurveyPage() {
	const say = useSurveyWords()
	const loaded = useLoaderData<typeof loader>()
	const { frame, title, userId, survey, sections, guarantors, files, surveyors, mayFill, done } = loaded
	const answer = useActionData<typeof action>()
	const { id, state, currency, submitted, provisional } = survey
	const typed = answer?.typed ?? {}
	const refused = { typed, errors: answer?.errors ?? {} }
	const [statuses, setStatuses] = useState<Record<string, SectionStatus>>({})
	const [told, setTold] = useState({ missing: survey.missing, score: null as { score: number; advice: string } | null })
	const [pending, setPending] = useState(0)
	const onStatus = useCallback((section: string, status: SectionStatus) => {
		setStatuses((all) => (all[section] === status ? all : { ...all, [section]: status }))
	}, [])
	const unsaved = pending > 0 || Object.values(statuses).some((one) => one !== 'saved' && one !== 'empty')
	const keptAs = `survey ${userId} ${id} `
	useForgotten(keptAs, state === 'submitted' || state === 'closed' || state === 'withdrawn')
	return (
		<StaffPage
			frame={frame}
			title={title}
			aside={<SurveyPill state={state} />}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/surveys', label: say('survey.title') }]} />}
		>
			<FormProblems errors={answer?.problems} />
			{done && !answer ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say(`survey.done.${done}`)}
					</Notice>
				</div>
			) : null}
			{survey.returnedNote ? (
				<div className="mb-6">
					<Notice kind="warn">{say('survey.back', { note: survey.returnedNote })}</Notice>
				</div>
			) : null}
			{mayFill ? <Offline /> : null}
			<SurveyHead of={survey} timeZone={frame.timeZone} />
			{loaded.mayDispatch ? (
				<DispatchForm surveyors={surveyors} chosen={survey.surveyor?.id ?? null} {...refused} />
			) : null}
			{submitted ? (
				<div className="mt-10">
					<Result result={submitted.result} own={submitted} />
				</div>
			) : null}
			{loaded.mayConclude ? <ConcludeForms {...refused} /> : null}
			<Surveyed guarantors={guarantors} mayOpen={frame.may['survey.request'] === true} />
			<div className="mt-10">
				{sections.map(({ section, answers, version, savedBy, shown }) =>
					mayFill ? (
						<SectionForm
							key={section}
							{...{ section, version, savedBy, shown, currency, userId, onStatus }}
							surveyId={id}
							answer={answer?.section === section && answer.answer ? { answer: answer.answer, typed } : null}
							onSaved={({ missing, score }) => setTold({ missing, score })}
							note={(place) => {
								const one = guarantors.find(({ place: at }) => at === guarantorPlaces.indexOf(place) + 1)
								return one ? <Surveyed guarantors={[one]} mayOpen={false} plain /> : null
							}}
						/>
					) : (
						<Answered key={section} {...{ section, answers, currency }} />
					),
				)}
			</div>
			<div className="mt-10">
				<Photos surveyId={id} userId={userId} files={files} mayFill={mayFill} onPending={setPending} />
			</div>
			{mayFill && state !== 'dispatched' && provisional ? (
				<div className="mt-10">
					<Result result={{ ...provisional, ...(told.score as typeof provisional | null) }} own={null} />
				</div>
			) : null}
			{mayFill ? <SubmitForm missing={told.missing} unsaved={unsaved} keptAs={`${keptAs}advice`} {...refused} /> : null}
			{loaded.mayWithdraw ? <WithdrawForm {...refused} /> : null}
		</StaffPage>
	)
}

import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look, type Outcome } from '#core/act.ts'
import { chooseMap, findBatch, type ImportBatch } from '#core/import/batch.ts'
import { cancelImport } from '#core/import/cancel.ts'
import { answerQuestion } from '#core/import/question.ts'
import { type Review, reviewFile } from '#core/import/review.ts'
import { orderImport } from '#core/import/run-state.ts'
import { countKept } from '#core/import/undo/count-kept.ts'
import { foreseeUndo } from '#core/import/undo/foresee.ts'
import { orderUndo } from '#core/import/undo/undo-batch.ts'
import type { Refusal } from '#core/refusal.ts'
import { presentRefusal } from '../../present/refusal.ts'
import { Columns } from '../../present/staff/import/columns.tsx'
import { ImportPill } from '../../present/staff/import/latest.tsx'
import { mapOfForm, nameOfQuestion, presentReview } from '../../present/staff/import/present-review.ts'
import { readRows } from '../../present/staff/import/present-rows.ts'
import { presentUndo, sayKeptRows } from '../../present/staff/import/present-undo.ts'
import { Progress } from '../../present/staff/import/progress.tsx'
import { Result } from '../../present/staff/import/result.tsx'
import { Rows } from '../../present/staff/import/rows.tsx'
import { UndoQuestion } from '../../present/staff/import/undo.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Steps } from '../../ui/steps.tsx'
import { speakerFor } from '../../words/speakers.ts'
import { sayImport as say, sayField } from '../../words/staff-import.ts'

export const meta = titled<typeof loader>()

const address = z.object({ importId: z.uuid() })
const intentField = z.enum(['check', 'load', 'columns', 'go_on', 'undo', 'cancel'])

/** Without script, a page that waits loads again after so many seconds. */
const refreshSeconds = 3
/** After so long without a step the work counts as standing. */
const standing = { seconds: 60 }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { importId: id } = address.safeParse(params).data ?? {}
	if (!id) throw notFound()
	const staff = await requireStaff(request, context)
	const { books } = context
	const found = await look(books, staff.actor, findBatch, { id })
	if (!found.ok) throw notFound()
	const batch = found.value
	const { state, subject } = batch
	const { searchParams } = new URL(request.url)
	const waits = state === 'checking' || state === 'loading' || state === 'undoing'
	const done = state === 'checked' || state === 'loaded' || state === 'undone'
	const review = state === 'uploaded' ? await look(books, staff.actor, reviewFile, { id }) : undefined
	const asking = state === 'loaded' && searchParams.has('undo')
	const foreseen = asking ? await look(books, staff.actor, foreseeUndo, { id }) : undefined
	const kept = state === 'undone' ? await look(books, staff.actor, countKept, { id }) : undefined
	const speaker = speakerFor(request)
	return {
		frame: await staffFrameOf(context, staff),
		title: batch.fileName,
		batch: shownBatch(batch, books.clock.now()),
		asked: searchParams.has('asked'),
		review: review?.ok && review.value ? presentReview(review.value) : null,
		failure: failureOf(batch, review, (refusal) => presentRefusal(speaker, refusal)),
		list: done ? await readRows(books, staff.actor, batch, request) : null,
		undo: foreseen?.ok ? presentUndo(subject, foreseen.value) : null,
		keptBecause: kept?.ok ? sayKeptRows(kept.value) : [],
		...(waits ? { refresh: refreshSeconds } : {}),
	}
}

function shownBatch(batch: ImportBatch, now: Temporal.Instant) {
	const { id, subject, state, rows, done, created, updated, unchanged, conflicts, rejected, undone, kept } = batch
	const { workedAt } = batch
	const stands = workedAt !== null && Temporal.Instant.compare(workedAt.add(standing), now) < 0
	const counts = { rows, done, created, updated, unchanged, conflicts, rejected, undone, kept }
	// How far it is: of taking back, how many of the rows that did something.
	const progress = state === 'undoing' ? { done: undone + kept, rows: created + updated + conflicts } : { done, rows }
	return { id, subject, state, ...counts, standing: stands, progress }
}

/** Why the file as a whole cannot be taken, in words. */
function failureOf(
	batch: ImportBatch,
	review: Outcome<unknown> | undefined,
	present: (refusal: Refusal) => string,
): string | null {
	if (review && !review.ok) return present(review.refusal)
	if (batch.state !== 'failed' || batch.lastError === '') return null
	return present(JSON.parse(batch.lastError) as Refusal)
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { importId: id } = address.safeParse(params).data ?? {}
	if (!id) throw notFound()
	const { actor } = await requireStaff(request, context)
	const { books } = context
	const form = await request.formData()
	const intent = intentField.safeParse(form.get('intent'))
	if (!intent.success) throw notFound()
	const found = await look(books, actor, findBatch, { id })
	if (!found.ok) throw notFound()
	const wrong = (problem: string) => data({ problems: [problem] }, { status: 422 })
	const refused = (refusal: Refusal) => wrong(presentRefusal(speakerFor(request), refusal))
	const here = `/staff/imports/${id}`
	if (intent.data === 'check') {
		const review = await look(books, actor, reviewFile, { id })
		if (!review.ok) return refused(review.refusal)
		if (!review.value) throw notFound()
		const { map, twice } = answered(form, review.value)
		if (twice) return wrong(say('import.twoColumns', { field: sayField(twice) }))
		const chosen = await act(books, actor, chooseMap, { id, map })
		if (!chosen.ok) return refused(chosen.refusal)
		const next = await look(books, actor, reviewFile, { id })
		if (!next.ok) return refused(next.refusal)
		const { missing, wrong: odd, questions } = next.value ?? review.value
		if (missing.length + odd.length + questions.length > 0) return redirect(`${here}?asked=1`)
	}
	const { state, map } = found.value
	if (intent.data === 'cancel') {
		const cancelled = await act(books, actor, cancelImport, { id })
		return cancelled.ok ? redirect(here) : refused(cancelled.refusal)
	}
	if (intent.data === 'undo' || (intent.data === 'go_on' && state === 'undoing')) {
		const undone = await act(books, actor, orderUndo, { id })
		return undone.ok ? redirect(here) : refused(undone.refusal)
	}
	if (intent.data === 'load' && state === 'checked' && map && form.get('onConflict') === 'file') {
		const chosen = await act(books, actor, chooseMap, { id, map: { ...map, onConflict: 'file' } })
		if (!chosen.ok) return refused(chosen.refusal)
	}
	const ordered =
		intent.data === 'columns'
			? await act(books, actor, chooseMap, { id, map: map ?? notChosen() })
			: await act(books, actor, orderImport, {
					id,
					mode: intent.data === 'load' || (intent.data === 'go_on' && state === 'loading') ? 'load' : 'check',
				})
	return ordered.ok ? redirect(here) : refused(ordered.refusal)
}

function notChosen(): never {
	throw notFound()
}

function answered(form: FormData, review: Review): ReturnType<typeof mapOfForm> {
	const { map, twice } = mapOfForm(form, review)
	const asked = review.questions.map((question) => ({ question, answer: form.get(nameOfQuestion(question)) }))
	return {
		twice,
		map: asked.reduce(
			(before, { question, answer }) =>
				question.choices.some((choice) => choice.answer === answer)
					? answerQuestion(before, question, String(answer))
					: before,
			map,
		),
	}
}

const steps = ['import.stepFile', 'import.stepColumns', 'import.stepCheck', 'import.stepImport'] as const
const stepOf = {
	uploaded: 1,
	failed: 1,
	checking: 2,
	checked: 2,
	loading: 3,
	loaded: 3,
	undoing: 3,
	undone: 3,
} as const

/** One file on its way in: its columns, the check, the import, and what came of it. */
export default function Import() {
	const { frame, title, batch, review, asked, failure, list, undo, keptBecause } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const { state } = batch
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={say(`import.${batch.subject}`)}
			aside={<ImportPill state={state} />}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/imports', label: say('import.title') }]} />}
		>
			<Steps steps={steps.map((step) => say(step))} current={stepOf[state]} label={say('import.steps')} />
			{failure ? (
				<Notice
					kind="bad"
					title={say('import.failedTitle')}
					action={
						<Form method="post" className="flex flex-wrap gap-3">
							{state === 'failed' ? (
								<Button kind="secondary" name="intent" value="columns">
									{say('import.changeColumns')}
								</Button>
							) : null}
							<LinkButton href="/staff/imports">{say('import.another')}</LinkButton>
						</Form>
					}
				>
					{failure}
				</Notice>
			) : null}
			{review ? <Columns review={review} problems={answer?.problems ?? []} asked={asked} /> : null}
			{state === 'checking' || state === 'loading' || state === 'undoing' ? (
				<Progress state={state} standing={batch.standing} {...batch.progress} />
			) : null}
			{undo ? <UndoQuestion id={batch.id} undo={undo} /> : null}
			{list ? <Result result={{ ...batch, keptBecause }} asking={undo !== null} /> : null}
			{list ? <Rows list={list} /> : null}
		</StaffPage>
	)
}

import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { findAskedRating, rate } from '#core/rating/rate.ts'
import type { LoadContext } from '../load-context.ts'
import { CustomerPage } from '../present/customer-page.tsx'
import { frameOf } from '../present/frame.ts'
import { presentRefusal } from '../present/refusal.ts'
import { titled } from '../present/title.ts'
import { notFound } from '../problem.ts'
import { countTry, networkOf } from '../sign-in/limits.ts'
import { stillPage } from '../still/is-still.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Radios } from '../ui/choice.tsx'
import { Textarea } from '../ui/field.tsx'
import { FormProblems } from '../ui/form-problems.tsx'
import { Notice } from '../ui/notice.tsx'
import { speakerFor } from '../words/speakers.ts'
import { useRatingWords } from '../words/use-rating-words.ts'

const scoreField = z.coerce.number().int().min(1).max(5)
const schema = z.object({ score: scoreField, comment: z.string().max(2000).catch('') })

export const handle = stillPage
export const meta = titled<typeof loader>()

/** Shows what is asked and the score that was pressed; records nothing, because programs open links of letters too. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const asked = await findAsked(context, params.token)
	const { searchParams } = new URL(request.url)
	const { given, open, stage, contractNumber, contractTitle } = asked
	return {
		frame: await frameOf(context),
		title: speakerFor(request, context).say('rating.title'),
		stage,
		contract: contractTitle || contractNumber,
		open,
		score: scoreField.safeParse(searchParams.get('score')).data ?? given?.score,
		comment: given?.comment ?? '',
		given: given !== null,
		done: searchParams.has('done'),
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	await countTry(context.books.sql, 'ratings', networkOf(context.address))
	await findAsked(context, params.token)
	const token = params.token ?? ''
	const posted = Object.fromEntries((await request.formData()).entries())
	const said = schema.safeParse(posted)
	const comment = typeof posted.comment === 'string' ? posted.comment.replaceAll('\0', '') : ''
	const speaker = speakerFor(request, context)
	if (!said.success) return data({ problem: speaker.say('fault.missing'), comment }, { status: 422 })
	const kept = await rate(context.books, { token, score: said.data.score, comment })
	if (!kept.ok) return data({ problem: presentRefusal(speaker, kept.refusal), comment }, { status: 422 })
	return redirect(`/rate/${token}?done`)
}

async function findAsked({ books }: LoadContext, token = '') {
	const asked = await findAskedRating(books, token)
	if (!asked) throw notFound()
	return asked
}

const scores = [5, 4, 3, 2, 1] as const

/** Where the stars of a letter lead: the score is chosen already, one button gives it. */
export default function RatePage() {
	const { frame, title, stage, contract, open, score, comment, given, done } = useLoaderData<typeof loader>()
	const refused = useActionData<typeof action>()
	const say = useRatingWords()
	return (
		<CustomerPage frame={frame} title={title} lead={say(`rating.stages.${stage}`, { contract })} narrow>
			{done && !refused ? (
				<div className="mb-6">
					<Notice kind="good" live title={say('rating.thanks')}>
						{open ? say('rating.thanksNote') : null}
					</Notice>
				</div>
			) : null}
			{open ? (
				<Card>
					<FormProblems errors={refused ? [refused.problem] : undefined} />
					<form method="post">
						<Radios
							legend={say('rating.scale')}
							name="score"
							required
							chosen={score === undefined ? undefined : String(score)}
							options={scores.map((value) => ({
								value: String(value),
								label: say('rating.outOf', { score: value, word: say(`rating.scores.s${value}`) }),
							}))}
						/>
						<div className="mt-6">
							<Textarea
								label={say('rating.comment')}
								hint={say('rating.commentHint')}
								name="comment"
								maxLength={2000}
								optional
								defaultValue={refused?.comment ?? comment}
							/>
						</div>
						<div className="mt-5">
							<Button size="large">{say(given ? 'rating.change' : 'rating.send')}</Button>
						</div>
					</form>
				</Card>
			) : (
				<Notice title={say('rating.over')}>{say('rating.overNote')}</Notice>
			)}
		</CustomerPage>
	)
}

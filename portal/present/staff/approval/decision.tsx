import type { SubmissionResult } from '@conform-to/react'
import { bound, PageForm, useIsPosting, usePageForm } from '../../../page-form.tsx'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { Card, Section } from '../../../ui/card.tsx'
import { Textarea } from '../../../ui/field.tsx'
import { FormProblems } from '../../../ui/form-problems.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { sayApproval as say } from '../../../words/staff-approval.ts'
import type { PresentedCard } from './card.ts'

type Answer = SubmissionResult<string[]> | undefined
type Fields = { comment: string }

/** The decision: on a phone the yes is always under the thumb, above the console's own bar. */
export function Decision({ of, answer }: { of: PresentedCard; answer: Answer }) {
	const [form, fields] = usePageForm<Fields>(answer, { id: 'decision' })
	const busy = useIsPosting()
	if (of.state !== 'waiting') return null
	if (of.mine !== 'decide')
		return of.mine === 'over' ? null : (
			<div className="mt-6">
				<Notice>{say(`approval.why.${of.mine}`)}</Notice>
			</div>
		)
	return (
		<Section title={say('approval.decide')} id="decide">
			<Card>
				<PageForm form={form}>
					<FormProblems errors={form.errors} />
					<input type="hidden" name="seen" value={of.seen} />
					<Textarea
						{...bound(fields.comment)}
						label={say('approval.comment')}
						hint={say('approval.commentHint')}
						rows={3}
						maxLength={1000}
						optional
					/>
					<div className="mt-6 flex flex-wrap gap-3">
						<Button name="intent" value="approve" busy={busy}>
							{say('approval.approve')}
						</Button>
						<Button kind="danger" name="intent" value="reject" busy={busy}>
							{say('approval.reject')}
						</Button>
						<Button kind="secondary" name="intent" value="ask" busy={busy}>
							{say('approval.ask')}
						</Button>
					</div>
				</PageForm>
			</Card>
			<div className="no-print fixed inset-x-0 bottom-16 z-10 flex gap-3 border-line border-t bg-surface px-4 py-3 lg:hidden">
				<Button form={form.id} name="intent" value="approve" busy={busy} wide>
					{say('approval.approve')}
				</Button>
				<LinkButton kind="secondary" href="#decide" wide>
					{say('approval.more')}
				</LinkButton>
			</div>
		</Section>
	)
}

/** Questions so far, and the answer of whoever asked for it. */
export function Talk({ of, answer }: { of: PresentedCard; answer: Answer }) {
	const [form, fields] = usePageForm<{ comment: string }>(answer, { id: 'answer' })
	const busy = useIsPosting()
	if (of.talk.length === 0) return null
	return (
		<Section title={say('approval.talk')}>
			<Card>
				<ul className="space-y-3">
					{of.talk.map((one) => (
						<li key={`${one.at} ${one.name}`}>
							<span className="font-semibold">{one.name}</span>
							<p className="whitespace-pre-line">{one.text}</p>
						</li>
					))}
				</ul>
				{of.own && of.state === 'waiting' ? (
					<PageForm form={form} className="mt-5">
						<FormProblems errors={form.errors} />
						<Textarea {...bound(fields.comment)} label={say('approval.answer')} rows={3} maxLength={1000} required />
						<div className="mt-4">
							<Button kind="secondary" name="intent" value="answer" busy={busy}>
								{say('approval.sendAnswer')}
							</Button>
						</div>
					</PageForm>
				) : null}
			</Card>
		</Section>
	)
}

/** The way back for whoever asked. */
export function Withdraw({ of }: { of: PresentedCard }) {
	if (!of.own || of.state !== 'waiting') return null
	return (
		<form method="post" className="mt-6">
			<Button kind="secondary" name="intent" value="withdraw">
				{say('approval.withdraw')}
			</Button>
		</form>
	)
}

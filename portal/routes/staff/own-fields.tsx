import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look } from '#core/act.ts'
import { findOwnFields } from '#core/own-field/find.ts'
import { type OwnField, ownKinds, ownSubjects } from '#core/own-field/own-field.ts'
import { removeOwnField, saveOwnField } from '#core/own-field/save.ts'
import { may } from '#core/permit.ts'
import { presentRefusal } from '../../present/refusal.ts'
import { FieldForm, type TypedField } from '../../present/staff/own/field-form.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Card, Section } from '../../ui/card.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { speakerFor } from '../../words/speakers.ts'
import { sayOwn as say } from '../../words/staff-own.ts'

export const meta = titled<typeof loader>()

const saving = z.object({
	id: z.uuid().optional(),
	subject: z.enum(ownSubjects),
	kind: z.enum(ownKinds),
	name: z.string(),
	position: z.coerce.number(),
	required: z.literal('on').optional(),
	more: z.string().max(20_000).default(''),
})
const dones = ['saved', 'removed', 'archived'] as const

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'company.write')) throw notFound()
	const fields = await look(context.books, staff.actor, findOwnFields, { archived: true })
	if (!fields.ok) throw notFound()
	const done = new URL(request.url).searchParams.get('done')
	return {
		frame: await staffFrameOf(context, staff),
		title: say('own.title'),
		fields: fields.value,
		done: dones.find((one) => one === done),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'company.write')) throw notFound()
	const posted: TypedField = Object.fromEntries(
		[...(await request.formData())].map(([name, value]) => [name, String(value)]),
	)
	const { books } = context
	const speaker = speakerFor(request)
	if (posted.intent === 'remove') {
		const id = z.uuid().safeParse(posted.id).data
		if (!id) throw notFound()
		const gone = await act(books, staff.actor, removeOwnField, { id })
		if (gone.ok) return redirect(`/staff/settings/fields?done=${gone.value.archived ? 'archived' : 'removed'}`)
		return data({ problem: presentRefusal(speaker, gone.refusal), typed: posted }, { status: 422 })
	}
	const read = saving.safeParse(posted)
	if (!read.success) throw notFound()
	const saved = await act(books, staff.actor, saveOwnField, {
		...read.data,
		required: read.data.required === 'on',
		choices: choicesIn(posted, read.data.more),
	})
	if (saved.ok) return redirect('/staff/settings/fields?done=saved')
	return data({ problem: presentRefusal(speaker, saved.refusal), typed: posted }, { status: 422 })
}

/** Those that are there by their names as they are now, and new ones, one a line. */
function choicesIn(posted: TypedField, more: string): { id?: string; name: string }[] {
	const there = Object.entries(posted).flatMap(([field, name = '']) => {
		const id = z.uuid().safeParse(field.replace(/^choice\./, '')).data
		return id && name.trim() !== '' ? [{ id, name }] : []
	})
	const added = more.split(/\r?\n/).flatMap((name) => (name.trim() === '' ? [] : [{ name }]))
	return [...there, ...added]
}

/** What the company keeps of customers, contracts and lines beyond what is there: for the administrator. */
export default function OwnFields() {
	const { frame, title, fields, done } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const typedFor = (field: OwnField) => (answer?.typed.id === field.id ? answer.typed : undefined)
	return (
		<StaffPage frame={frame} title={title} lead={say('own.lead')}>
			<p className="-mt-3 mb-6">
				<TextLink href="/staff/settings/payments">{say('own.payments')}</TextLink>
			</p>
			{done && !answer ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say(`own.done.${done}`)}
					</Notice>
				</div>
			) : null}
			<FormProblems errors={answer ? [answer.problem] : undefined} />
			<div className="max-w-2xl">
				{ownSubjects.map((subject) => (
					<Section key={subject} title={say(`own.subjects.${subject}`)}>
						<Card>
							<ul className="divide-y divide-line">
								{fields
									.filter((field) => field.subject === subject)
									.map((field) => (
										<li key={field.id} className="py-1">
											<FieldForm subject={subject} field={field} typed={typedFor(field)} />
										</li>
									))}
								<li className="py-1">
									<FieldForm
										subject={subject}
										typed={answer && !answer.typed.id && answer.typed.subject === subject ? answer.typed : undefined}
									/>
								</li>
							</ul>
						</Card>
					</Section>
				))}
			</div>
		</StaffPage>
	)
}

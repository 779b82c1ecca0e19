import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { act, look } from '#core/act.ts'
import { cards, rightedRoles, rightedStates } from '#core/field-right/card-field.ts'
import { findFieldRights } from '#core/field-right/find.ts'
import { saveFieldRights } from '#core/field-right/save.ts'
import { may } from '#core/permit.ts'
import { presentRefusal } from '../../present/refusal.ts'
import { readAsked, readPosted, statesShown } from '../../present/staff/field-right/asked.ts'
import { RightsMatrix, sayState } from '../../present/staff/field-right/matrix.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Select } from '../../ui/field.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Notice } from '../../ui/notice.tsx'
import { speakerFor } from '../../words/speakers.ts'
import { staffWords } from '../../words/staff.ts'
import { sayFieldRight as say } from '../../words/staff-field-rights.ts'

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'company.write')) throw notFound()
	const { searchParams } = new URL(request.url)
	const asked = readAsked(searchParams)
	const found = await look(context.books, staff.actor, findFieldRights, asked)
	if (!found.ok) throw notFound()
	return {
		frame: await staffFrameOf(context, staff),
		title: say('right.title'),
		asked,
		...found.value,
		states: statesShown(asked, found.value.rights),
		saved: searchParams.has('saved'),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'company.write')) throw notFound()
	const posted = readPosted(await request.formData())
	const saved = await act(context.books, staff.actor, saveFieldRights, posted)
	if (!saved.ok) return data({ problem: presentRefusal(speakerFor(request), saved.refusal) }, { status: 422 })
	const { card, role } = posted
	return redirect(`/staff/settings/field-rights?${new URLSearchParams({ card, role, saved: '' })}`)
}

/** Which fields each role sees and changes: for the administrator. */
export default function FieldRightSettings() {
	const { frame, title, asked, fields, rights, states, saved } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const { card, role } = asked
	return (
		<StaffPage frame={frame} title={title} lead={say('right.lead')}>
			{saved && !answer ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say('right.saved')}
					</Notice>
				</div>
			) : null}
			<FormProblems errors={answer ? [answer.problem] : undefined} />
			<Card className="mb-6">
				<h2 className="mb-4 font-semibold text-lg">{say('right.choose')}</h2>
				<Form method="get" className="grid items-end gap-x-4 sm:grid-cols-4">
					<Select name="card" label={say('right.card')} defaultValue={card}>
						{cards.map((one) => (
							<option key={one} value={one}>
								{say(`right.cards.${one}`)}
							</option>
						))}
					</Select>
					<Select name="role" label={say('right.role')} defaultValue={role}>
						{rightedRoles.map((one) => (
							<option key={one} value={one}>
								{staffWords(`staff.role.${one}`)}
							</option>
						))}
					</Select>
					<Select name="state" label={say('right.state')} defaultValue="">
						<option value="">{say('right.noState')}</option>
						{rightedStates.map((one) => (
							<option key={one} value={one}>
								{sayState(one)}
							</option>
						))}
					</Select>
					{states.map((state) => (
						<input key={state} type="hidden" name="state" value={state} />
					))}
					<div className="my-4">
						<Button kind="secondary">{say('right.show')}</Button>
					</div>
				</Form>
				<p className="text-muted text-sm">{say('right.stateHint')}</p>
			</Card>
			<Form method="post" key={`${card} ${role} ${states.join()}`}>
				<input type="hidden" name="card" value={card} />
				<input type="hidden" name="role" value={role} />
				<RightsMatrix {...{ asked, fields, states, rights }} />
				<p className="my-4 max-w-prose text-muted text-sm">{say('right.money')}</p>
				<Button>{say('right.save')}</Button>
			</Form>
		</StaffPage>
	)
}

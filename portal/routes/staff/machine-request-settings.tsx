import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import { findMachineRequestRules, saveMachineRequestRule } from '#core/machine-request/rule.ts'
import { may } from '#core/permit.ts'
import { readForm } from '../../form.ts'
import { RuleForm } from '../../present/staff/machine-request/rule-form.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Section } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { sayMachineRequest as say } from '../../words/staff-machine-requests.ts'

export const meta = titled<typeof loader>()

const schema = z.object({
	templateId: z.uuid().optional(),
	whose: z.enum(['own', 'company']).default('own'),
	lockDays: z.coerce.number().int().min(1).max(365).optional(),
	confirmHours: z.coerce.number().int().min(1).max(168).optional(),
})

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'company.write')) throw notFound()
	return {
		frame: await staffFrameOf(context, staff),
		title: say('request.settings'),
		rules: expectOk(await look(context.books, staff.actor, findMachineRequestRules, undefined)),
		saved: new URL(request.url).searchParams.has('saved'),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	if (!may(actor, 'company.write')) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const { templateId, whose, lockDays = 0, confirmHours = 0 } = form.value
	const outcome = await act(
		context.books,
		actor,
		saveMachineRequestRule,
		templateId
			? { templateId, lockDays: whose === 'own' ? lockDays : null }
			: { templateId: null, lockDays, confirmHours },
	)
	return outcome.ok ? redirect('/staff/settings/machine-requests?saved') : form.refuse(outcome)
}

/** From when machines may be locked, for the company and by template: for the administrator. */
export default function MachineRequestSettings() {
	const { frame, title, rules, saved } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const typed = result?.initialValue ?? null
	const of = (id: string) => (typed && (typed.templateId ?? '') === id ? typed : null)
	const wrong = (id: string) => (of(id) ? (result?.error ?? {}) : {})
	return (
		<StaffPage frame={frame} title={title} lead={say('request.settingsLead')}>
			{saved && !result ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say('request.saved')}
					</Notice>
				</div>
			) : null}
			<Section title={say('request.general')} id="general">
				<RuleForm
					template={null}
					lockDays={rules.lockDays}
					confirmHours={rules.confirmHours}
					typed={of('')}
					errors={wrong('')}
				/>
			</Section>
			{rules.templates.map(({ id, name, lockDays }) => (
				<Section key={id} title={say('request.ofTemplate', { name })} id={`template-${id}`}>
					<RuleForm template={id} lockDays={lockDays} confirmHours={null} typed={of(id)} errors={wrong(id)} />
				</Section>
			))}
		</StaffPage>
	)
}

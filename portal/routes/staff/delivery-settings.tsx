import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import { conditionKinds } from '#core/delivery/condition.ts'
import { findDeliveryRules, saveDeliveryRule } from '#core/delivery/rule.ts'
import { may } from '#core/permit.ts'
import { readForm } from '../../form.ts'
import { percentField } from '../../form-fields.ts'
import { RuleForm } from '../../present/staff/delivery/rule-form.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Section } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { sayEquipment as say } from '../../words/staff-equipment.ts'

export const meta = titled<typeof loader>()

const schema = z
	.object({
		templateId: z.uuid().optional(),
		whose: z.enum(['own', 'company']).default('own'),
		kinds: z.array(z.enum(conditionKinds).optional()).default([]),
		percent: percentField.optional(),
		validDays: z.coerce.number().int().min(1).max(90).optional(),
	})
	.superRefine(({ templateId, whose, kinds, percent }, context) => {
		const isOwn = templateId === undefined || whose === 'own'
		// A share of nothing is no condition.
		if (isOwn && kinds.includes('amount_received') && !Number(percent))
			context.addIssue({ code: 'invalid_type', expected: 'string', path: ['percent'], input: undefined })
	})

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'company.write')) throw notFound()
	return {
		frame: await staffFrameOf(context, staff),
		title: say('delivery.settings'),
		rules: expectOk(await look(context.books, staff.actor, findDeliveryRules, undefined)),
		saved: new URL(request.url).searchParams.has('saved'),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	if (!may(actor, 'company.write')) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const { templateId, whose, kinds, percent, validDays = 7 } = form.value
	const conditions = kinds.flatMap((kind) =>
		kind ? [kind === 'amount_received' ? { kind, percent: percent ?? '' } : { kind }] : [],
	)
	const outcome = await act(
		context.books,
		actor,
		saveDeliveryRule,
		templateId
			? { templateId, conditions: whose === 'own' ? conditions : null }
			: { templateId: null, conditions, validDays },
	)
	return outcome.ok ? redirect('/staff/settings/delivery?saved') : form.refuse(outcome)
}

/** What must be so before a machine leaves, for the company and by template: for the administrator. */
export default function DeliverySettings() {
	const { frame, title, rules, saved } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const typed = result?.initialValue ?? null
	const of = (id: string) => (typed && (typed.templateId ?? '') === id ? typed : null)
	const wrong = (id: string) => (of(id) ? (result?.error ?? {}) : {})
	return (
		<StaffPage frame={frame} title={title} lead={say('delivery.settingsLead')}>
			{saved && !result ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say('delivery.saved')}
					</Notice>
				</div>
			) : null}
			<Section title={say('delivery.general')} id="general">
				<RuleForm
					template={null}
					conditions={rules.conditions}
					validDays={rules.validDays}
					typed={of('')}
					errors={wrong('')}
				/>
			</Section>
			{rules.templates.map(({ id, name, conditions }) => (
				<Section key={id} title={say('delivery.ofTemplate', { name })} id={`template-${id}`}>
					<RuleForm template={id} conditions={conditions} validDays={null} typed={of(id)} errors={wrong(id)} />
				</Section>
			))}
		</StaffPage>
	)
}

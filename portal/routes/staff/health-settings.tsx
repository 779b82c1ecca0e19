import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import { findConditions, setConditions } from '#core/health/conditions.ts'
import { may } from '#core/permit.ts'
import { findTemplate } from '#core/template/find.ts'
import { readForm } from '../../form.ts'
import type { LoadContext } from '../../load-context.ts'
import { ConditionsForm } from '../../present/staff/health/conditions-form.tsx'
import { conditionsForm, conditionsOf } from '../../present/staff/health/posted.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff, type StaffMember } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Notice } from '../../ui/notice.tsx'
import { sayHealth as say } from '../../words/staff-health.ts'

export const meta = titled<typeof loader>()

const query = z.object({ template: z.uuid().nullable() })

/** The template in the address, if one is named: then it has to be there. */
async function templateIn(request: Request, { books }: LoadContext, { actor }: StaffMember) {
	const read = query.safeParse({ template: new URL(request.url).searchParams.get('template') })
	if (!read.success || !may(actor, 'product.write')) throw notFound()
	if (!read.data.template) return null
	const found = await look(books, actor, findTemplate, { id: read.data.template })
	if (!found.ok) throw notFound()
	return { id: found.value.id, name: found.value.name }
}

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const template = await templateIn(request, context, staff)
	const asked = { templateId: template?.id ?? null }
	return {
		frame: await staffFrameOf(context, staff),
		title: say('health.companyTitle'),
		template,
		conditions: expectOk(await look(context.books, staff.actor, findConditions, asked)),
		saved: new URL(request.url).searchParams.has('saved'),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	const template = await templateIn(request, context, staff)
	const form = await readForm(request, conditionsForm)
	if (!form.ok) return form.reply
	const input = { templateId: template?.id ?? null, conditions: conditionsOf(form.value) }
	const outcome = await act(context.books, staff.actor, setConditions, input)
	if (!outcome.ok) return form.refuse(outcome)
	return redirect(`/staff/settings/health?saved${template ? `&template=${template.id}` : ''}`)
}

/** When contracts are at risk or bad: of one template, or the company's for all others. */
export default function HealthSettings() {
	const { frame, title, template, conditions, saved } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const trail = template
		? [
				{ href: '/staff/settings/templates', label: say('health.toTemplate') },
				{ href: `/staff/settings/templates?template=${template.id}`, label: template.name },
			]
		: [{ href: '/staff/figures/health', label: say('health.title') }]
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={template ? say('health.templateLead', { name: template.name }) : say('health.companyLead')}
			breadcrumb={<Breadcrumb trail={trail} />}
		>
			{saved && !answer ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say('health.saved')}
					</Notice>
				</div>
			) : null}
			<FormProblems errors={answer?.error ? Object.values(answer.error).flatMap((one) => one ?? []) : undefined} />
			<ConditionsForm templateId={template?.id ?? null} conditions={conditions} answer={answer} />
		</StaffPage>
	)
}

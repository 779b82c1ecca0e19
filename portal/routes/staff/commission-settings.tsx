import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { act, expectOk, look } from '#core/act.ts'
import { addCommissionRule } from '#core/commission/add-rule.ts'
import { findCommissionChoices } from '#core/commission/choices.ts'
import { endCommissionRule, withdrawCommissionRule } from '#core/commission/end-rule.ts'
import { listCommissionRules } from '#core/commission/list-rules.ts'
import { may } from '#core/permit.ts'
import { readForm } from '../../form.ts'
import { commissionForm, ruleOf } from '../../present/staff/commission/posted.ts'
import { CommissionRuleForm } from '../../present/staff/commission/rule-form.tsx'
import { CommissionRules } from '../../present/staff/commission/rules.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Card, Section } from '../../ui/card.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Notice } from '../../ui/notice.tsx'
import { sayCommission as say } from '../../words/staff-commission.ts'

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'company.write')) throw notFound()
	const { books } = context
	return {
		frame: await staffFrameOf(context, staff),
		title: say('commission.title'),
		rules: expectOk(await look(books, staff.actor, listCommissionRules, undefined)),
		choices: expectOk(await look(books, staff.actor, findCommissionChoices, undefined)),
		saved: new URL(request.url).searchParams.has('saved'),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	if (!may(actor, 'company.write')) throw notFound()
	const form = await readForm(request, commissionForm)
	if (!form.ok) return form.reply
	const { books } = context
	const { value } = form
	const outcome =
		value.intent === 'add'
			? await act(books, actor, addCommissionRule, ruleOf(value))
			: value.intent === 'end'
				? await act(books, actor, endCommissionRule, { id: value.id, validUntil: value.validUntil ?? null })
				: await act(books, actor, withdrawCommissionRule, { id: value.id })
	if (outcome.ok) return redirect('/staff/settings/commission?saved')
	return value.intent === 'add'
		? form.refuse(outcome, { 'commission.first_day': 'validFrom', 'commission.overlaps': 'validFrom' })
		: form.refuse(outcome)
}

/** Who earns how much of what, from which day on: for the administrator. */
export default function CommissionSettings() {
	const { frame, title, rules, choices, saved } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const adding = answer?.initialValue?.intent === 'add'
	return (
		<StaffPage frame={frame} title={title} lead={say('commission.lead')}>
			{saved && !answer ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say('commission.saved')}
					</Notice>
				</div>
			) : null}
			<FormProblems
				errors={adding || !answer?.error ? undefined : Object.values(answer.error).flatMap((one) => one ?? [])}
			/>
			<Section title={say('commission.rules')} intro={say('commission.order')}>
				<CommissionRules rules={rules} />
			</Section>
			<Section title={say('commission.add')} intro={say('commission.addNote')}>
				<Card>
					<CommissionRuleForm result={adding ? answer : undefined} choices={choices} today={frame.today} />
				</Card>
			</Section>
		</StaffPage>
	)
}

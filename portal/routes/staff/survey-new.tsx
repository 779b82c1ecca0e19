import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { type Actor, act, look } from '#core/act.ts'
import { findContractName } from '#core/contract/find-name.ts'
import { dispatchSurvey, listSurveyors } from '#core/credit-survey/dispatch.ts'
import { requestSurvey } from '#core/credit-survey/request.ts'
import { findCustomerForStaff } from '#core/customer/find.ts'
import { may } from '#core/permit.ts'
import { readForm } from '../../form.ts'
import { amountField } from '../../form-fields.ts'
import type { LoadContext } from '../../load-context.ts'
import { bound, PageForm, useIsPosting, usePageForm } from '../../page-form.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { AmountInput, Input, Select, Textarea } from '../../ui/field.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { speakerFor } from '../../words/speakers.ts'
import { useSurveyWords } from '../../words/use-survey-words.ts'

export const meta = titled<typeof loader>()

const query = z.object({
	contract: z.uuid().optional().catch(undefined),
	customer: z.uuid().optional().catch(undefined),
})
type Fields = { amount: string; months: string; note: string; surveyorId: string }

/** What it is asked for: a contract, or a customer before there is one. Throws 404. */
async function aboutOf(request: Request, { books }: LoadContext, actor: Actor) {
	if (!may(actor, 'survey.request')) throw notFound()
	const { contract: contractId, customer: customerId } = query.parse(
		Object.fromEntries(new URL(request.url).searchParams),
	)
	if (contractId) {
		const contract = await look(books, actor, findContractName, { id: contractId })
		if (!contract.ok) throw notFound()
		const { number, title } = contract.value
		return { contractId, name: title ? `${title}, ${number}` : number, currency: null }
	}
	const customer = customerId ? await look(books, actor, findCustomerForStaff, { id: customerId }) : undefined
	if (!customerId || !customer?.ok) throw notFound()
	return { customerId, name: customer.value.name, currency: customer.value.currency }
}

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { name, currency } = await aboutOf(request, context, staff.actor)
	const dispatches = may(staff.actor, 'survey.dispatch')
	const surveyors = dispatches ? await look(context.books, staff.actor, listSurveyors, undefined) : undefined
	const { say } = speakerFor(request)
	return {
		frame: await staffFrameOf(context, staff),
		title: say('survey.request'),
		...{ name, currency },
		surveyors: surveyors?.ok ? surveyors.value : [],
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const about = await aboutOf(request, context, actor)
	const schema = z
		.object({
			amount: about.currency
				? amountField(about.currency, speakerFor(request), 1n).optional()
				: z.undefined().catch(undefined),
			months: z.coerce.number().int().min(1).max(600).optional(),
			note: z.string().max(2000).default(''),
			surveyorId: z.uuid().optional(),
		})
		.superRefine(({ amount, months }, context) => {
			if (months !== undefined && amount === undefined)
				context.addIssue({ code: 'invalid_type', expected: 'bigint', path: ['amount'], input: undefined })
		})
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const { amount, months, note, surveyorId } = form.value
	const input =
		'contractId' in about
			? { contractId: about.contractId, note }
			: { customerId: about.customerId, amountMinor: amount ?? null, months: months ?? null, note }
	const asked = await act(context.books, actor, requestSurvey, input)
	if (!asked.ok) return form.refuse(asked)
	const { id } = asked.value
	if (surveyorId && may(actor, 'survey.dispatch')) {
		const given = await act(context.books, actor, dispatchSurvey, { id, surveyorId })
		if (given.ok) return redirect(`/staff/surveys/${id}?done=dispatched`)
	}
	return redirect(`/staff/surveys/${id}?done=requested`)
}

/** Asks for a survey of a contract, or of a customer. */
export default function NewSurvey() {
	const say = useSurveyWords()
	const { frame, title, name, currency, surveyors } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const [form, fields] = usePageForm<Fields>(result, { id: 'survey' })
	const busy = useIsPosting()
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={say('survey.requestLead', { name })}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/surveys', label: say('survey.title') }]} />}
		>
			<Card className="max-w-2xl">
				<FormProblems errors={form.errors} />
				<PageForm form={form}>
					{currency ? (
						<>
							<AmountInput
								{...bound(fields.amount)}
								currency={currency}
								label={say('survey.amount')}
								hint={say('survey.amountHint')}
								optional
							/>
							<Input {...bound(fields.months)} type="number" min={1} max={600} label={say('survey.months')} optional />
						</>
					) : null}
					<Textarea {...bound(fields.note)} label={say('survey.requestNote')} optional maxLength={2000} />
					{surveyors.length > 0 ? (
						<Select {...bound(fields.surveyorId)} label={say('survey.dispatchTo')}>
							<option value="">{say('survey.dispatchLater')}</option>
							{surveyors.map((one) => (
								<option key={one.id} value={one.id}>
									{one.name}
								</option>
							))}
						</Select>
					) : null}
					<div className="mt-6">
						<Button busy={busy}>{say('survey.requestIt')}</Button>
					</div>
				</PageForm>
			</Card>
		</StaffPage>
	)
}

import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { type Actor, act, type Books, look } from '#core/act.ts'
import { dayInput } from '#core/day-input.ts'
import { addPayable } from '#core/payable/add.ts'
import { changePayableAmount } from '#core/payable/change-amount.ts'
import { endPayable, removePayable } from '#core/payable/end.ts'
import { findPayables, listDues } from '#core/payable/find.ts'
import { may } from '#core/permit.ts'
import { readForm } from '../../form.ts'
import { usePageForm } from '../../page-form.tsx'
import { contractIn, openContract } from '../../present/staff/contract/open-contract.ts'
import { ContractScreen } from '../../present/staff/contract/screen.tsx'
import { Dues } from '../../present/staff/payable/dues.tsx'
import { AddPart, cycles, intervals, type PlanFields, PlanParts } from '../../present/staff/payable/plan.tsx'
import { doPay, paySchemas } from '../../present/staff/payable/posted.ts'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Card, Empty, Section } from '../../ui/card.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Notice } from '../../ui/notice.tsx'
import { saySupplier as say } from '../../words/staff-suppliers.ts'

export const meta = titled<typeof loader>()

const amount = z.string().trim().min(1).max(30)
const schema = z.discriminatedUnion('intent', [
	z.object({
		intent: z.literal('add'),
		description: z.string().trim().min(1).max(200),
		amount,
		every: z.enum(cycles),
		firstDueOn: dayInput,
		lastDueOn: dayInput.optional(),
		arrears: z.coerce.boolean().default(false),
	}),
	z.object({ intent: z.literal('amount'), id: z.uuid(), amount, from: dayInput }),
	z.object({ intent: z.literal('end'), id: z.uuid(), lastDueOn: dayInput.optional() }),
	z.object({ intent: z.literal('remove'), id: z.uuid() }),
	...paySchemas,
])

const mostDues = 200

export async function loader(args: LoaderFunctionArgs) {
	const { staff, contractId, screen } = await openContract(args)
	const { actor } = staff
	if (screen.head.direction !== 'payable' || !may(actor, 'payable.read')) throw notFound()
	const { books } = args.context
	const today = Temporal.PlainDate.from(screen.frame.today)
	const ahead = { contractId, alsoDrafts: true, limit: mostDues, to: today.add({ years: 1 }).toString() }
	const [parts, dues, paid] = await Promise.all([
		look(books, actor, findPayables, { contractId }),
		look(books, actor, listDues, { ...ahead, state: 'open' }),
		look(books, actor, listDues, { ...ahead, to: today.add({ years: 5 }).toString(), state: 'paid' }),
	])
	if (!parts.ok || !dues.ok || !paid.ok) throw notFound()
	return {
		...screen,
		title: screen.head.number,
		parts: parts.value,
		open: dues.value.slice(0, mostDues),
		paid: paid.value.toReversed(),
		done: new URL(args.request.url).searchParams.get('done'),
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const contractId = contractIn(params)
	if (!may(actor, 'payable.write')) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const outcome = await doIt(context.books, actor, contractId, form.value)
	if (!outcome.ok) return form.refuse(outcome)
	return redirect(`/staff/contracts/${contractId}/payments?done=${form.value.intent}`)
}

async function doIt(books: Books, actor: Actor, contractId: string, posted: z.output<typeof schema>) {
	switch (posted.intent) {
		case 'add': {
			const { intent: _, every, lastDueOn, ...rest } = posted
			const interval = intervals[every]
			return await act(books, actor, addPayable, { ...rest, contractId, interval, lastDueOn: lastDueOn ?? null })
		}
		case 'amount':
			return await act(books, actor, changePayableAmount, posted)
		case 'end':
			return await act(books, actor, endPayable, { id: posted.id, lastDueOn: posted.lastDueOn ?? null })
		case 'remove':
			return await act(books, actor, removePayable, { id: posted.id })
		default:
			return await doPay(books, actor, posted)
	}
}

/** What is to be paid on a contract: its plan, what falls due of it in a year, and what was paid. */
export default function ContractPayments() {
	const { frame, head, parts, open, paid, done } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const [form, fields] = usePageForm<PlanFields>(answer?.initialValue?.intent === 'add' ? answer : undefined, {
		id: 'plan',
		defaultValue: { every: 'month', firstDueOn: frame.today },
	})
	const mayWrite = frame.may['payable.write'] ?? false
	const over = ['closed', 'filed', 'void', 'expired'].includes(head.state)
	const problems = answer?.initialValue?.intent === 'add' ? undefined : problemsOf(answer)
	return (
		<ContractScreen frame={frame} head={head} tab="payments">
			<FormProblems errors={problems} />
			{done && !answer ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say(done === 'pay' ? 'supplier.paidDone' : done === 'undo' ? 'supplier.undone' : 'supplier.saved')}
					</Notice>
				</div>
			) : null}
			<Section title={say('supplier.plan')} intro={say('supplier.planLead')}>
				{parts.length === 0 ? (
					<Empty title={say('supplier.planNone')}>{say('supplier.planNoneNote')}</Empty>
				) : (
					<PlanParts parts={parts} mayWrite={mayWrite && !over} />
				)}
			</Section>
			{mayWrite && !over ? <AddPart form={form} fields={fields} currency={head.currency} /> : null}
			<Section title={say('supplier.coming')}>
				{open.length === 0 ? (
					<Card>
						<p className="text-muted">{say('supplier.none')}</p>
					</Card>
				) : (
					<Dues dues={open} caption={say('supplier.coming')} today={frame.today} mayPay={mayWrite} withinContract />
				)}
			</Section>
			{paid.length > 0 ? (
				<Section title={say('supplier.paid')}>
					<Dues dues={paid} caption={say('supplier.paid')} today={frame.today} mayPay={mayWrite} withinContract />
				</Section>
			) : null}
		</ContractScreen>
	)
}

function problemsOf(answer: ReturnType<typeof useActionData<typeof action>>): string[] | undefined {
	return answer?.error ? Object.values(answer.error).flatMap((one) => one ?? []) : undefined
}

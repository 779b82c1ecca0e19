import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look } from '#core/act.ts'
import { findContractPage } from '#core/contract/page.ts'
import { may } from '#core/permit.ts'
import { issueInstalments } from '#core/receivable/change-plan.ts'
import { findPlans } from '#core/receivable/find-plans.ts'
import { readForm } from '../form.ts'
import { PlanView } from '../present/collection-plan/plan.tsx'
import { CustomerPage } from '../present/customer-page.tsx'
import { frameOf } from '../present/frame.ts'
import { titled } from '../present/title.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'
import { Breadcrumb } from '../ui/breadcrumb.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Empty } from '../ui/card.tsx'
import { FormProblems } from '../ui/form-problems.tsx'
import { speakerFor } from '../words/speakers.ts'
import { useWords } from '../words/use-words.tsx'

const address = z.object({ contractId: z.uuid() })

export const meta = titled<typeof loader>()

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { contractId } = address.safeParse(params).data ?? {}
	if (!contractId) throw notFound()
	const visitor = await requireCustomer(request, context, { kind: 'contract', id: contractId })
	const [page, plans] = await Promise.all([
		look(context.books, visitor.actor, findContractPage, { id: contractId, coming: 0 }),
		look(context.books, visitor.actor, findPlans, { contractId }),
	])
	if (!page.ok || !plans.ok) throw notFound()
	const { id, title, number, customerId } = page.value.contract
	return {
		frame: await frameOf(context, visitor, customerId),
		title: speakerFor(request, context).say('collectionPlan.title'),
		contract: { id, name: title || number },
		plans: plans.value,
		mayPay: may(visitor.actor, 'payment.start'),
	}
}

/** The remaining instalments are invoiced now, and paid together. */
export async function action({ request, context, params }: ActionFunctionArgs) {
	const { contractId } = address.safeParse(params).data ?? {}
	if (!contractId) throw notFound()
	const { actor } = await requireCustomer(request, context, { kind: 'contract', id: contractId })
	const plans = await look(context.books, actor, findPlans, { contractId })
	if (!plans.ok) throw notFound()
	const form = await readForm(request, z.object({ planId: z.uuid() }), context)
	if (!form.ok) return form.reply
	const plan = plans.value.find(({ id }) => id === form.value.planId)
	if (!plan || !may(actor, 'payment.start')) throw notFound()
	const outcome = await act(context.books, actor, issueInstalments, { planId: plan.id })
	if (!outcome.ok) return form.refuse(outcome)
	const open = plan.instalments.flatMap(({ invoice, openMinor }) => (invoice && openMinor > 0n ? [invoice.id] : []))
	return redirect(`/pay?${new URLSearchParams([...open, ...outcome.value.invoiceIds].map((id) => ['invoice', id]))}`)
}

/** The payment plans of a contract: what is agreed, what has come in, and paying what is open or all that is left. */
export default function ContractPlanPage() {
	const { frame, title, contract, plans, mayPay } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const say = useWords()
	return (
		<CustomerPage
			frame={frame}
			title={title}
			lead={say('collectionPlan.lead')}
			breadcrumb={<Breadcrumb trail={[{ href: `/contracts/${contract.id}`, label: contract.name }]} />}
		>
			<FormProblems errors={result?.error?.[''] ?? undefined} />
			{plans.length === 0 ? <Empty title={say('collectionPlan.none')} /> : null}
			{plans.map((plan) => {
				const open = plan.instalments.flatMap(({ invoice, openMinor }) =>
					invoice && openMinor > 0n ? [invoice.id] : [],
				)
				const left = plan.instalments.some(({ invoice }) => !invoice)
				return (
					<PlanView key={plan.id} plan={plan} invoicePath={(id) => `/invoices/${id}`}>
						{mayPay && (open.length > 0 || left) ? (
							<div className="mt-5 flex flex-wrap items-start gap-3">
								{open.length > 0 ? (
									<LinkButton href={`/pay?${new URLSearchParams(open.map((id) => ['invoice', id]))}`}>
										{say('collectionPlan.payOpen', { count: open.length })}
									</LinkButton>
								) : null}
								{left ? (
									<form method="post">
										<input type="hidden" name="planId" value={plan.id} />
										<Button kind="secondary">{say('collectionPlan.payRest')}</Button>
										<p className="mt-2 text-muted text-sm">{say('collectionPlan.payRestNote')}</p>
									</form>
								) : null}
							</div>
						) : null}
					</PlanView>
				)
			})}
		</CustomerPage>
	)
}

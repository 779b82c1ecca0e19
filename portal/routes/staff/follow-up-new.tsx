import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look } from '#core/act.ts'
import { findCustomerForStaff } from '#core/customer/find.ts'
import { recordFollowUp } from '#core/follow-up/record.ts'
import { settleFollowUp } from '#core/follow-up/settle.ts'
import { listInvoices } from '#core/invoice/list-all.ts'
import { may } from '#core/permit.ts'
import { listStaff } from '#core/staff/list.ts'
import { readForm } from '../../form.ts'
import { FollowUpForm } from '../../present/staff/follow-up-form.tsx'
import { followUpSchema } from '../../present/staff/follow-up-posted.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { Card } from '../../ui/card.tsx'
import { staffWords } from '../../words/staff.ts'
import { sayFollowUp as say } from '../../words/staff-follow-up.ts'

const address = z.object({
	customer: z.uuid(),
	contract: z.uuid().optional().catch(undefined),
})

export const meta = titled<typeof loader>()

/** The page of a contract or customer on which the record will be. */
const pageOf = ({ customer, contract }: z.output<typeof address>) =>
	contract ? `/staff/contracts/${contract}/follow-ups` : `/staff/customers/${customer}`

function addressOf(request: Request) {
	const asked = address.safeParse(Object.fromEntries(new URL(request.url).searchParams))
	if (!asked.success) throw notFound()
	return asked.data
}

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'follow_up.write')) throw notFound()
	const asked = addressOf(request)
	const { books } = context
	const { customer: customerId } = asked
	const [customer, invoices, people] = await Promise.all([
		look(books, staff.actor, findCustomerForStaff, { id: customerId }),
		look(books, staff.actor, listInvoices, { customerId, show: 'open', limit: 50 }),
		look(books, staff.actor, listStaff, undefined),
	])
	if (!customer.ok) throw notFound()
	const { name, currency } = customer.value
	return {
		frame: await staffFrameOf(context, staff),
		title: say('followUp.recordFor', { customer: name }),
		...{ name, currency, page: pageOf(asked), customerId },
		invoices: invoices.ok
			? invoices.value.rows.map(({ id, number, currency, openMinor }) => ({ id, number, currency, openMinor }))
			: [],
		people: people.ok ? people.value.users : [],
		me: staff.actor.userId,
		key: crypto.randomUUID(),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const asked = addressOf(request)
	const form = await readForm(request, followUpSchema(request))
	if (!form.ok) return form.reply
	const { value } = form
	const outcome =
		value.intent === 'settle'
			? await act(context.books, actor, settleFollowUp, { id: value.id })
			: await act(context.books, actor, recordFollowUp, {
					...{ customerId: asked.customer, contractId: asked.contract ?? null, kind: value.kind, text: value.text },
					...{
						nextStep: value.nextStep ?? '',
						nextOn: value.nextOn ?? null,
						assigneeId: value.assigneeId ?? null,
						key: `console:${value.key}`,
					},
					...(value.promise ? { promise: value.promise } : {}),
				})
	return outcome.ok ? redirect(`${pageOf(asked)}#follow-up`) : form.refuse(outcome)
}

/** Writes down what was talked about with a customer, and what they promised. */
export default function NewFollowUp() {
	const { frame, title, name, page, invoices, people, me, currency, key, customerId } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={say('followUp.lead')}
			breadcrumb={
				<Breadcrumb
					trail={[
						{ href: '/staff/customers', label: staffWords('staff.customers') },
						{ href: page.includes('/contracts/') ? page : `/staff/customers/${customerId}`, label: name },
					]}
				/>
			}
		>
			<Card className="max-w-2xl">
				<FollowUpForm {...{ answer, invoices, people, me, currency }} formKey={key} />
			</Card>
		</StaffPage>
	)
}

import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { look } from '#core/act.ts'
import { listVisits } from '#core/care-visit/find.ts'
import { findCustomerForStaff } from '#core/customer/find.ts'
import { may } from '#core/permit.ts'
import { listStaff } from '#core/staff/list.ts'
import { readForm } from '../../form.ts'
import { Downloads } from '../../present/staff/file-buttons.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { visitsAsked } from '../../present/staff/visit/asked.ts'
import { Visits } from '../../present/staff/visit/page.tsx'
import { doVisit, visitForm } from '../../present/staff/visit/posted.ts'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { sayTask } from '../../words/staff-tasks.ts'
import { sayVisit as say } from '../../words/staff-visits.ts'

export const meta = titled<typeof loader>()

const most = 200

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { actor } = staff
	if (!may(actor, 'customer.read')) throw notFound()
	const customerId = visitsAsked(request)
	const { books } = context
	const customer = customerId ? await look(books, actor, findCustomerForStaff, { id: customerId }) : undefined
	if (customer && !customer.ok) throw notFound()
	const [ahead, over, people] = await Promise.all([
		look(books, actor, listVisits, { state: 'planned' as const, customerId, limit: most }),
		look(books, actor, listVisits, { state: 'over' as const, customerId, limit: most }),
		look(books, actor, listStaff, undefined),
	])
	if (!ahead.ok || !over.ok || !people.ok) throw notFound()
	return {
		frame: await staffFrameOf(context, staff),
		title: say('visit.title'),
		customer: customer ? { id: customer.value.id, name: customer.value.name } : null,
		ahead: ahead.value,
		over: over.value,
		people: people.value.users,
		done: new URL(request.url).searchParams.get('done'),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	if (!may(actor, 'follow_up.write')) throw notFound()
	const customerId = visitsAsked(request)
	const form = await readForm(request, visitForm)
	if (!form.ok) return form.reply
	if (form.value.intent === 'plan' && !customerId) throw notFound()
	const of = customerId ? { customerId, contractId: null } : undefined
	const outcome = await doVisit(context.books, actor, form.value, of)
	if (!outcome.ok) return form.refuse(outcome)
	const more = new URLSearchParams({ ...(customerId ? { customer: customerId } : {}), done: form.value.intent })
	return redirect(`/staff/visits?${more}`)
}

/** Care visits of everybody, or of one customer. */
export default function CareVisits() {
	const { frame, title, customer, ahead, over, people, done } = useLoaderData<typeof loader>()
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={customer ? customer.name : say('visit.lead')}
			breadcrumb={
				<Breadcrumb
					trail={[
						customer
							? { href: `/staff/customers/${customer.id}`, label: customer.name }
							: { href: '/staff/tasks', label: sayTask('task.title') },
					]}
				/>
			}
		>
			<Visits
				{...{ ahead, over, people, done }}
				today={frame.today}
				mayWrite={frame.may['follow_up.write'] ?? false}
				within={customer !== null}
				answer={useActionData<typeof action>()}
			/>
			{ahead.length + over.length > 0 ? (
				<Downloads to={(ending) => `/staff/visits.${ending}${customer ? `?customer=${customer.id}` : ''}`} />
			) : null}
		</StaffPage>
	)
}

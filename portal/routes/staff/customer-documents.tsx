import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findCustomerForStaff } from '#core/customer/find.ts'
import { findDocuments } from '#core/document/find.ts'
import { listDocumentKinds } from '#core/document/kinds.ts'
import { may } from '#core/permit.ts'
import { useIsPosting } from '../../page-form.tsx'
import { AddDocument } from '../../present/staff/document/add-form.tsx'
import { DocumentList } from '../../present/staff/document/list.tsx'
import { postDocument } from '../../present/staff/document/posted.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { Empty } from '../../ui/card.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Notice } from '../../ui/notice.tsx'
import { staffWords } from '../../words/staff.ts'
import { sayDocument as say } from '../../words/staff-documents.ts'

export const meta = titled<typeof loader>()

const address = z.object({ customerId: z.uuid() })

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { customerId } = address.safeParse(params).data ?? {}
	if (!customerId) throw notFound()
	const { books } = context
	const [customer, documents, rules] = await Promise.all([
		look(books, staff.actor, findCustomerForStaff, { id: customerId }),
		look(books, staff.actor, findDocuments, { customerId }),
		look(books, staff.actor, listDocumentKinds, undefined),
	])
	if (!customer.ok || !documents.ok || !rules.ok) throw notFound()
	const { name } = customer.value
	return {
		frame: await staffFrameOf(context, staff),
		title: say('document.ofCustomer', { name }),
		...{ customerId, name, documents: documents.value, kinds: rules.value.kinds },
		mayWrite: may(staff.actor, 'document.write'),
		done: new URL(request.url).searchParams.get('done'),
		formKey: crypto.randomUUID(),
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const { customerId } = address.safeParse(params).data ?? {}
	if (!customerId || !may(actor, 'document.write')) throw notFound()
	const posted = await postDocument(request, context, { actor, customerId, contractId: null })
	if ('done' in posted) return redirect(`/staff/customers/${customerId}/documents?done=${posted.done}`)
	return data(posted, { status: 422 })
}

/** Papers of a customer that belong to none of their contracts. */
export default function StaffCustomerDocuments() {
	const { frame, title, customerId, name, documents, kinds, mayWrite, done, formKey } = useLoaderData<typeof loader>()
	const refused = useActionData<typeof action>()
	const typed: Record<string, string> = refused?.fields ?? {}
	const busy = useIsPosting()
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={say('document.ofCustomerLead')}
			breadcrumb={
				<Breadcrumb
					trail={[
						{ href: '/staff/customers', label: staffWords('staff.customers') },
						{ href: `/staff/customers/${customerId}`, label: name },
					]}
				/>
			}
		>
			<FormProblems errors={refused?.problems} />
			{done && !refused ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say(done === 'kept' ? 'document.kept' : done === 'withdrawn' ? 'document.withdrawn' : 'document.changed')}
					</Notice>
				</div>
			) : null}
			{documents.length === 0 ? (
				<Empty title={say('document.none')}>{mayWrite ? say('document.noneNote') : null}</Empty>
			) : (
				<DocumentList {...{ documents, mayWrite, formKey }} />
			)}
			{mayWrite ? <AddDocument {...{ kinds, formKey, typed, busy }} mayShare={false} /> : null}
		</StaffPage>
	)
}

import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look } from '#core/act.ts'
import { findCustomerForStaff } from '#core/customer/find.ts'
import { findOwnValues } from '#core/own-field/read.ts'
import { setOwnValues } from '#core/own-field/set-values.ts'
import { may } from '#core/permit.ts'
import { readForm } from '../../form.ts'
import { ownGiven, ownPosted } from '../../present/staff/own/posted.ts'
import { ValuesForm } from '../../present/staff/own/values-form.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { staffWords } from '../../words/staff.ts'
import { sayOwn as say } from '../../words/staff-own.ts'

export const meta = titled<typeof loader>()

const address = z.object({ customerId: z.uuid() })
const schema = z.object({ own: ownPosted })

async function open({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { customerId: id } = address.safeParse(params).data ?? {}
	if (!id || !may(staff.actor, 'customer.write')) throw notFound()
	const [customer, own] = await Promise.all([
		look(context.books, staff.actor, findCustomerForStaff, { id }),
		look(context.books, staff.actor, findOwnValues, { subject: 'customer' as const, ids: [id] }),
	])
	if (!customer.ok || !own.ok) throw notFound()
	const { fields, values, locked } = own.value
	return { staff, id, name: customer.value.name, fields, values: values[id] ?? {}, locked: locked[id] ?? [] }
}

export async function loader(args: LoaderFunctionArgs) {
	const { staff, id, name, ...own } = await open(args)
	const frame = await staffFrameOf(args.context, staff)
	return { frame, title: say('own.of', { of: name }), id, name, own }
}

export async function action(args: ActionFunctionArgs) {
	const { staff, id, fields } = await open(args)
	const form = await readForm(args.request, schema)
	if (!form.ok) return form.reply
	const own = ownGiven(fields, form.value.own)
	const set = await act(args.context.books, staff.actor, setOwnValues, { subject: 'customer', id, own })
	return set.ok ? redirect(`/staff/customers/${id}?done=own#own`) : form.refuse(set)
}

/** What stands in the company's own fields of a customer. */
export default function CustomerOwn() {
	const { frame, title, id, name, own } = useLoaderData<typeof loader>()
	return (
		<StaffPage
			frame={frame}
			title={title}
			breadcrumb={
				<Breadcrumb
					trail={[
						{ href: '/staff/customers', label: staffWords('staff.customers') },
						{ href: `/staff/customers/${id}`, label: name },
					]}
				/>
			}
		>
			<ValuesForm {...own} answer={useActionData<typeof action>()} />
		</StaffPage>
	)
}

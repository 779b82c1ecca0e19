import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look } from '#core/act.ts'
import { editCustomer } from '#core/customer/edit.ts'
import { findCustomerForStaff } from '#core/customer/find.ts'
import { findOwnFields } from '#core/own-field/find.ts'
import { findOwnValues } from '#core/own-field/read.ts'
import { may } from '#core/permit.ts'
import { readForm } from '../../form.ts'
import { PageForm, useIsPosting, usePageForm } from '../../page-form.tsx'
import { customerChoices } from '../../present/staff/choices.ts'
import { type CustomerFields, CustomerFormFields } from '../../present/staff/customer-fields.tsx'
import { customerForm } from '../../present/staff/customer-form.ts'
import { ownGiven, ownTyped } from '../../present/staff/own/posted.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { staffWords as say } from '../../words/staff.ts'

export const meta = titled<typeof loader>()

const address = z.object({ customerId: z.uuid() })

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { customerId } = address.safeParse(params).data ?? {}
	if (!customerId || !may(staff.actor, 'customer.write')) throw notFound()
	const [found, own] = await Promise.all([
		look(context.books, staff.actor, findCustomerForStaff, { id: customerId }),
		look(context.books, staff.actor, findOwnValues, { subject: 'customer' as const, ids: [customerId] }),
	])
	if (!found.ok || !own.ok) throw notFound()
	const { name, legalName, ...customer } = found.value
	return {
		frame: await staffFrameOf(context, staff),
		title: name,
		customer: { ...customer, name, legalName: legalName === name ? '' : legalName },
		choices: await customerChoices(context, staff),
		own: {
			fields: own.value.fields,
			values: own.value.values[customerId] ?? {},
			locked: own.value.locked[customerId] ?? [],
		},
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { customerId } = address.safeParse(params).data ?? {}
	if (!customerId || !may(staff.actor, 'customer.write')) throw notFound()
	const form = await readForm(request, customerForm)
	if (!form.ok) return form.reply
	const fields = await look(context.books, staff.actor, findOwnFields, { subject: 'customer' as const })
	const own = ownGiven(fields.ok ? fields.value : [], form.value.own)
	const outcome = await act(context.books, staff.actor, editCustomer, { ...form.value, own, id: customerId })
	if (!outcome.ok && outcome.refusal.code === 'not_found') throw notFound()
	if (!outcome.ok) return form.refuse(outcome, { 'customer.vat_number_wrong': 'taxNumber' })
	return redirect(`/staff/customers/${customerId}`)
}

export default function EditCustomer() {
	const { frame, title, customer, choices, own } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const [form, fields] = usePageForm<CustomerFields>(answer, {
		id: 'customer',
		defaultValue: {
			...customer,
			paymentTermDays: customer.paymentTermDays === null ? '' : String(customer.paymentTermDays),
			version: String(customer.version),
		},
	})
	return (
		<StaffPage
			frame={frame}
			title={title}
			breadcrumb={
				<Breadcrumb
					trail={[
						{ href: '/staff/customers', label: say('staff.customers') },
						{ href: `/staff/customers/${customer.id}`, label: title },
					]}
				/>
			}
		>
			<Card>
				<PageForm form={form}>
					<FormProblems errors={form.errors} />
					<input type="hidden" name="version" value={customer.version} />
					<CustomerFormFields
						fields={fields}
						{...choices}
						own={{ ...own, values: ownTyped(answer) ?? own.values }}
						rights={customer}
					/>
					<div className="mt-8">
						<Button busy={useIsPosting()}>{say('staff.customer.save')}</Button>
					</div>
				</PageForm>
			</Card>
		</StaffPage>
	)
}

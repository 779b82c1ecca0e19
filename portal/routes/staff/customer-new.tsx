import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { act, expectOk, look } from '#core/act.ts'
import { createCustomer } from '#core/customer/create.ts'
import { partyRoles } from '#core/customer/input.ts'
import { findFormRights } from '#core/field-right/form-rights.ts'
import { findOwnFields } from '#core/own-field/find.ts'
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
import { saySupplier } from '../../words/staff-suppliers.ts'

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'customer.write')) throw notFound()
	const own = await look(context.books, staff.actor, findOwnFields, { subject: 'customer' as const })
	if (!own.ok) throw notFound()
	const asked = new URL(request.url).searchParams.get('role')
	const role = partyRoles.find((one) => one === asked) ?? 'customer'
	return {
		frame: await staffFrameOf(context, staff),
		title:
			role === 'customer'
				? say('staff.customer.new')
				: saySupplier(role === 'partner' ? 'supplier.newPartner' : 'supplier.new'),
		role,
		choices: await customerChoices(context, staff),
		own: own.value,
		rights: expectOk(await look(context.books, staff.actor, findFormRights, { state: null })),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'customer.write')) throw notFound()
	const form = await readForm(request, customerForm)
	if (!form.ok) return form.reply
	const { version: _, own: posted, ...typed } = form.value
	const fields = await look(context.books, staff.actor, findOwnFields, { subject: 'customer' as const })
	const customer = { ...typed, own: ownGiven(fields.ok ? fields.value : [], posted) }
	const outcome = await act(context.books, staff.actor, createCustomer, customer)
	if (!outcome.ok) return form.refuse(outcome, { 'customer.vat_number_wrong': 'taxNumber' })
	return redirect(`/staff/customers/${outcome.value.id}`)
}

export default function NewCustomer() {
	const { frame, title, role, choices, own, rights } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const [form, fields] = usePageForm<CustomerFields>(answer, {
		id: 'customer',
		defaultValue: { language: 'en', currency: choices.currency, country: choices.country },
	})
	return (
		<StaffPage
			frame={frame}
			title={title}
			breadcrumb={
				<Breadcrumb
					trail={[
						role === 'customer'
							? { href: '/staff/customers', label: say('staff.customers') }
							: { href: '/staff/suppliers', label: saySupplier('supplier.list') },
					]}
				/>
			}
		>
			<Card>
				<PageForm form={form}>
					<FormProblems errors={form.errors} />
					<input type="hidden" name="role" value={role} />
					<CustomerFormFields
						fields={fields}
						{...choices}
						own={{ fields: own, values: ownTyped(answer) ?? {} }}
						rights={rights}
					/>
					<div className="mt-8">
						<Button busy={useIsPosting()}>{say('staff.customer.save')}</Button>
					</div>
				</PageForm>
			</Card>
		</StaffPage>
	)
}

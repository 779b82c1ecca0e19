import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { act } from '#core/act.ts'
import { createCustomer } from '#core/customer/create.ts'
import { may } from '#core/permit.ts'
import { readForm } from '../../form.ts'
import { PageForm, useIsPosting, usePageForm } from '../../page-form.tsx'
import { customerChoices } from '../../present/staff/choices.ts'
import { type CustomerFields, CustomerFormFields } from '../../present/staff/customer-fields.tsx'
import { customerForm } from '../../present/staff/customer-form.ts'
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

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'customer.write')) throw notFound()
	return {
		frame: await staffFrameOf(context, staff),
		title: say('staff.customer.new'),
		choices: await customerChoices(context, staff),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'customer.write')) throw notFound()
	const form = await readForm(request, customerForm)
	if (!form.ok) return form.reply
	const { version: _, ...customer } = form.value
	const outcome = await act(context.books, staff.actor, createCustomer, customer)
	if (!outcome.ok) return form.refuse(outcome)
	return redirect(`/staff/customers/${outcome.value.id}`)
}

export default function NewCustomer() {
	const { frame, title, choices } = useLoaderData<typeof loader>()
	const [form, fields] = usePageForm<CustomerFields>(useActionData<typeof action>(), {
		id: 'customer',
		defaultValue: { language: 'en', currency: choices.currency, country: choices.country },
	})
	return (
		<StaffPage
			frame={frame}
			title={title}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/customers', label: say('staff.customers') }]} />}
		>
			<Card>
				<PageForm form={form}>
					<FormProblems errors={form.errors} />
					<CustomerFormFields fields={fields} {...choices} />
					<div className="mt-8">
						<Button busy={useIsPosting()}>{say('staff.customer.save')}</Button>
					</div>
				</PageForm>
			</Card>
		</StaffPage>
	)
}

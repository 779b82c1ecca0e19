import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import { findMachineProducts } from '#core/equipment/find.ts'
import { registerEquipment } from '#core/equipment/register.ts'
import { may } from '#core/permit.ts'
import { readForm } from '../../form.ts'
import { MachineFields } from '../../present/staff/equipment/machine-fields.tsx'
import { atMachine, machineSchema, movedSchema } from '../../present/staff/equipment/posted.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Input, Textarea } from '../../ui/field.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { sayEquipment as say } from '../../words/staff-equipment.ts'
import { sayList } from '../../words/staff-lists.ts'

export const meta = titled<typeof loader>()

const schema = z.object({
	...machineSchema,
	place: movedSchema.place,
	meterReading: movedSchema.meterReading,
	note: movedSchema.note,
})

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'equipment.write')) throw notFound()
	return {
		frame: await staffFrameOf(context, staff),
		title: say('equipment.register'),
		products: expectOk(await look(context.books, staff.actor, findMachineProducts, undefined)),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	if (!may(actor, 'equipment.write')) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const outcome = await act(context.books, actor, registerEquipment, form.value)
	return outcome.ok ? redirect(`/staff/equipment/${outcome.value.id}?done=registered`) : form.refuse(outcome, atMachine)
}

/** A machine enters the ledger. */
export default function RegisterMachine() {
	const { frame, title, products } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const typed = result?.initialValue ?? {}
	const text = (name: string) => (typeof typed[name] === 'string' ? String(typed[name]) : '')
	const errors = result?.error ?? {}
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={say('equipment.registerLead')}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/equipment', label: sayList('list.rooms.equipment') }]} />}
		>
			<Card className="max-w-3xl">
				<FormProblems errors={errors[''] ?? undefined} />
				<form method="post">
					<MachineFields
						of={{
							...{ serialNumber: text('serialNumber'), factoryNumber: text('factoryNumber'), model: text('model') },
							...{ productId: text('productId'), meterUnit: text('meterUnit') },
						}}
						products={products}
						errors={errors}
					/>
					<div className="mt-5 grid items-end gap-5 first:mt-0 sm:grid-cols-2 [&>*]:mt-0">
						<Input
							name="meterReading"
							label={say('equipment.meter')}
							defaultValue={text('meterReading')}
							errors={errors.meterReading ?? undefined}
							inputMode="decimal"
							optional
						/>
						<Input
							name="place"
							label={say('equipment.place')}
							defaultValue={text('place')}
							errors={errors.place ?? undefined}
							maxLength={200}
							optional
						/>
					</div>
					<Textarea
						name="note"
						label={say('equipment.note')}
						defaultValue={text('note')}
						maxLength={1000}
						rows={2}
						optional
					/>
					<div className="mt-6">
						<Button>{say('equipment.register')}</Button>
					</div>
				</form>
			</Card>
		</StaffPage>
	)
}

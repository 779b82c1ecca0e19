import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look } from '#core/act.ts'
import { findGatePass } from '#core/delivery/find.ts'
import { confirmGatePass } from '#core/delivery/pass.ts'
import { may } from '#core/permit.ts'
import { readForm } from '../../form.ts'
import { LetOut } from '../../present/staff/delivery/let-out.tsx'
import { PassFacts, PassMachines, PassVerdict } from '../../present/staff/delivery/pass.tsx'
import { PassPill } from '../../present/staff/delivery/passes.tsx'
import { readingField } from '../../present/staff/equipment/posted.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { LinkButton } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { sayEquipment as say } from '../../words/staff-equipment.ts'

export const meta = titled<typeof loader>()

const address = z.object({ gatePassId: z.uuid() })
const schema = z.object({
	driver: z.string().trim().min(1).max(200),
	place: z.string().trim().max(200).optional(),
	note: z.string().trim().max(1000).default(''),
	readings: z
		.array(z.object({ id: z.uuid(), reading: readingField }))
		.max(100)
		.default([]),
})

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { gatePassId } = address.safeParse(params).data ?? {}
	if (!gatePassId) throw notFound()
	const found = await look(context.books, staff.actor, findGatePass, { id: gatePassId })
	if (!found.ok) throw notFound()
	return {
		frame: await staffFrameOf(context, staff),
		title: say('delivery.pass', { number: found.value.number }),
		pass: found.value,
		mayRelease: may(staff.actor, 'delivery.release'),
		mayPrint: may(staff.actor, 'delivery.ask'),
		isDone: new URL(request.url).searchParams.has('done'),
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const { gatePassId: id } = address.safeParse(params).data ?? {}
	if (!id || !may(actor, 'delivery.release')) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const { driver, place = '', note, readings } = form.value
	const outcome = await act(context.books, actor, confirmGatePass, {
		...{ id, driver, place, note },
		readings: Object.fromEntries(readings.map((one) => [one.id, one.reading])),
	})
	if (!outcome.ok && outcome.refusal.code === 'not_found') throw notFound()
	if (outcome.ok) return redirect(`/staff/gate-passes/${id}?done`)
	const { code, facts } = outcome.refusal
	const machine = code === 'equipment.meter_back' ? readings.findIndex((one) => one.id === facts.equipmentId) : 0
	return form.refuse(outcome, { 'equipment.meter_back': `readings[${machine}].reading` })
}

/** A gate pass at the gate, on a phone: whether the machines may leave, which, and their way out. */
export default function GatePassPage() {
	const { frame, title, pass, mayRelease, mayPrint, isDone } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const isOpen = pass.state === 'open'
	return (
		<StaffPage
			frame={frame}
			title={
				<span className="flex flex-wrap items-center gap-3">
					{title} {pass.stopped ? null : <PassPill state={pass.state} />}
				</span>
			}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/gate', label: say('delivery.gate') }]} />}
			aside={
				isOpen && mayPrint ? (
					<LinkButton kind="secondary" href={`/staff/gate-passes/${pass.id}.pdf`} download>
						{say('delivery.print')}
					</LinkButton>
				) : null
			}
		>
			{isDone && !result ? (
				<Notice kind="good" live>
					{say('delivery.done')}
				</Notice>
			) : (
				<PassVerdict pass={pass} timeZone={frame.timeZone} />
			)}
			<PassMachines machines={pass.machines} />
			<PassFacts pass={pass} mayOpen={frame.may['contract.read'] ?? false} />
			{isOpen && mayRelease && !pass.stopped ? (
				<LetOut machines={pass.machines} typed={result?.initialValue ?? {}} errors={result?.error ?? {}} />
			) : null}
		</StaffPage>
	)
}

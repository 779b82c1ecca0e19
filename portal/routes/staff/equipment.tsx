import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import { findDocuments } from '#core/document/find.ts'
import { listDocumentKinds } from '#core/document/kinds.ts'
import { editEquipment } from '#core/equipment/edit.ts'
import { findMachine, findMachineProducts } from '#core/equipment/find.ts'
import { moveEquipment } from '#core/equipment/move.ts'
import { listMachineRequests } from '#core/machine-request/find.ts'
import { may } from '#core/permit.ts'
import { readForm } from '../../form.ts'
import { tickField } from '../../form-fields.ts'
import { useIsPosting } from '../../page-form.tsx'
import { AddDocument } from '../../present/staff/document/add-form.tsx'
import { DocumentList } from '../../present/staff/document/list.tsx'
import { postDocument } from '../../present/staff/document/posted.ts'
import { LinesFor } from '../../present/staff/equipment/lines-for.tsx'
import { MachineFacts, MachineHistory } from '../../present/staff/equipment/machine-facts.tsx'
import { MachineFields } from '../../present/staff/equipment/machine-fields.tsx'
import { MachinePill } from '../../present/staff/equipment/machine-pill.tsx'
import { byHand, MoveForm } from '../../present/staff/equipment/move-form.tsx'
import { atMachine, atMove, machineSchema, movedSchema } from '../../present/staff/equipment/posted.ts'
import { RequestsOfMachine } from '../../present/staff/machine-request/requests-of-contract.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Empty, Section } from '../../ui/card.tsx'
import { Details } from '../../ui/details.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Notice } from '../../ui/notice.tsx'
import { sayDocument } from '../../words/staff-documents.ts'
import { sayEquipment as say } from '../../words/staff-equipment.ts'
import { sayList } from '../../words/staff-lists.ts'

export const meta = titled<typeof loader>()

const address = z.object({ equipmentId: z.uuid() })
const done = z.enum(['registered', 'edited', 'moved', 'kept', 'changed', 'withdrawn']).optional().catch(undefined)

const schema = z.discriminatedUnion('intent', [
	z.object({ intent: z.literal('move'), action: z.enum(byHand), ...movedSchema, replaced: tickField }),
	z.object({ intent: z.literal('reserve'), lineId: z.uuid() }),
	z.object({ intent: z.literal('edit'), version: z.coerce.number().int(), ...machineSchema }),
])

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { equipmentId } = address.safeParse(params).data ?? {}
	if (!equipmentId) throw notFound()
	const { books } = context
	const { actor } = staff
	const found = await look(books, actor, findMachine, { id: equipmentId })
	if (!found.ok) throw notFound()
	const mayWrite = may(actor, 'equipment.write')
	return {
		frame: await staffFrameOf(context, staff),
		title: found.value.serialNumber,
		machine: found.value,
		documents: expectOk(await look(books, actor, findDocuments, { equipmentId })),
		kinds: expectOk(await look(books, actor, listDocumentKinds, undefined)).kinds,
		products: mayWrite ? expectOk(await look(books, actor, findMachineProducts, undefined)) : [],
		mayWrite,
		mayAsk: may(actor, 'delivery.ask'),
		requests: may(actor, 'machine_request.record')
			? expectOk(await look(books, actor, listMachineRequests, { equipmentId }))
			: [],
		mayRequest: may(actor, 'machine_request.ask'),
		done: done.parse(new URL(request.url).searchParams.get('done') ?? undefined),
		formKey: crypto.randomUUID(),
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const { equipmentId: id } = address.safeParse(params).data ?? {}
	if (!id || !may(actor, 'equipment.write')) throw notFound()
	const { books } = context
	const found = await look(books, actor, findMachine, { id })
	if (!found.ok) throw notFound()
	const here = `/staff/equipment/${id}`
	// The forms about documents come in parts with their file; of those without one the intent says which they are.
	const isOfFile = request.headers.get('content-type')?.startsWith('multipart/form-data')
	const intent = isOfFile ? '' : String((await request.clone().formData()).get('intent') ?? '')
	if (isOfFile || intent === 'withdraw') {
		const posted = await postDocument(request, context, { actor, equipmentId: id })
		return 'done' in posted ? redirect(`${here}?done=${posted.done}#documents`) : data(posted, { status: 422 })
	}
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const posted = form.value
	switch (posted.intent) {
		case 'move': {
			const { intent: _, replaced: isMeterReplaced, ...move } = posted
			const outcome = await act(books, actor, moveEquipment, { id, ...move, isMeterReplaced })
			return outcome.ok ? redirect(`${here}?done=moved`) : form.refuse(outcome, atMove)
		}
		case 'reserve': {
			const outcome = await act(books, actor, moveEquipment, { id, action: 'reserve', contractLineId: posted.lineId })
			return outcome.ok ? redirect(`${here}?done=moved`) : form.refuse(outcome)
		}
		case 'edit': {
			const { productId = null, intent: _, ...machine } = posted
			const outcome = await act(books, actor, editEquipment, { id, ...machine, productId })
			return outcome.ok ? redirect(`${here}?done=edited`) : form.refuse(outcome, atMachine)
		}
	}
}

/** One machine: where it is and whose, what can be done with it, its papers and its history. */
export default function Machine() {
	const {
		frame,
		title,
		machine,
		documents,
		kinds,
		products,
		mayWrite,
		mayAsk,
		requests,
		mayRequest,
		done: did,
		formKey,
	} = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const refusedFile = result && 'problems' in result ? result : null
	const reply = result && !('problems' in result) ? result : null
	const typed: Record<string, unknown> = reply?.initialValue ?? {}
	const errorsOf = (intent: string) => (typed.intent === intent ? (reply?.error ?? {}) : {})
	const typedOf = (intent: string) => (typed.intent === intent ? typed : {})
	const busy = useIsPosting()
	return (
		<StaffPage
			frame={frame}
			title={
				<span className="flex flex-wrap items-center gap-3">
					{title} <MachinePill state={machine.state} />
				</span>
			}
			lead={[machine.model, machine.product?.name].filter(Boolean).join(' · ') || undefined}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/equipment', label: sayList('list.rooms.equipment') }]} />}
			aside={
				machine.contract && mayAsk && ['reserved', 'repossessed'].includes(machine.state) ? (
					<LinkButton href={`/staff/contracts/${machine.contract.id}/machines`}>
						{say('equipment.askDelivery')}
					</LinkButton>
				) : null
			}
		>
			{did && !result ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{did === 'kept' || did === 'changed' || did === 'withdrawn'
							? sayDocument(`document.${did}`)
							: say(`equipment.${did}`)}
					</Notice>
				</div>
			) : null}
			<MachineFacts machine={machine} />
			{machine.lines.length > 0 ? (
				<LinesFor machine={machine} mayPut={mayWrite} errors={errorsOf('reserve')[''] ?? undefined} />
			) : null}
			{mayWrite ? (
				<MoveForm machine={machine} today={frame.today} typed={typedOf('move')} errors={errorsOf('move')} />
			) : null}
			<Section title={say('equipment.documents')} intro={say('equipment.documentsLead')} id="documents">
				<FormProblems errors={refusedFile?.problems} />
				{documents.length === 0 ? (
					<Empty title={sayDocument('document.none')} />
				) : (
					<DocumentList {...{ documents, mayWrite, formKey }} />
				)}
			</Section>
			{mayWrite ? (
				<AddDocument {...{ kinds, formKey, busy }} typed={refusedFile?.fields ?? {}} mayShare={false} />
			) : null}
			<RequestsOfMachine machine={machine} requests={requests} mayAsk={mayRequest} />
			<MachineHistory machine={machine} />
			{mayWrite ? (
				<div className="mt-10 max-w-3xl" id="edit">
					<Details summary={say('equipment.correct')} open={typed.intent === 'edit'}>
						<FormProblems errors={errorsOf('edit')[''] ?? undefined} />
						<form method="post" action="#edit">
							<input type="hidden" name="intent" value="edit" />
							<input type="hidden" name="version" value={machine.version} />
							<MachineFields
								of={{ ...machine, productId: machine.product?.id ?? '', ...typedOf('edit') }}
								products={products}
								errors={errorsOf('edit')}
							/>
							<div className="mt-6">
								<Button kind="secondary">{say('equipment.save')}</Button>
							</div>
						</form>
					</Details>
				</div>
			) : null}
		</StaffPage>
	)
}

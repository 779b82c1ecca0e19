import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import { findMachinesOf } from '#core/equipment/find.ts'
import { possibleMoves } from '#core/equipment/state.ts'
import { askMachineRequest, findRequestConditions } from '#core/machine-request/ask.ts'
import { moveOf, type RequestKind, requestConditionKinds, requestKinds } from '#core/machine-request/kinds.ts'
import { may } from '#core/permit.ts'
import { listStaff } from '#core/staff/list.ts'
import { readForm } from '../../form.ts'
import { contractIn, openContract } from '../../present/staff/contract/open-contract.ts'
import { AskForm } from '../../present/staff/machine-request/ask-form.tsx'
import { ContractMoneyFacts } from '../../present/staff/machine-request/contract-money.tsx'
import { FoundConditions } from '../../present/staff/machine-request/found-conditions.tsx'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { sayMachineRequest as say } from '../../words/staff-machine-requests.ts'

export const meta = titled<typeof loader>()

const kindIn = (request: Request) => {
	const kind = z.enum(requestKinds).safeParse(new URL(request.url).searchParams.get('kind') ?? 'lock')
	if (!kind.success) throw notFound()
	return kind.data
}

const schema = z.object({
	equipmentIds: z.array(z.uuid()).max(100).default([]),
	without: z.array(z.enum(requestConditionKinds)).default([]),
	reason: z.string().trim().max(500).default(''),
	place: z.string().trim().max(200).default(''),
	assigneeId: z.uuid().optional(),
	becomes: z.enum(['sold', 'returned']).optional(),
})

const schemas: Record<RequestKind, z.ZodType<z.output<typeof schema>>> = {
	lock: schema,
	unlock: schema,
	settlement: schema,
	repossession: schema.extend({ place: z.string().trim().min(1).max(200), assigneeId: z.uuid() }),
}

export async function loader(args: LoaderFunctionArgs) {
	const { staff, contractId, screen } = await openContract(args)
	const { actor } = staff
	const { books } = args.context
	const kind = kindIn(args.request)
	if (!may(actor, 'machine_request.ask')) throw notFound()
	const { conditions, money, endingMinor } = expectOk(
		await look(books, actor, findRequestConditions, { kind, contractId }),
	)
	const { machines } = expectOk(await look(books, actor, findMachinesOf, { contractId }))
	return {
		...screen,
		title: `${say(`request.askFor.${kind}`)} · ${screen.head.number}`,
		kind,
		conditions,
		money,
		endingMinor,
		ready: kind === 'settlement' ? [] : machines.filter(({ state }) => possibleMoves(state).includes(moveOf[kind])),
		people: kind === 'repossession' ? expectOk(await look(books, actor, listStaff, undefined)).users : [],
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const contractId = contractIn(params)
	const kind = kindIn(request)
	if (!may(actor, 'machine_request.ask')) throw notFound()
	const form = await readForm(request, schemas[kind])
	if (!form.ok) return form.reply
	const { becomes, ...input } = form.value
	const outcome = await act(context.books, actor, askMachineRequest, {
		...{ kind, contractId, ...input, assigneeId: input.assigneeId ?? null },
		...(becomes ? { becomes } : {}),
	})
	if (!outcome.ok && outcome.refusal.code === 'not_found') throw notFound()
	if (!outcome.ok) return form.refuse(outcome, { 'machine_request.reason_missing': 'reason' })
	const { id, asked } = outcome.value
	return redirect(`/staff/machine-requests/${id}?did=${asked === 'done' ? 'doneAtOnce' : 'asked'}`)
}

/** Something is asked for about machines of a contract: what it is checked by, how the contract stands, and what is to be said. */
export default function NewMachineRequest() {
	const { frame, head, title, kind, conditions, money, endingMinor, ready, people } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={say(`request.askLead.${kind}`)}
			breadcrumb={<Breadcrumb trail={[{ href: `/staff/contracts/${head.id}/machines`, label: head.number }]} />}
		>
			<FoundConditions conditions={conditions} currency={head.currency} isNow />
			<ContractMoneyFacts of={money} endingMinor={endingMinor} />
			<AskForm
				{...{ kind, ready, conditions, people, contractId: head.id }}
				typed={result?.initialValue ?? {}}
				errors={result?.error ?? {}}
			/>
		</StaffPage>
	)
}

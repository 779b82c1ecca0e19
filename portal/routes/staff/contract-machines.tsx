import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import { propose } from '#core/approval/ask.ts'
import { findConditions } from '#core/delivery/check.ts'
import { conditionKinds } from '#core/delivery/condition.ts'
import { findGatePasses } from '#core/delivery/find.ts'
import { withdrawGatePass } from '#core/delivery/pass.ts'
import { findMachinesOf } from '#core/equipment/find.ts'
import { registerLines } from '#core/equipment/register.ts'
import { listMachineRequests } from '#core/machine-request/find.ts'
import { may } from '#core/permit.ts'
import { readForm } from '../../form.ts'
import { tickField } from '../../form-fields.ts'
import { afterProposal } from '../../present/staff/after-proposal.ts'
import { contractIn, openContract } from '../../present/staff/contract/open-contract.ts'
import { ContractScreen, tabAddress } from '../../present/staff/contract/screen.tsx'
import { AskDelivery } from '../../present/staff/delivery/ask-delivery.tsx'
import { Conditions } from '../../present/staff/delivery/conditions.tsx'
import { Passes } from '../../present/staff/delivery/passes.tsx'
import { Machines, UnknownLines } from '../../present/staff/equipment/machines.tsx'
import { RequestsOfContract } from '../../present/staff/machine-request/requests-of-contract.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Notice } from '../../ui/notice.tsx'
import { sayEquipment as say } from '../../words/staff-equipment.ts'

export const meta = titled<typeof loader>()

const ids = z.array(z.uuid()).max(100).default([])

const schema = z.discriminatedUnion('intent', [
	z.object({ intent: z.literal('enter'), lineIds: ids, delivered: tickField }),
	z.object({
		intent: z.literal('ask'),
		equipmentIds: ids,
		taker: z.string().trim().max(200).default(''),
		without: z.array(z.enum(conditionKinds)).default([]),
		reason: z.string().trim().max(500).default(''),
	}),
	z.object({ intent: z.literal('withdraw'), passId: z.uuid(), reason: z.string().trim().min(1).max(500) }),
])

/** What each form takes. */
const needs = { enter: 'equipment.write', ask: 'delivery.ask', withdraw: 'delivery.ask' } as const

export async function loader(args: LoaderFunctionArgs) {
	const { staff, contractId, screen } = await openContract(args)
	const { actor } = staff
	if (!may(actor, 'equipment.read')) throw notFound()
	const { books } = args.context
	const mayAsk = may(actor, 'delivery.ask')
	const found = expectOk(await look(books, actor, findMachinesOf, { contractId }))
	const { searchParams } = new URL(args.request.url)
	return {
		...screen,
		title: say('equipment.ofContract', { number: screen.head.number }),
		...found,
		passes: expectOk(await look(books, actor, findGatePasses, { contractId })),
		// What is owed is not everybody's to see; whoever may ask sees it.
		conditions: mayAsk ? expectOk(await look(books, actor, findConditions, { contractId })) : null,
		mayAsk,
		mayEnter: may(actor, 'equipment.write'),
		requests: may(actor, 'machine_request.record')
			? expectOk(await look(books, actor, listMachineRequests, { contractId }))
			: [],
		mayRequest: may(actor, 'machine_request.ask'),
		done: (['entered', 'withdrawn', 'issued'] as const).find((name) => searchParams.has(name)) ?? null,
		issued: searchParams.get('issued')?.slice(0, 40) ?? '',
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const contractId = contractIn(params)
	const { books } = context
	const found = await look(books, actor, findMachinesOf, { contractId })
	if (!found.ok) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const posted = form.value
	if (!may(actor, needs[posted.intent])) throw notFound()
	const here = tabAddress(contractId, 'machines')
	switch (posted.intent) {
		case 'enter': {
			const ours = new Set(found.value.unknown.map(({ id }) => id))
			const lineIds = posted.lineIds.filter((id) => ours.has(id))
			if (lineIds.length === 0) return form.refuse({ ok: false, refusal: { code: 'delivery.no_machine', facts: {} } })
			const outcome = await act(books, actor, registerLines, { lineIds, isDelivered: posted.delivered })
			return outcome.ok ? redirect(`${here}?entered`) : form.refuse(outcome)
		}
		case 'ask': {
			const { intent: _, ...input } = posted
			if (input.equipmentIds.length === 0)
				return form.refuse({ ok: false, refusal: { code: 'delivery.no_machine', facts: {} } })
			const proposal = { kind: 'delivery' as const, input: { contractId, ...input } }
			const outcome = await act(books, actor, propose<'delivery'>, proposal)
			if (!outcome.ok) return form.refuse(outcome, { 'delivery.reason_missing': 'reason' })
			return redirect(
				afterProposal(outcome.value, ({ number }) => `${here}?${new URLSearchParams({ issued: number })}`),
			)
		}
		case 'withdraw': {
			if (!(await isOfContract(context.books, actor, posted.passId, contractId))) throw notFound()
			const outcome = await act(books, actor, withdrawGatePass, { id: posted.passId, reason: posted.reason })
			return outcome.ok ? redirect(`${here}?withdrawn#passes`) : form.refuse(outcome)
		}
	}
}

async function isOfContract(
	books: Parameters<typeof look>[0],
	actor: Parameters<typeof look>[1],
	passId: string,
	contractId: string,
): Promise<boolean> {
	return expectOk(await look(books, actor, findGatePasses, { contractId })).some(({ id }) => id === passId)
}

/** The machines of a contract: which there are, what must be so before they leave, and the passes by which they do. */
export default function ContractMachines() {
	const { frame, head, machines, unknown, passes, conditions, mayAsk, mayEnter, requests, mayRequest, done, issued } =
		useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const typed = result?.initialValue ?? {}
	const of = (intent: string) => (typed.intent === intent ? typed : {})
	const wrong = (intent: string) => (typed.intent === intent ? (result?.error ?? {}) : {})
	const ready = machines.filter(
		({ state, serialNumber }) =>
			['reserved', 'repossessed'].includes(state) &&
			!passes.some((pass) => pass.state === 'open' && pass.serialNumbers.includes(serialNumber)),
	)
	return (
		<ContractScreen frame={frame} head={head} tab="machines">
			{done && !result ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{done === 'entered'
							? say('equipment.entered')
							: done === 'withdrawn'
								? say('delivery.withdrawn')
								: say('delivery.issued', { number: issued })}
					</Notice>
				</div>
			) : null}
			<Machines machines={machines} number={head.number} />
			{unknown.length > 0 ? (
				<UnknownLines lines={unknown} mayEnter={mayEnter} errors={wrong('enter')[''] ?? undefined} />
			) : null}
			{conditions ? <Conditions conditions={conditions} currency={head.currency} /> : null}
			{mayAsk && machines.length > 0 ? (
				<AskDelivery ready={ready} conditions={conditions ?? []} typed={of('ask')} errors={wrong('ask')} />
			) : null}
			<RequestsOfContract requests={requests} contractId={head.id} mayAsk={mayRequest} />
			<Passes
				passes={passes}
				timeZone={frame.timeZone}
				mayWithdraw={mayAsk}
				typed={of('withdraw')}
				errors={wrong('withdraw')}
			/>
		</ContractScreen>
	)
}

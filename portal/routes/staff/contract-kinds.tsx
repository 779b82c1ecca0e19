import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { type Actor, act, type Books, look, type Outcome } from '#core/act.ts'
import { findContractStatuses, removeContractStatus, saveContractStatus } from '#core/contract/statuses.ts'
import { findContractTypes, removeContractType, saveContractType, usualType } from '#core/contract/types.ts'
import { contractStates } from '#core/list/contracts.ts'
import { may } from '#core/permit.ts'
import { presentRefusal, presentState } from '../../present/refusal.ts'
import { type Named, NamedForm } from '../../present/staff/kind/named-form.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Card, Section } from '../../ui/card.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { speakerFor, speakerOf } from '../../words/speakers.ts'
import { sayKind as say } from '../../words/staff-kinds.ts'

export const meta = titled<typeof loader>()

const place = z.coerce.number().catch(Number.NaN)
const schema = z.discriminatedUnion('intent', [
	z.object({ intent: z.literal('type'), key: z.string().max(200).optional(), name: z.string(), position: place }),
	z.object({
		intent: z.literal('status'),
		key: z.uuid().optional(),
		name: z.string(),
		position: place,
		state: z.enum(contractStates as [string, ...string[]]).default('active'),
	}),
	z.object({ intent: z.literal('remove_type'), key: z.string().max(200) }),
	z.object({ intent: z.literal('remove_status'), key: z.uuid() }),
])

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'company.write')) throw notFound()
	const [types, statuses] = await Promise.all([
		look(context.books, staff.actor, findContractTypes, undefined),
		look(context.books, staff.actor, findContractStatuses, undefined),
	])
	if (!types.ok || !statuses.ok) throw notFound()
	const nameOf = (state: string) => presentState(speakerOf('en'), state)
	return {
		frame: await staffFrameOf(context, staff),
		title: say('kind.title'),
		types: types.value.map(({ code, ...type }): Named => ({ ...type, key: code })),
		statuses: statuses.value.map(({ id, state, ...status }): Named => ({ ...status, key: id, note: nameOf(state) })),
		states: contractStates.map((state) => ({ value: state, label: nameOf(state) })),
		usual: usualType,
		saved: new URL(request.url).searchParams.has('saved'),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'company.write')) throw notFound()
	const typed = Object.fromEntries([...(await request.formData())].map(([name, value]) => [name, String(value)]))
	const read = schema.safeParse(typed)
	if (!read.success) throw notFound()
	const outcome = await save(context.books, staff.actor, read.data)
	if (outcome.ok) return redirect('/staff/settings/contract-types?saved')
	const problem = presentRefusal(speakerFor(request), outcome.refusal)
	return data({ problem, typed: typed as Record<string, string | undefined> }, { status: 422 })
}

function save(books: Books, actor: Actor, value: z.output<typeof schema>): Promise<Outcome<unknown>> {
	switch (value.intent) {
		case 'type':
			return act(books, actor, saveContractType, { code: value.key, name: value.name, position: value.position })
		case 'status': {
			const state = value.state as (typeof contractStates)[number]
			return act(books, actor, saveContractStatus, { id: value.key, state, name: value.name, position: value.position })
		}
		case 'remove_type':
			return act(books, actor, removeContractType, { code: value.key })
		case 'remove_status':
			return act(books, actor, removeContractStatus, { id: value.key })
	}
}

/** What the company calls its contracts, and how they stand: for the administrator. */
export default function ContractKinds() {
	const { frame, title, types, statuses, states, usual, saved } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const typedFor = (of: string, key?: string) =>
		answer?.typed.intent === of && answer.typed.key === key ? answer.typed : undefined
	return (
		<StaffPage frame={frame} title={title} lead={say('kind.lead')}>
			<p className="-mt-3 mb-6">
				<TextLink href="/staff/settings/cancellation">{say('kind.reasons')}</TextLink>
			</p>
			{saved && !answer ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say('kind.saved')}
					</Notice>
				</div>
			) : null}
			<FormProblems errors={answer ? [answer.problem] : undefined} />
			<div className="max-w-2xl">
				<Section title={say('kind.types')} intro={say('kind.typesIntro')}>
					<Card>
						<ul className="divide-y divide-line">
							{types.map((type) => (
								<li key={type.key} className="py-1">
									<NamedForm of="type" named={type} typed={typedFor('type', type.key)} stays={type.key === usual} />
								</li>
							))}
							<li className="py-1">
								<NamedForm of="type" typed={typedFor('type')} />
							</li>
						</ul>
					</Card>
				</Section>
				<Section title={say('kind.statuses')} intro={say('kind.statusesIntro')}>
					<Card>
						<ul className="divide-y divide-line">
							{statuses.map((status) => (
								<li key={status.key} className="py-1">
									<NamedForm of="status" named={status} typed={typedFor('status', status.key)} />
								</li>
							))}
							<li className="py-1">
								<NamedForm of="status" states={states} typed={typedFor('status')} />
							</li>
						</ul>
					</Card>
				</Section>
			</div>
		</StaffPage>
	)
}

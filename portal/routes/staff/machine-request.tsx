import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findMachineRequest } from '#core/machine-request/find.ts'
import { may } from '#core/permit.ts'
import { FoundConditions } from '../../present/staff/machine-request/found-conditions.tsx'
import { RequestPill } from '../../present/staff/machine-request/pills.tsx'
import { postRequest, requestIn } from '../../present/staff/machine-request/post-request.ts'
import { RequestFacts } from '../../present/staff/machine-request/request-facts.tsx'
import { RequestMachines } from '../../present/staff/machine-request/request-machines.tsx'
import { TakeBack } from '../../present/staff/machine-request/take-back.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Notice } from '../../ui/notice.tsx'
import { sayMachineRequest as say } from '../../words/staff-machine-requests.ts'

export const meta = titled<typeof loader>()

const dids = ['asked', 'doneAtOnce', 'confirmed', 'sentAgain', 'takenBack'] as const
const did = z.enum(dids).optional().catch(undefined)

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { actor } = staff
	const id = requestIn(params)
	const found = await look(context.books, actor, findMachineRequest, { id })
	if (!found.ok) throw notFound()
	const mayAsk = may(actor, 'machine_request.ask')
	return {
		frame: await staffFrameOf(context, staff),
		title: say(`request.of.${found.value.kind}`, { number: found.value.contract.number }),
		request: found.value,
		userId: actor.userId,
		key: crypto.randomUUID(),
		mayLook: may(actor, 'invoice.read'),
		mayAsk,
		// Who decides such things takes back what others asked for.
		mayTakeBack: mayAsk && (found.value.isTheirs || may(actor, 'approval.decide')),
		did: did.parse(new URL(request.url).searchParams.get('did') ?? undefined),
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const id = requestIn(params)
	const posted = await postRequest(request, context, actor, id)
	return posted.ok ? redirect(`/staff/machine-requests/${id}?did=${posted.did}`) : posted.reply
}

/** One request: what was asked and found, what came of it, and what is to be said of it now. */
export default function MachineRequestPage() {
	const { frame, title, request, userId, key, mayAsk, mayLook, mayTakeBack, did: done } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const typed: Record<string, unknown> = result?.initialValue ?? {}
	const { state, conditions, currency, approvalId, approved } = request
	const isTakenBack =
		mayTakeBack &&
		(state === 'asked' || (state === 'approved' && request.machines.every(isUntouched)) || isLeftByHand(request))
	return (
		<StaffPage
			frame={frame}
			title={
				<span className="flex flex-wrap items-center gap-3">
					{title} <RequestPill of={request} />
				</span>
			}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/machine-requests', label: say('request.title') }]} />}
			aside={
				approvalId && mayLook ? (
					<LinkButton kind="secondary" href={`/staff/approvals/${approvalId}`}>
						{say('request.decide')}
					</LinkButton>
				) : null
			}
		>
			{done && !result ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say(`request.${done}`)}
					</Notice>
				</div>
			) : null}
			{typed.intent === 'result' ? null : <FormProblems errors={result?.error?.[''] ?? undefined} />}
			<RequestFacts request={request} timeZone={frame.timeZone} mayOpen={frame.may['customer.read'] ?? false} />
			<RequestMachines
				request={request}
				timeZone={frame.timeZone}
				mayRecord
				today={frame.today}
				userId={userId}
				firstKey={key}
				typed={typed}
				errors={typed.intent === 'result' ? (result?.error ?? {}) : {}}
			/>
			{mayAsk && state === 'failed' && approved && request.machines.some(({ provider }) => provider) ? (
				<form method="post" className="mt-6">
					<Button kind="secondary" name="intent" value="again">
						{say('request.sendAgain')}
					</Button>
				</form>
			) : null}
			{conditions.length > 0 ? <FoundConditions conditions={conditions} currency={currency} isNow={false} /> : null}
			{isTakenBack ? <TakeBack /> : null}
		</StaffPage>
	)
}

const isUntouched = ({ state, provider }: { state: string; provider: string | null }) =>
	state === 'waiting' && provider === null

/** Some of its machines are locked or unlocked, and what is left waits for a hand alone. */
function isLeftByHand({
	state,
	kind,
	machines,
}: {
	state: string
	kind: string
	machines: Parameters<typeof isUntouched>[0][]
}) {
	if ((kind !== 'lock' && kind !== 'unlock') || (state !== 'approved' && state !== 'sent')) return false
	const open = machines.filter((machine) => machine.state === 'waiting' || machine.state === 'sent')
	return open.length > 0 && open.length < machines.length && open.every(isUntouched)
}

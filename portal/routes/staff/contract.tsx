import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look } from '#core/act.ts'
import { findPlanned } from '#core/amendment/find-planned.ts'
import { propose } from '#core/approval/ask.ts'
import { findAmounts } from '#core/contract/amounts.ts'
import { findLines } from '#core/contract/lines.ts'
import { findContractPage } from '#core/contract/page.ts'
import { findTimeline } from '#core/contract/timeline.ts'
import { voidContract } from '#core/contract/void.ts'
import { dayInput } from '#core/day-input.ts'
import { findFollowed } from '#core/dunning/find.ts'
import { listFollowUps } from '#core/follow-up/list.ts'
import { billContract } from '#core/invoice/bill-contract.ts'
import { findConversationState } from '#core/message/unread.ts'
import { may } from '#core/permit.ts'
import { askedDay } from '../../asked-day.ts'
import { readForm } from '../../form.ts'
import { Planned } from '../../present/change/planned.tsx'
import { Coming } from '../../present/contract/coming.tsx'
import { presentContract, presentHappened } from '../../present/contract/contract.ts'
import { Lines } from '../../present/contract/lines.tsx'
import { TimeMachine } from '../../present/contract/time-machine.tsx'
import { Money } from '../../present/display.tsx'
import { Charges, ServiceLine } from '../../present/staff/charges.tsx'
import { ContractButtons } from '../../present/staff/contract-actions.tsx'
import { ContractHistory } from '../../present/staff/contract-history.tsx'
import { ContractPapers, ContractTerms } from '../../present/staff/contract-terms.tsx'
import { Figures } from '../../present/staff/figures.tsx'
import { FollowUps } from '../../present/staff/follow-ups.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { ContractPill } from '../../present/state-pill.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { LinkButton } from '../../ui/button.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Notice } from '../../ui/notice.tsx'
import { staffWords as say } from '../../words/staff.ts'
import { sayMessages } from '../../words/staff-messages.ts'

export const meta = titled<typeof loader>()

const address = z.object({ contractId: z.uuid() })
const query = z.object({
	search: z
		.string()
		.transform((text) => text.replaceAll('\0', '').trim().slice(0, 200))
		.optional(),
	after: z.coerce.number().int().min(0).optional().catch(undefined),
	before: z.uuid().optional().catch(undefined),
	coming: dayInput.optional().catch(undefined),
	done: z.string().max(20).optional().catch(undefined),
	count: z.coerce.number().int().optional().catch(undefined),
})
const schema = z.discriminatedUnion('intent', [
	z.object({ intent: z.literal('activate') }),
	z.object({ intent: z.literal('void') }),
	z.object({ intent: z.literal('bill') }),
])

const [comingCount, linesPerPage, happeningsPerPage] = [12, 50, 20]

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { contractId } = address.safeParse(params).data ?? {}
	if (!contractId) throw notFound()
	const { searchParams } = new URL(request.url)
	const { search, after, before, coming, done, count } = query.parse(Object.fromEntries(searchParams))
	const { day: on, unread: unreadDay } = askedDay(searchParams, 'on')
	const { books } = context
	const found = await look(books, staff.actor, findContractPage, { id: contractId, on, coming: comingCount })
	if (!found.ok) throw notFound()
	const mayReadInvoices = may(staff.actor, 'invoice.read')
	const [lines, happened, amounts, followed, talk, planned, followUps] = await Promise.all([
		look(books, staff.actor, findLines, { contractId, on: found.value.on, search, after, limit: linesPerPage }),
		look(books, staff.actor, findTimeline, { contractId, before, limit: happeningsPerPage + 1 }),
		mayReadInvoices ? look(books, staff.actor, findAmounts, { id: contractId }) : undefined,
		mayReadInvoices && found.value.followed ? look(books, staff.actor, findFollowed, { contractId }) : undefined,
		may(staff.actor, 'message.read') ? look(books, staff.actor, findConversationState, { contractId }) : undefined,
		found.value.planned && !found.value.asOf ? look(books, staff.actor, findPlanned, { contractId }) : undefined,
		look(books, staff.actor, listFollowUps, { contractId, limit: 8 }),
	])
	if (!lines.ok || !happened.ok) throw notFound()
	const frame = await staffFrameOf(context, staff)
	return {
		frame,
		title: found.value.contract.number,
		page: presentContract(found.value, { whole: coming, today: frame.today }),
		coming,
		asked: { on, search: search || undefined, after },
		unreadDay,
		lines: lines.value,
		happened: presentHappened(happened.value, happeningsPerPage),
		amounts: amounts?.ok ? amounts.value : null,
		followed: followed?.ok ? followed.value : [],
		planned: planned?.ok ? planned.value : [],
		followUps: followUps.ok ? followUps.value : [],
		unread: talk?.ok ? talk.value.unread : null,
		done,
		count: count ?? 0,
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { contractId: id } = address.safeParse(params).data ?? {}
	if (!id) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const outcome = await doIt(context, staff, id, form.value)
	if (!outcome.ok) return form.refuse(outcome)
	if ('requestId' in outcome.value) return redirect(`/staff/approvals/${outcome.value.requestId}?did=new`)
	const count = 'invoices' in outcome.value ? `&count=${outcome.value.invoices + outcome.value.creditNotes}` : ''
	return redirect(`/staff/contracts/${id}?done=${form.value.intent}${count}`)
}

type Context = ActionFunctionArgs['context']
type Staff = Awaited<ReturnType<typeof requireStaff>>

function doIt({ books }: Context, { actor }: Staff, id: string, value: z.output<typeof schema>) {
	switch (value.intent) {
		case 'activate':
			return act(books, actor, propose<'contract_activation'>, { kind: 'contract_activation', input: { id } })
		case 'void':
			return act(books, actor, voidContract, { id, reason: '' })
		case 'bill':
			return act(books, actor, billContract, { id })
	}
}

const doneWords = {
	activate: 'staff.contract.activated',
	end: 'staff.contract.ended',
	undo_end: 'staff.contract.undone',
} as const

/** A contract for staff: what was agreed, what it will bill and why, what it has billed, and what can be done. */
export default function StaffContract() {
	const {
		frame,
		title,
		page,
		unread,
		asked,
		coming,
		lines,
		happened,
		amounts,
		followed,
		planned,
		followUps,
		done,
		count,
		unreadDay,
	} = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const { contract } = page
	const address = `/staff/contracts/${contract.id}`
	return (
		<StaffPage
			frame={frame}
			title={
				<span className="flex flex-wrap items-center gap-3">
					{contract.title || title} <ContractPill state={contract.state} />
				</span>
			}
			lead={contract.title ? title : undefined}
			breadcrumb={
				<Breadcrumb
					trail={[
						{ href: '/staff/contracts', label: say('staff.contracts') },
						{ href: `/staff/customers/${contract.customerId}`, label: contract.customerName },
					]}
				/>
			}
			aside={
				<>
					{unread === null ? null : (
						<LinkButton kind="secondary" href={`${address}/messages`}>
							{unread > 0 ? sayMessages('messages.openNew', { count: unread }) : sayMessages('messages.open')}
						</LinkButton>
					)}
					<ContractButtons contract={contract} may={frame.may} />
				</>
			}
		>
			<FormProblems errors={answer?.error ? (answer.error[''] ?? undefined) : undefined} />
			{done && !answer ? <Done done={done} count={count} /> : null}
			{amounts ? <Amounts amounts={amounts} currency={contract.currency} /> : null}
			{frame.may['invoice.read'] ? <ServiceLine service={page.service} /> : null}
			<Planned planned={planned} currency={contract.currency} action={() => null} />
			<ContractTerms page={page} />
			<Charges followed={followed} />
			<TimeMachine page={page} asked={asked} unread={unreadDay} here={address} />
			<Lines page={page} found={lines} asked={asked} here={address} />
			<Coming page={page} wholeAt={(on) => `${address}?coming=${on}#coming`} whole={coming} />
			{frame.may['invoice.read'] ? <ContractPapers page={page} /> : null}
			<FollowUps
				followUps={followUps}
				mayWrite={frame.may['follow_up.write'] ?? false}
				customerId={contract.customerId}
				contractId={contract.id}
			/>
			<ContractHistory happened={happened} timeZone={frame.timeZone} address={address} />
		</StaffPage>
	)
}

function Done({ done, count }: { done: string; count: number }) {
	const sentence =
		done === 'bill'
			? count > 0
				? say('staff.contract.billed', { count })
				: say('staff.contract.billedNothing')
			: done in doneWords
				? say(doneWords[done as keyof typeof doneWords])
				: say('staff.customer.saved')
	return (
		<div className="mb-6">
			<Notice kind="good" live>
				{sentence}
			</Notice>
		</div>
	)
}

type AmountsProps = {
	amounts: { invoicedMinor: bigint; paidMinor: bigint; openMinor: bigint; mrrMinor: bigint }
	currency: string
}

/** Computed, never typed: what was invoiced, what came, what is open. */
function Amounts({ amounts, currency }: AmountsProps) {
	const figures = [
		[say('staff.home.mrr'), amounts.mrrMinor],
		[say('staff.contract.invoiced'), amounts.invoicedMinor],
		[say('staff.contract.paid'), amounts.paidMinor],
		[say('staff.contract.outstanding'), amounts.openMinor],
	] as const
	return (
		<Figures
			figures={figures.map(([label, minor]) => ({ key: label, label, figure: <Money of={{ minor, currency }} /> }))}
		/>
	)
}

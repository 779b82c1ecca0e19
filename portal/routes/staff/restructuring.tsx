import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import { may } from '#core/permit.ts'
import { discardRestructuring } from '#core/restructuring/draft.ts'
import { findRestructuring, listCustomerTotals, listRestructuringLines } from '#core/restructuring/find.ts'
import { orderRestructuring, orderUndoing } from '#core/restructuring/queue.ts'
import { readForm } from '../../form.ts'
import { presentRefusal } from '../../present/refusal.ts'
import { RestructuringLines } from '../../present/staff/restructuring/lines.tsx'
import { AskedDeed, RestructuringMoney } from '../../present/staff/restructuring/money.tsx'
import { RestructuringPill } from '../../present/staff/restructuring/state.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { useAsking } from '../../present/staff/use-asking.ts'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/card.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { speakerFor } from '../../words/speakers.ts'
import { sayRestructuring as say } from '../../words/staff-restructuring.ts'

export const meta = titled<typeof loader>()

const address = z.object({ restructuringId: z.uuid() })
const query = z.object({
	show: z.enum(['changed', 'excluded']).optional().catch(undefined),
	after: z.uuid().optional().catch(undefined),
	/** Which page of its customers. */
	customers: z.coerce.number().int().min(1).max(10_000).catch(1),
})
const schema = z.object({ intent: z.enum(['apply', 'discard', 'undo']) })
const atOnce = 50
const customersAtOnce = 20

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { restructuringId: id } = address.safeParse(params).data ?? {}
	if (!id || !may(staff.actor, 'contract.amend')) throw notFound()
	const { books } = context
	const found = await look(books, staff.actor, findRestructuring, { id })
	if (!found.ok) throw notFound()
	const { after, customers: page, ...asked } = query.parse(Object.fromEntries(new URL(request.url).searchParams))
	const { totals, reasons: leftOut } = found.value
	// Where nothing would change, why is what somebody wants to read.
	const show = asked.show ?? (totals.length === 0 && leftOut.length > 0 ? 'excluded' : 'changed')
	const limit = atOnce + 1
	const lines = expectOk(
		await look(books, staff.actor, listRestructuringLines, { id, show, limit, ...(after && { after }) }),
	)
	const part = { id, limit: customersAtOnce + 1, offset: (page - 1) * customersAtOnce }
	const customers = expectOk(await look(books, staff.actor, listCustomerTotals, part))
	const { madeAt: _, ...restructuring } = found.value
	const speaker = speakerFor(request)
	return {
		frame: await staffFrameOf(context, staff),
		title: restructuring.name,
		restructuring,
		customers: customers.slice(0, customersAtOnce),
		pages: { page, isLast: customers.length <= customersAtOnce },
		show,
		lines: lines.slice(0, atOnce).map(({ refusal, ...line }) => ({
			...line,
			refused: refusal && line.excluded === 'refused' ? presentRefusal(speaker, refusal) : null,
		})),
		next: lines.length > atOnce ? (lines[atOnce - 1]?.lineId ?? null) : null,
		...(isWorkedOn(restructuring.state) ? { refresh: 2 } : {}),
	}
}

const isWorkedOn = (state: string) => state === 'reckoning' || state === 'applying' || state === 'undoing'

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const { restructuringId: id } = address.safeParse(params).data ?? {}
	if (!id || !may(actor, 'contract.amend')) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const { intent } = form.value
	const verb = intent === 'apply' ? orderRestructuring : intent === 'discard' ? discardRestructuring : orderUndoing
	const outcome = await act(context.books, actor, verb, { id })
	if (!outcome.ok) return form.refuse(outcome)
	return redirect(intent === 'discard' ? '/staff/restructurings' : `/staff/restructurings/${id}`)
}

/** One restructuring: what becomes of each line, with which money, who is left out and why; then applied, or undone. */
export default function RestructuringPage() {
	const { frame, title, restructuring, customers, pages, show, lines, next } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const { id, state, excluded, lines: all, totals, reasons, effectiveOn, target, begun } = restructuring
	useAsking(isWorkedOn(state))
	const changed = all - excluded
	const day = effectiveOn > frame.today ? effectiveOn : frame.today
	return (
		<StaffPage
			frame={frame}
			title={title}
			aside={<RestructuringPill state={state} />}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/restructurings', label: say('restructuring.title') }]} />}
		>
			<FormProblems errors={answer?.error ? Object.values(answer.error).flatMap((one) => one ?? []) : undefined} />
			<Progress {...restructuring} />
			{state === 'reckoning' ? null : (
				<>
					<RestructuringMoney {...{ totals, customers, pages }} on={day} />
					<Deeds state={state} changed={changed} standing={restructuring.standing} />
				</>
			)}
			<Named title={say('restructuring.begun')} rows={begun.map((one) => ({ ...one, note: '' }))} />
			<Named
				title={say('restructuring.kept')}
				rows={restructuring.kept.map(({ why, ...one }) => ({ ...one, note: say(`restructuring.keptWhy.${why}`) }))}
			/>
			<RestructuringLines
				path={`/staff/restructurings/${id}`}
				counts={{ changed, excluded }}
				target={target?.number ?? null}
				{...{ show, lines, next, reasons }}
			/>
			<Section title={say('restructuring.asked')}>
				<Card>
					<AskedDeed {...restructuring} />
				</Card>
			</Section>
		</StaffPage>
	)
}

type Found = ReturnType<typeof useLoaderData<typeof loader>>['restructuring']

function Progress({ state, reckoned, done, standing, contracts }: Found) {
	if (!isWorkedOn(state)) return null
	const through = state === 'reckoning' ? reckoned : state === 'applying' ? done : done - standing
	return (
		<Notice title={say(`restructuring.state.${state}`)}>
			{say('restructuring.working', { done: through, all: Math.max(contracts, done, through) })}
		</Notice>
	)
}

function Deeds({ state, changed, standing }: Pick<Found, 'state' | 'standing'> & { changed: number }) {
	if (state === 'draft')
		return (
			<Card className="mt-6">
				<p className="mb-4">{say('restructuring.applyHint')}</p>
				<Form method="post" className="flex flex-wrap gap-3">
					{changed > 0 ? (
						<Button name="intent" value="apply">
							{say('restructuring.apply', { count: changed })}
						</Button>
					) : null}
					<Button kind="danger" name="intent" value="discard">
						{say('restructuring.discard')}
					</Button>
				</Form>
			</Card>
		)
	if (state !== 'applied' || standing === 0) return null
	return (
		<Card className="mt-6">
			<p className="mb-4">{say('restructuring.undoHint', { count: standing })}</p>
			<Form method="post">
				<Button kind="danger" name="intent" value="undo">
					{say('restructuring.undo')}
				</Button>
			</Form>
		</Card>
	)
}

function Named({ title, rows }: { title: string; rows: { contractId: string; number: string; note: string }[] }) {
	if (rows.length === 0) return null
	return (
		<Section title={title}>
			<ul className="list-disc pl-6">
				{rows.map(({ contractId, number, note }) => (
					<li key={contractId}>
						<TextLink href={`/staff/contracts/${contractId}`}>{number}</TextLink>
						{note ? ` · ${note}` : null}
					</li>
				))}
			</ul>
		</Section>
	)
}

import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import { may } from '#core/permit.ts'
import { discardPriceUpdate } from '#core/price-update/draft.ts'
import { findPriceUpdate, listPriceUpdateLines } from '#core/price-update/find.ts'
import { orderPriceUpdate, orderTakingBack } from '#core/price-update/plan.ts'
import { readForm } from '../../form.ts'
import { UpdateLines } from '../../present/staff/price-update/lines.tsx'
import { AskedRule, UpdateMoney } from '../../present/staff/price-update/money.tsx'
import { PriceUpdatePill } from '../../present/staff/price-update/state.tsx'
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
import { Notice } from '../../ui/notice.tsx'
import { sayUpdate as say } from '../../words/staff-price-updates.ts'

export const meta = titled<typeof loader>()

const address = z.object({ priceUpdateId: z.uuid() })
const query = z.object({
	show: z.enum(['changed', 'excluded']).catch('changed'),
	after: z.uuid().optional().catch(undefined),
})
const schema = z.object({ intent: z.enum(['plan', 'discard', 'take_back']) })
const atOnce = 50

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { priceUpdateId: id } = address.safeParse(params).data ?? {}
	if (!id || !may(staff.actor, 'product.write')) throw notFound()
	const { books } = context
	const found = await look(books, staff.actor, findPriceUpdate, { id })
	if (!found.ok) throw notFound()
	const { show, after } = query.parse(Object.fromEntries(new URL(request.url).searchParams))
	const limit = atOnce + 1
	const lines = expectOk(
		await look(books, staff.actor, listPriceUpdateLines, { id, show, limit, ...(after && { after }) }),
	)
	const { rule, madeAt: _, ...update } = found.value
	const { prices, productIds, ...shown } = rule
	const works = update.state === 'planning' || update.state === 'taking_back'
	return {
		frame: await staffFrameOf(context, staff),
		title: update.name,
		update: { ...update, rule: shown },
		show,
		lines: lines.slice(0, atOnce),
		next: lines.length > atOnce ? (lines[atOnce - 1]?.lineId ?? null) : null,
		...(works ? { refresh: 2 } : {}),
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const { priceUpdateId: id } = address.safeParse(params).data ?? {}
	if (!id || !may(actor, 'product.write')) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const { intent } = form.value
	const { books } = context
	const verb = intent === 'plan' ? orderPriceUpdate : intent === 'discard' ? discardPriceUpdate : orderTakingBack
	const outcome = await act(books, actor, verb, { id })
	if (!outcome.ok) return form.refuse(outcome)
	return redirect(intent === 'discard' ? '/staff/price-updates' : `/staff/price-updates/${id}`)
}

/** One price update: who would pay what from when, who is left out and why; then planned, or taken back. */
export default function PriceUpdatePage() {
	const { frame, title, update, show, lines, next } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const { id, state, excluded, lines: all, undoable, reasons } = update
	useAsking(state === 'planning' || state === 'taking_back')
	const changed = all - excluded
	return (
		<StaffPage
			frame={frame}
			title={title}
			aside={<PriceUpdatePill state={state} />}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/price-updates', label: say('update.title') }]} />}
		>
			<FormProblems errors={answer?.error ? Object.values(answer.error).flatMap((one) => one ?? []) : undefined} />
			{state === 'planning' || state === 'taking_back' ? (
				<Notice title={say(`update.state.${state}`)}>{say('update.working')}</Notice>
			) : null}
			<UpdateMoney {...update} />
			{state === 'draft' ? (
				<Card className="mt-6">
					<p className="mb-4">{say('update.planHint')}</p>
					<Form method="post" className="flex flex-wrap gap-3">
						{changed > 0 ? (
							<Button name="intent" value="plan">
								{say('update.plan', { count: changed })}
							</Button>
						) : null}
						<Button kind="danger" name="intent" value="discard">
							{say('update.discard')}
						</Button>
					</Form>
				</Card>
			) : null}
			{state === 'planned' && undoable > 0 ? (
				<Card className="mt-6">
					<p className="mb-4">{say('update.takeBackHint')}</p>
					<Form method="post">
						<Button kind="danger" name="intent" value="take_back">
							{say('update.takeBack', { count: undoable })}
						</Button>
					</Form>
				</Card>
			) : null}
			<UpdateLines
				path={`/staff/price-updates/${id}`}
				show={show}
				counts={{ changed, excluded }}
				lines={lines}
				next={next}
				reasons={reasons}
				state={state}
			/>
			<Section title={say('update.rule')}>
				<Card>
					<AskedRule rule={update.rule} />
				</Card>
			</Section>
		</StaffPage>
	)
}

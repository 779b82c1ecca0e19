import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { listCollectors } from '#core/collection/dispatch.ts'
import { findCase } from '#core/collection/find.ts'
import { may } from '#core/permit.ts'
import { CaseActions, CaseFigures, Reach } from '../../present/staff/collection/case-head.tsx'
import { CasePill } from '../../present/staff/collection/case-rows.tsx'
import { DebtTable, PromiseRows } from '../../present/staff/collection/debt-table.tsx'
import { BackForm, GiveForm } from '../../present/staff/collection/give-forms.tsx'
import { History } from '../../present/staff/collection/history.tsx'
import { caseIn, postCase } from '../../present/staff/collection/post-deed.ts'
import { WriteDown } from '../../present/staff/collection/write-down.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Notice } from '../../ui/notice.tsx'
import { sayCollection as say } from '../../words/staff-collection.ts'

export const meta = titled<typeof loader>()

const doneIn = z.enum(['logged', 'given']).optional().catch(undefined)

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { actor } = staff
	const id = caseIn(params)
	if (!may(actor, 'collection.read')) throw notFound()
	const dispatches = may(actor, 'collection.dispatch')
	const [found, collectors] = await Promise.all([
		look(context.books, actor, findCase, { id }),
		dispatches ? look(context.books, actor, listCollectors, undefined) : undefined,
	])
	if (!found.ok) throw notFound()
	const { entries, dispatches: had, openedAt: _, closedAt, ...head } = found.value
	return {
		frame: await staffFrameOf(context, staff),
		title: say('collection.of', { name: head.customer.name }),
		userId: actor.userId,
		head,
		closedAt: closedAt?.toString() ?? null,
		entries: entries.map((one) => ({ ...one, at: one.at.toString() })),
		had: had.map((one) => ({ ...one, at: one.at.toString(), endedAt: one.endedAt?.toString() ?? null })),
		collectors: collectors?.ok ? collectors.value : [],
		mayWrite: closedAt === null && (dispatches || head.collector?.id === actor.userId),
		mayGive: closedAt === null && dispatches,
		key: crypto.randomUUID(),
		done: doneIn.parse(new URL(request.url).searchParams.get('done') ?? undefined),
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const id = caseIn(params)
	const posted = await postCase(request, context, actor, id)
	if ('problems' in posted) return data(posted, { status: 422 })
	// Whoever has handed it back may not see it any more.
	return redirect(
		posted.done === 'back' ? '/staff/collection?done=back' : `/staff/collection/${id}?done=${posted.done}`,
	)
}

/** One case on a collector's phone: ring, see what is owed, write down what came of it. */
export default function CollectionCase() {
	const loaded = useLoaderData<typeof loader>()
	const { frame, title, head, closedAt, entries, had, collectors, mayWrite, mayGive, done } = loaded
	const answer = useActionData<typeof action>()
	const typed = answer?.typed ?? {}
	const errors = answer?.errors ?? {}
	const { id, currency, customer, collector } = head
	return (
		<StaffPage
			frame={frame}
			title={title}
			aside={<CasePill reason={head.reason} isClosed={closedAt !== null} />}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/collection', label: say('collection.title') }]} />}
		>
			<FormProblems errors={answer?.problems} />
			{done && !answer ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say(`collection.done.${done}`)}
					</Notice>
				</div>
			) : null}
			{closedAt ? (
				<div className="mb-6">
					<Notice kind="good">{say('collection.settled')}</Notice>
				</div>
			) : null}
			{head.note ? (
				<div className="mb-6">
					<Notice kind="warn">{say('collection.toKnow', { note: head.note })}</Notice>
				</div>
			) : null}
			<CaseActions customer={customer} />
			<CaseFigures of={head} />
			{mayWrite ? (
				<WriteDown
					key={entries[0]?.id ?? ''}
					caseId={id}
					userId={loaded.userId}
					entryKey={loaded.key}
					currency={currency}
					overdueMinor={head.overdueMinor}
					typed={typed.intent === 'log' ? typed : {}}
					errors={typed.intent === 'log' ? errors : {}}
				/>
			) : null}
			<DebtTable invoices={head.invoices} currency={currency} />
			<PromiseRows promises={head.promises} currency={currency} />
			<Reach customer={customer} />
			<History {...{ caseId: id, currency, timeZone: frame.timeZone, entries, dispatches: had }} />
			{mayGive ? <GiveForm collectors={collectors} current={collector} typed={typed} errors={errors} /> : null}
			{mayWrite && collector ? <BackForm typed={typed} errors={errors} /> : null}
		</StaffPage>
	)
}

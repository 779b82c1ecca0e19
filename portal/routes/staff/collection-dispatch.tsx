import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import { dispatchDebts, listCollectors } from '#core/collection/dispatch.ts'
import { listDebts } from '#core/collection/list.ts'
import { may } from '#core/permit.ts'
import { presentRefusal } from '../../present/refusal.ts'
import { DebtPicker } from '../../present/staff/collection/debt-picker.tsx'
import { debtsIn, outcomeIn, outcomeOf } from '../../present/staff/collection/picked.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Notice } from '../../ui/notice.tsx'
import { speakerFor } from '../../words/speakers.ts'
import { sayCollection as say } from '../../words/staff-collection.ts'

export const meta = titled<typeof loader>()

const query = z.object({
	customer: z.uuid().optional().catch(undefined),
	which: z.enum(['loose', 'all']).optional().catch(undefined),
	days: z.coerce.number().int().min(1).max(36_500).catch(1),
})
const most = 200

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { actor } = staff
	if (!may(actor, 'collection.dispatch')) throw notFound()
	const asked = Object.fromEntries(new URL(request.url).searchParams)
	const { customer: customerId, which = customerId ? 'all' : 'loose', days } = query.parse(asked)
	const input = { customerId, loose: which === 'loose', days, limit: most }
	const [found, collectors] = await Promise.all([
		look(context.books, actor, listDebts, input),
		look(context.books, actor, listCollectors, undefined),
	])
	const { debts, total } = expectOk(found)
	return {
		frame: await staffFrameOf(context, staff),
		title: say('collection.giveOut'),
		debts: debts.map(({ since, ...debt }) => ({ ...debt, since: since?.toString() ?? null })),
		collectors: expectOk(collectors),
		outcome: outcomeIn(asked),
		...{ total, which, days, customerId: customerId ?? null },
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	if (!may(actor, 'collection.dispatch')) throw notFound()
	const form = await request.formData()
	const debts = debtsIn(form.getAll('debt'))
	const collectorId = z.uuid().safeParse(form.get('collectorId')).data
	const note = z.string().max(2000).catch('').parse(form.get('note'))
	const typed = { debts: debts.map(({ customerId, currency }) => `${customerId} ${currency}`), collectorId, note }
	const refused = (...problems: string[]) => data({ problems, errors: {}, typed }, { status: 422 })
	if (debts.length === 0) return refused(say('collection.nothingTicked'))
	const errors = { collectorId: [say('collection.nobodyChosen')] }
	if (!collectorId) return data({ problems: [], errors, typed }, { status: 422 })
	const given = await act(context.books, actor, dispatchDebts, { debts, collectorId, note })
	if (!given.ok) return refused(presentRefusal(speakerFor(request), given.refusal))
	const { searchParams } = new URL(request.url)
	return redirect(`/staff/collection/dispatch?${outcomeOf(given.value, searchParams)}`)
}

/** What is past its day, to be ticked and given to somebody. */
export default function CollectionDispatch() {
	const { frame, title, outcome, ...listed } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={say('collection.giveOutLead')}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/collection', label: say('collection.title') }]} />}
		>
			<FormProblems errors={answer?.problems} />
			{outcome.length > 0 && !answer ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{outcome.join(' ')}
					</Notice>
				</div>
			) : null}
			<DebtPicker {...listed} timeZone={frame.timeZone} typed={answer?.typed} errors={answer?.errors ?? {}} />
		</StaffPage>
	)
}

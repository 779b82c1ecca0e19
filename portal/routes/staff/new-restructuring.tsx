import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { act, expectOk, look, type Scope } from '#core/act.ts'
import { may } from '#core/permit.ts'
import { listSellable } from '#core/product/list-sellable.ts'
import { draftRestructuring } from '#core/restructuring/draft.ts'
import { findSelection } from '#core/restructuring/find-selection.ts'
import { presentRefusal } from '../../present/refusal.ts'
import { deedOf, missed, readSaid, sayOn, selectionOf, type Wrong } from '../../present/staff/restructuring/asked.ts'
import { RestructuringForm } from '../../present/staff/restructuring/form.tsx'
import { kinds } from '../../present/staff/restructuring/kinds.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { LinkButton } from '../../ui/button.tsx'
import { Empty, Section } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { speakerFor } from '../../words/speakers.ts'
import { sayRestructuring as say } from '../../words/staff-restructuring.ts'

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'contract.amend')) throw notFound()
	const { books } = context
	const asked = readSaid(new URL(request.url).searchParams)
	const found = await look(
		books,
		staff.actor,
		async (scope: Scope) => findSelection(scope, { select: await selectionOf(scope, asked) }),
		undefined,
	)
	if (!found.ok) throw notFound()
	const sold = asked.kind === 'product' ? expectOk(await look(books, staff.actor, listSellable, undefined)) : []
	return {
		frame: await staffFrameOf(context, staff),
		title: asked.kind ? say(`restructuring.kind.${asked.kind}`) : say('restructuring.newTitle'),
		kind: asked.kind ?? null,
		said: sayOn(asked),
		selection: found.value,
		plans: sold.flatMap(({ name, plan, planId }) => (planId ? [{ id: planId, name: `${name} · ${plan}` }] : [])),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	if (!may(actor, 'contract.amend')) throw notFound()
	const form = new URLSearchParams([...(await request.formData())].map(([name, value]) => [name, String(value)]))
	const asked = readSaid(form)
	if (!asked.kind) throw notFound()
	const typed = Object.fromEntries([...form].filter(([name]) => name !== 'row' && name !== 'contract'))
	const deed = deedOf(asked.kind, typed)
	const wrong = (what: Wrong) => data({ ...what, typed }, { status: 422 })
	if ('problem' in deed) return wrong(deed)
	const name = typed.name?.trim() ?? ''
	if (!name) return wrong(missed('name'))
	const made = await act(
		context.books,
		actor,
		async (scope: Scope) => draftRestructuring(scope, { name, deed, select: await selectionOf(scope, asked) }),
		undefined,
	)
	if (made.ok) return redirect(`/staff/restructurings/${made.value.id}`)
	return wrong({ problem: presentRefusal(speakerFor(request), made.refusal) })
}

/** What is to be done with lines that were chosen: first which deed, then what it needs to be told. */
export default function NewRestructuring() {
	const { frame, title, kind, said, selection, plans } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const { lines, contracts, targets, customers } = selection
	const here = `/staff/restructurings/new?${new URLSearchParams(said)}`
	const meant = `${say('restructuring.meant', { count: lines })} ${say('restructuring.meantOn', { count: contracts })}`
	const moves = kind === 'move' || kind === 'merge'
	return (
		<StaffPage
			frame={frame}
			title={title}
			{...(lines > 0 && { lead: meant })}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/restructurings', label: say('restructuring.title') }]} />}
		>
			{lines === 0 ? (
				<Empty
					title={say('restructuring.nothingMeant')}
					action={<LinkButton href="/staff/lines">{say('restructuring.toLines')}</LinkButton>}
				>
					{say('restructuring.nothingMeantNote')}
				</Empty>
			) : kind === null ? (
				<Section title={say('restructuring.whichDeed')}>
					<RowList>
						{kinds.map((one) => (
							<Row
								key={one}
								href={`${here}&kind=${one}`}
								title={say(`restructuring.kind.${one}`)}
								note={say(`restructuring.hint.${one}`)}
							/>
						))}
					</RowList>
				</Section>
			) : (
				<>
					<p className="mb-5 max-w-2xl">{say(`restructuring.hint.${kind}`)}</p>
					{moves && customers > 1 ? (
						<Notice kind="warn">{say('restructuring.severalCustomers', { count: customers })}</Notice>
					) : (
						<RestructuringForm {...{ kind, said, answer, plans, targets }} today={frame.today} back={here} />
					)}
				</>
			)}
		</StaffPage>
	)
}

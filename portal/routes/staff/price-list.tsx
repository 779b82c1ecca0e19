import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { act, expectOk, look } from '#core/act.ts'
import { may } from '#core/permit.ts'
import { findPriceList } from '#core/price/find-lists.ts'
import { givePriceList, takePriceList } from '#core/price/give-list.ts'
import { removePriceItem, setPriceItem } from '#core/price/set-item.ts'
import { editPriceList } from '#core/price/write-list.ts'
import { listSellable } from '#core/product/list-sellable.ts'
import { listStaff } from '#core/staff/list.ts'
import { findUnits } from '#core/unit/find.ts'
import { readForm } from '../../form.ts'
import type { LoadContext } from '../../load-context.ts'
import { DaysForm } from '../../present/staff/price/days-form.tsx'
import { ItemForm } from '../../present/staff/price/item-form.tsx'
import { Items } from '../../present/staff/price/items.tsx'
import { type PostedPriceList, priceListAddress, priceListForm } from '../../present/staff/price/posted.ts'
import { PriceRules } from '../../present/staff/price/rules.tsx'
import { Whose } from '../../present/staff/price/whose.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff, type StaffMember } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { LinkButton } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/card.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Notice } from '../../ui/notice.tsx'
import { sayPrice as say } from '../../words/staff-prices.ts'

export const meta = titled<typeof loader>()

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { priceListId } = priceListAddress.safeParse(params).data ?? {}
	if (!priceListId || !may(staff.actor, 'contract.write')) throw notFound()
	const { books } = context
	const found = await look(books, staff.actor, findPriceList, { id: priceListId })
	if (!found.ok) throw notFound()
	const { groups } = expectOk(await look(books, staff.actor, listStaff, undefined))
	return {
		frame: await staffFrameOf(context, staff),
		title: found.value.name,
		list: found.value,
		groups,
		units: expectOk(await look(books, staff.actor, findUnits, undefined)).map(({ name }) => name),
		products: expectOk(await look(books, staff.actor, listSellable, undefined)),
		saved: new URL(request.url).searchParams.has('saved'),
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { priceListId: listId } = priceListAddress.safeParse(params).data ?? {}
	if (!listId || !may(staff.actor, 'product.write')) throw notFound()
	const form = await readForm(request, priceListForm)
	if (!form.ok) return form.reply
	const outcome = await carryOut(context, staff, listId, form.value)
	return outcome.ok ? redirect(`/staff/prices/${listId}?saved`) : form.refuse(outcome)
}

function carryOut({ books }: LoadContext, { actor }: StaffMember, listId: string, posted: PostedPriceList) {
	switch (posted.intent) {
		case 'edit': {
			const { name, validFrom, validTo } = posted
			const days = { validFrom: validFrom.toString(), validTo: validTo?.toString() ?? null }
			return act(books, actor, editPriceList, { id: listId, name, ...days })
		}
		case 'price': {
			const { product, unit, fromQuantity, unitPrice, percentOff } = posted
			return act(books, actor, setPriceItem, { listId, ...product, unit, fromQuantity, unitPrice, percentOff })
		}
		case 'remove':
			return act(books, actor, removePriceItem, { id: posted.id, listId })
		case 'give':
			return act(books, actor, givePriceList, { listId, customerNumber: posted.customer, groupId: posted.groupId })
		case 'take':
			return act(books, actor, takePriceList, { id: posted.id, listId })
	}
}

/** One price list: its prices, its days, and whom it is for. */
export default function PriceListPage() {
	const { frame, title, list, groups, products, units, saved } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const intent = answer?.initialValue?.intent
	const atForm = intent === 'price' || intent === 'edit'
	const mayWrite = frame.may['product.write'] ?? false
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={list.currency}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/prices', label: say('price.title') }]} />}
		>
			{saved && !answer ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say('price.saved')}
					</Notice>
				</div>
			) : null}
			<FormProblems
				errors={atForm || !answer?.error ? undefined : Object.values(answer.error).flatMap((one) => one ?? [])}
			/>
			<Section title={say('price.prices')}>
				<Items items={list.lines} currency={list.currency} mayWrite={mayWrite} />
				{list.lines.length > 0 ? (
					<p className="no-print mt-4 flex flex-wrap items-center gap-3 text-muted">
						{say('price.download')}
						{(['csv', 'xlsx'] as const).map((kind) => (
							<LinkButton
								key={kind}
								kind="secondary"
								size="small"
								href={`/staff/prices/${list.id}/prices.${kind}`}
								download
							>
								{say(`price.${kind}`)}
							</LinkButton>
						))}
					</p>
				) : null}
				{mayWrite ? (
					<Card className="mt-5">
						<ItemForm
							result={intent === 'price' ? answer : undefined}
							{...{ products, units }}
							currency={list.currency}
						/>
					</Card>
				) : null}
			</Section>
			<Section title={say('price.whose')}>
				<Whose list={list} groups={groups} mayWrite={mayWrite} />
			</Section>
			<div className="mt-10 grid items-start gap-6 lg:grid-cols-2 lg:[&>section]:mt-0">
				{mayWrite ? (
					<Section title={say('price.edit')}>
						<Card>
							<DaysForm result={intent === 'edit' ? answer : undefined} list={list} />
						</Card>
					</Section>
				) : null}
				<PriceRules />
			</div>
		</StaffPage>
	)
}

import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { act, expectOk, look } from '#core/act.ts'
import { currencyCodes } from '#core/money.ts'
import { may } from '#core/permit.ts'
import { editProduct, setOnSale } from '#core/product/edit.ts'
import { findProduct } from '#core/product/find.ts'
import { findProductHistory } from '#core/product/history.ts'
import { withdrawOffer } from '#core/product/list-offers.ts'
import { listSellable } from '#core/product/list-sellable.ts'
import { offerOption } from '#core/product/offer.ts'
import { addPlan, editPlan, setPlanOnSale } from '#core/product/plan.ts'
import { setPrice, takeBackPrice } from '#core/product/set-price.ts'
import { listTaxClasses } from '#core/tax/list-rates.ts'
import { findUnits } from '#core/unit/find.ts'
import { readForm } from '../../form.ts'
import type { LoadContext } from '../../load-context.ts'
import { About } from '../../present/staff/product/about.tsx'
import { ProductHistory, showEvent } from '../../present/staff/product/history.tsx'
import { Options } from '../../present/staff/product/options.tsx'
import { PlanFields } from '../../present/staff/product/plan-fields.tsx'
import { Plans } from '../../present/staff/product/plans.tsx'
import {
	divisibleOf,
	noAnswer,
	type PostedProduct,
	planOf,
	productAddress,
	productForm,
	typedText,
} from '../../present/staff/product/posted.ts'
import { PriceForm } from '../../present/staff/product/price-form.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff, type StaffMember } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/card.tsx'
import { Details } from '../../ui/details.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Pill } from '../../ui/pill.tsx'
import { sayProduct as say } from '../../words/staff-products.ts'

export const meta = titled<typeof loader>()

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { productId: id } = productAddress.safeParse(params).data ?? {}
	if (!id || !may(staff.actor, 'product.read')) throw notFound()
	const { books } = context
	const found = await look(books, staff.actor, findProduct, { id })
	if (!found.ok) throw notFound()
	const company = expectOk(await look(books, staff.actor, async (scope) => scope.company, undefined))
	const mayWrite = may(staff.actor, 'product.write')
	return {
		frame: await staffFrameOf(context, staff),
		title: found.value.name,
		product: found.value,
		history: expectOk(await look(books, staff.actor, findProductHistory, { id })).map(showEvent),
		units: mayWrite ? expectOk(await look(books, staff.actor, findUnits, undefined)).map(({ name }) => name) : [],
		classes: mayWrite ? expectOk(await look(books, staff.actor, listTaxClasses, undefined)) : [],
		products: mayWrite ? expectOk(await look(books, staff.actor, listSellable, undefined)) : [],
		currency: company.currency,
		currencies: mayWrite ? currencyCodes() : [],
		saved: new URL(request.url).searchParams.has('saved'),
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { productId } = productAddress.safeParse(params).data ?? {}
	if (!productId || !may(staff.actor, 'product.write')) throw notFound()
	const form = await readForm(request, productForm)
	if (!form.ok) return form.reply
	const outcome = await carryOut(context, staff, productId, form.value)
	return outcome.ok ? redirect(`/staff/products/${productId}?saved`) : form.refuse(outcome)
}

function carryOut({ books }: LoadContext, { actor }: StaffMember, productId: string, posted: PostedProduct) {
	switch (posted.intent) {
		case 'edit': {
			const { intent: _, parts, ...product } = posted
			return act(books, actor, editProduct, { ...product, id: productId, divisible: divisibleOf(parts) })
		}
		case 'withdraw':
		case 'restore':
			return act(books, actor, setOnSale, { id: productId, onSale: posted.intent === 'restore' })
		case 'addPlan':
			return act(books, actor, addPlan, { productId, ...planOf(posted) })
		case 'editPlan':
			return act(books, actor, editPlan, { productId, id: posted.planId, ...planOf(posted) })
		case 'withdrawPlan':
		case 'restorePlan':
			return act(books, actor, setPlanOnSale, {
				...{ productId, id: posted.planId },
				onSale: posted.intent === 'restorePlan',
			})
		case 'price': {
			const { planId = null, currency, unitPrice, validFrom } = posted
			return act(books, actor, setPrice, { productId, planId, currency, unitPrice, validFrom: validFrom.toString() })
		}
		case 'takeBack':
			return act(books, actor, takeBackPrice, { id: posted.priceId, productId })
		case 'offer': {
			const { option, onto, smallest, largest, visible } = posted
			return act(books, actor, offerOption, {
				...option,
				...(onto?.planId ? { forPlanId: onto.planId } : { forProductId: onto?.productId ?? null }),
				...{ smallest: smallest ?? null, largest: largest ?? null, customerVisible: visible },
			})
		}
		case 'removeOffer':
			return act(books, actor, withdrawOffer, { id: posted.offerId })
	}
}

/** One product of the catalogue: its plans and prices, what it is, its options, and what was done to it. */
export default function ProductPage() {
	const page = useLoaderData<typeof loader>()
	const { frame, title, product, saved } = page
	const result = useActionData<typeof action>()
	const intent = result?.initialValue?.intent
	const answer = { typed: result?.initialValue ?? {}, errors: result?.error ?? {} }
	const answerTo = (...intents: string[]) => (intents.includes(String(intent)) ? answer : undefined)
	const mayWrite = frame.may['product.write'] ?? false
	const ofPlan = answerTo('editPlan')
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={`${product.code} · ${say(`product.kinds.${product.kind}`)}`}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/products', label: say('product.title') }]} />}
			aside={
				<div className="flex flex-wrap items-center gap-4">
					<Pill tone={product.onSale ? 'good' : 'neutral'}>
						{product.onSale ? say('product.onSale') : say('product.withdrawn')}
					</Pill>
					{mayWrite ? (
						<form method="post">
							<Button kind="secondary" name="intent" value={product.onSale ? 'withdraw' : 'restore'}>
								{product.onSale ? say('product.withdraw') : say('product.putOnSale')}
								<span className="sr-only"> {product.name}</span>
							</Button>
						</form>
					) : null}
				</div>
			}
		>
			{saved && !result ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say('product.saved')}
					</Notice>
				</div>
			) : null}
			{product.onSale ? null : (
				<div className="mb-6">
					<Notice>{say('product.withdrawnNote')}</Notice>
				</div>
			)}
			<FormProblems errors={result?.error ? Object.values(result.error).flatMap((one) => one ?? []) : undefined} />
			<Section
				id="plans"
				title={say('product.plans')}
				intro={
					<>
						{say('product.plansIntro')}{' '}
						{mayWrite ? <TextLink href="/staff/price-updates">{say('product.updates')}</TextLink> : null}
					</>
				}
			>
				<Plans
					product={product}
					mayWrite={mayWrite}
					answer={ofPlan && { ...ofPlan, planId: typedText(ofPlan, 'planId') }}
				/>
				{mayWrite ? (
					<Card className="mt-5">
						<PriceForm
							{...{ product, currency: page.currency, currencies: page.currencies, today: frame.today }}
							answer={answerTo('price') ?? noAnswer}
						/>
						<div className="mt-6 border-line border-t pt-4">
							<Details summary={say('product.addPlan')} open={answerTo('addPlan') !== undefined}>
								<form method="post" action="#plans" className="pt-2 text-ink">
									<input type="hidden" name="intent" value="addPlan" />
									<PlanFields
										of={{ planName: '', every: '1', everyUnit: 'year', trialDays: '0' }}
										names={{}}
										answer={answerTo('addPlan') ?? noAnswer}
									/>
									<div className="mt-4">
										<Button kind="secondary">{say('product.addPlan')}</Button>
									</div>
								</form>
							</Details>
						</div>
					</Card>
				) : null}
			</Section>
			<About
				{...{ product, units: page.units, classes: page.classes, mayWrite }}
				may={{ equipment: frame.may['equipment.read'] ?? false, prices: frame.may['contract.write'] ?? false }}
				answer={answerTo('edit')}
			/>
			<Options {...{ product, products: page.products, mayWrite }} answer={answerTo('offer') ?? noAnswer} />
			<ProductHistory events={page.history} timeZone={frame.timeZone} />
		</StaffPage>
	)
}

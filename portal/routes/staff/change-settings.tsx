import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look, type Outcome } from '#core/act.ts'
import { listRules, removeChangeRule } from '#core/amendment/list-rules.ts'
import { setChangeRule } from '#core/amendment/set-rule.ts'
import { setCreditForLess } from '#core/company/set-credit-for-less.ts'
import { may } from '#core/permit.ts'
import { listProducts } from '#core/product/list.ts'
import { listOffers, withdrawOffer } from '#core/product/list-offers.ts'
import { offerOption } from '#core/product/offer.ts'
import { readForm } from '../../form.ts'
import { tickField } from '../../form-fields.ts'
import { CreditForLessForm } from '../../present/staff/credit-form.tsx'
import { Offers } from '../../present/staff/offers.tsx'
import { RuleForm } from '../../present/staff/rule-form.tsx'
import { ruleFields, ruleOf } from '../../present/staff/rule-posted.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Section } from '../../ui/card.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Notice } from '../../ui/notice.tsx'
import { speakerFor } from '../../words/speakers.ts'
import { sayChanges as say } from '../../words/staff-changes.ts'

export const meta = titled<typeof loader>()

/** A product with its plan, as a choice carries both: `id.planId`. */
const productField = z
	.string()
	.regex(/^[\da-f-]{36}\.([\da-f-]{36})?$/)
	.transform((text) => {
		const [productId = '', planId = ''] = text.split('.')
		return { productId, planId: planId || null }
	})

const schema = z.discriminatedUnion('intent', [
	z.object({ intent: z.literal('rule'), ...ruleFields }),
	z.object({ intent: z.literal('remove'), id: z.uuid() }),
	z.object({ intent: z.literal('credit'), credit: z.enum(['balance', 'refund', 'against_invoice']) }),
	z.object({
		intent: z.literal('offer'),
		product: productField,
		onto: productField.optional(),
		smallest: ruleFields.smallest,
		largest: ruleFields.largest,
		visible: tickField,
	}),
	z.object({ intent: z.literal('withdraw'), id: z.uuid() }),
])

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { books } = context
	const found = await look(books, staff.actor, listRules, {})
	if (!found.ok) throw notFound()
	const company = expectOk(await look(books, staff.actor, async (scope) => scope.company, undefined))
	return {
		frame: await staffFrameOf(context, staff),
		title: say('changes.title'),
		...found.value,
		offers: expectOk(await look(books, staff.actor, listOffers, undefined)),
		products: expectOk(await look(books, staff.actor, listProducts, { currency: company.currency })),
		currency: company.currency,
		credit: may(staff.actor, 'company.write') ? company.creditForLess : null,
		saved: new URL(request.url).searchParams.has('saved'),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const { books } = context
	const { value } = form
	let outcome: Outcome<unknown>
	switch (value.intent) {
		case 'rule': {
			const { intent: _, ...posted } = value
			const rule = ruleOf(posted, speakerFor(request))
			if (typeof rule === 'string') return form.say(() => rule, 'limit')
			outcome = await act(books, actor, setChangeRule, rule)
			break
		}
		case 'remove':
			outcome = await act(books, actor, removeChangeRule, { id: value.id })
			break
		case 'credit':
			outcome = await act(books, actor, setCreditForLess, { credit: value.credit })
			break
		case 'withdraw':
			outcome = await act(books, actor, withdrawOffer, { id: value.id })
			break
		case 'offer': {
			const { product, onto, smallest, largest, visible } = value
			outcome = await act(books, actor, offerOption, {
				...product,
				...(onto?.planId ? { forPlanId: onto.planId } : { forProductId: onto?.productId ?? null }),
				smallest: smallest || null,
				largest: largest || null,
				customerVisible: visible,
			})
		}
	}
	return outcome.ok ? redirect('/staff/settings/changes?saved') : form.refuse(outcome)
}

/** How customers may change their contracts by themselves, what becomes of a credit, and what is on offer. */
export default function ChangeSettings() {
	const page = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const { frame, title, rules, plans, currency, saved } = page
	const ruleOfCompany = (direction: 'more' | 'less') =>
		rules.find((rule) => rule.planId === null && rule.direction === direction)
	const ofPlans = rules.flatMap((rule) => (rule.planId ? [{ ...rule, planId: rule.planId }] : []))
	return (
		<StaffPage frame={frame} title={title} lead={say('changes.lead')}>
			<FormProblems errors={answer?.error ? Object.values(answer.error).flatMap((one) => one ?? []) : undefined} />
			{saved && !answer ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say('changes.saved')}
					</Notice>
				</div>
			) : null}
			<Section title={say('changes.company')} intro={say('changes.companyIntro')}>
				<div className="grid gap-5">
					{(['more', 'less'] as const).map((direction) => (
						<RuleForm
							key={direction}
							direction={direction}
							rule={ruleOfCompany(direction)}
							currency={currency}
							removable={false}
							result={answer}
						/>
					))}
				</div>
			</Section>
			<Section title={say('changes.plans')}>
				<div className="grid gap-5">
					{ofPlans.length === 0 ? <p className="text-muted">{say('changes.noPlans')}</p> : null}
					{ofPlans.map((rule) => {
						const plan = plans.find(({ id }) => id === rule.planId)
						return (
							<div key={rule.id}>
								<h3 className="mb-2 font-semibold">{plan ? `${plan.product}, ${plan.name}` : rule.planId}</h3>
								<RuleForm
									direction={rule.direction}
									rule={rule}
									currency={currency}
									planId={rule.planId}
									result={answer}
								/>
							</div>
						)
					})}
					{plans.length > 0 ? (
						<div>
							<h3 className="mb-2 font-semibold">{say('changes.addPlan')}</h3>
							<RuleForm direction={null} rule={undefined} currency={currency} plans={plans} result={answer} />
						</div>
					) : null}
				</div>
			</Section>
			{page.credit ? <CreditForLessForm chosen={page.credit} /> : null}
			<Offers offers={page.offers} products={page.products} />
		</StaffPage>
	)
}

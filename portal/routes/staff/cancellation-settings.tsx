import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { type Actor, act, type Books, look, type Outcome } from '#core/act.ts'
import { setCancelReason } from '#core/contract/cancel-reasons.ts'
import { setRenewalPolicy } from '#core/contract/renewal-policy.ts'
import { setSaveOffer } from '#core/contract/save-offers.ts'
import { findStaySettings } from '#core/contract/stay-settings.ts'
import { may } from '#core/permit.ts'
import { readForm } from '../../form.ts'
import { percentField, tickField } from '../../form-fields.ts'
import { OfferForm } from '../../present/staff/cancellation/offer-form.tsx'
import { ReasonForm } from '../../present/staff/cancellation/reason-form.tsx'
import { RenewalForm } from '../../present/staff/cancellation/renewal-form.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Card, Section } from '../../ui/card.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { sayCancellation as say } from '../../words/staff-cancellation.ts'

export const meta = titled<typeof loader>()

const count = z.coerce.number().int()
const label = z.string().trim().max(200)
const offered = {
	id: z.uuid().optional(),
	reason: z.string().max(40).optional(),
	mostTimes: count,
	position: count,
	active: tickField,
}
const schema = z.discriminatedUnion('intent', [
	z.object({
		...{ intent: z.literal('reason'), code: z.string().trim().max(40), position: count, active: tickField },
		...{ en: label, ru: label, zh: label, vi: label },
	}),
	z.object({
		...{ intent: z.literal('discount'), periods: count, ...offered },
		percent: percentField,
	}),
	z.object({ intent: z.literal('pause'), months: count, ...offered }),
	z.object({ intent: z.literal('plan'), planFrom: z.uuid(), planTo: z.uuid(), ...offered }),
	z.object({
		intent: z.literal('renewal'),
		remindDays: z.string().regex(/^\s*\d{1,3}([\s,;]+\d{1,3})*\s*$/),
		...{ shortestMonths: count, quoteDays: count, offerMonths: z.coerce.number().int().min(0).max(120) },
	}),
])

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'company.write')) throw notFound()
	const found = await look(context.books, staff.actor, findStaySettings, undefined)
	if (!found.ok) throw notFound()
	return {
		frame: await staffFrameOf(context, staff),
		title: say('cancellation.title'),
		settings: found.value,
		saved: new URL(request.url).searchParams.has('saved'),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'company.write')) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const outcome = await save(context.books, staff.actor, form.value)
	return outcome.ok ? redirect('/staff/settings/cancellation?saved') : form.refuse(outcome)
}

function save(books: Books, actor: Actor, value: z.infer<typeof schema>): Promise<Outcome<unknown>> {
	switch (value.intent) {
		case 'reason': {
			const { code, position, active, en, ru, zh, vi } = value
			return act(books, actor, setCancelReason, { code, position, active, labels: { en, ru, zh, vi } })
		}
		case 'renewal': {
			const { shortestMonths, quoteDays, offerMonths } = value
			const remindDays = value.remindDays
				.split(/[\s,;]+/)
				.filter(Boolean)
				.map(Number)
			return act(books, actor, setRenewalPolicy, { remindDays, shortestMonths, quoteDays, offerMonths })
		}
		case 'discount':
			return act(books, actor, setSaveOffer, {
				...offeredIn(value),
				...{ kind: 'discount', percent: value.percent, periods: value.periods },
			})
		case 'pause':
			return act(books, actor, setSaveOffer, { ...offeredIn(value), kind: 'pause', months: value.months })
		case 'plan': {
			const { planFrom, planTo } = value
			return act(books, actor, setSaveOffer, { ...offeredIn(value), kind: 'plan', planFrom, planTo })
		}
	}
}

type Offered = z.infer<z.ZodObject<typeof offered>>

function offeredIn({ id, reason, mostTimes, position, active }: Offered) {
	return { id, reasonCode: reason || null, mostTimes, position, active }
}

/** Why customers leave, what they are offered to stay, and how terms go on: for the administrator. */
export default function CancellationSettings() {
	const { frame, title, settings, saved } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const { reasons, offers, policy } = settings
	const problems = Object.values(result?.error ?? {}).flatMap((errors) => errors?.map(String) ?? [])
	return (
		<StaffPage frame={frame} title={title} lead={say('cancellation.lead')}>
			<p className="-mt-3 mb-6">
				<TextLink href="/staff/settings/payments">{say('cancellation.payments')}</TextLink>
			</p>
			{saved && !result ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say('cancellation.saved')}
					</Notice>
				</div>
			) : null}
			<FormProblems errors={[...new Set(problems)]} />
			<div className="max-w-2xl">
				<Section title={say('cancellation.reasons')} intro={say('cancellation.reasonsIntro')}>
					<Card>
						<ul className="divide-y divide-line">
							{reasons.map((reason) => (
								<li key={reason.code} className="py-1">
									<ReasonForm reason={reason} />
								</li>
							))}
							<li className="py-1">
								<ReasonForm />
							</li>
						</ul>
					</Card>
				</Section>
				<Section title={say('cancellation.offers')} intro={say('cancellation.offersIntro')}>
					<Card>
						<ul className="divide-y divide-line">
							{offers.map((offer) => (
								<li key={offer.id} className="py-1">
									<OfferForm offer={offer} kind={offer.kind} settings={settings} />
								</li>
							))}
							{(['discount', 'pause', 'plan'] as const).map((kind) => (
								<li key={kind} className="py-1">
									<OfferForm kind={kind} settings={settings} />
								</li>
							))}
						</ul>
					</Card>
				</Section>
				<Section title={say('cancellation.renewals')}>
					<Card>
						<RenewalForm policy={policy} />
					</Card>
				</Section>
			</div>
		</StaffPage>
	)
}

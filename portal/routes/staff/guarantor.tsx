import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look } from '#core/act.ts'
import type { SurveyState } from '#core/credit-survey/state.ts'
import { findGuarantor } from '#core/guarantor/find.ts'
import { releaseGuarantee } from '#core/guarantor/release.ts'
import { may } from '#core/permit.ts'
import { readForm } from '../../form.ts'
import { Money } from '../../present/display.tsx'
import { formatDay, formatMoney } from '../../present/format.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { SurveyPill } from '../../present/staff/survey/pill.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Empty, Section } from '../../ui/card.tsx'
import { Facts } from '../../ui/facts.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { useSurveyWords } from '../../words/use-survey-words.ts'
import { useLanguage } from '../../words/use-words.tsx'

export const meta = titled<typeof loader>()

const address = z.object({ guarantorId: z.uuid() })
const schema = z.object({ guaranteeId: z.uuid() })

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { guarantorId: id } = address.safeParse(params).data ?? {}
	if (!id || !may(staff.actor, 'survey.request')) throw notFound()
	const found = await look(context.books, staff.actor, findGuarantor, { id })
	if (!found.ok) throw notFound()
	const { surveys, ...guarantor } = found.value
	return {
		frame: await staffFrameOf(context, staff),
		title: guarantor.name,
		guarantor,
		surveys: surveys.map(({ requestedAt: _, ...one }) => one),
		mayRelease: may(staff.actor, 'survey.dispatch'),
		released: new URL(request.url).searchParams.has('released'),
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const { guarantorId } = address.safeParse(params).data ?? {}
	if (!guarantorId || !may(actor, 'survey.dispatch')) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const outcome = await act(context.books, actor, releaseGuarantee, { id: form.value.guaranteeId })
	return outcome.ok ? redirect(`/staff/guarantors/${guarantorId}?released`) : form.refuse(outcome)
}

/** Who stands good for others: for what, with how much, and in which surveys they were named. */
export default function GuarantorPage() {
	const say = useSurveyWords()
	const language = useLanguage()
	const { frame, title, guarantor, surveys, mayRelease, released } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const { customer, contact, identityNumber, phone, address: place, exposures, contracts } = guarantor
	return (
		<StaffPage frame={frame} title={title} lead={say('survey.guarantor.title')}>
			<FormProblems errors={answer?.error ? (answer.error[''] ?? undefined) : undefined} />
			{released && !answer ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say('survey.guarantor.wasReleased')}
					</Notice>
				</div>
			) : null}
			<Card>
				{exposures.length === 0 ? <p className="font-semibold">{say('survey.guarantor.none')}</p> : null}
				{exposures.map(({ currency, outstandingMinor, comingMinor, exposureMinor, contracts: count }) => (
					<div key={currency} className="mt-6 first:mt-0">
						<p className="text-muted">{say('survey.guarantor.exposure')}</p>
						<p className="figures mb-3 font-semibold font-serif text-3xl">
							<Money of={{ minor: exposureMinor, currency }} />
						</p>
						<Facts
							facts={[
								{
									name: say('survey.guarantor.outstanding'),
									value: <Money of={{ minor: outstandingMinor, currency }} />,
								},
								{
									name: say('survey.guarantor.coming'),
									value: <Money of={{ minor: comingMinor, currency }} />,
									note: say('survey.guarantor.contracts', { count }),
								},
							]}
						/>
					</div>
				))}
				<div className="mt-5 border-line border-t pt-5 empty:hidden">
					<Facts
						facts={[
							...(customer
								? [
										{
											name: say('survey.guarantor.isCustomer'),
											value: <TextLink href={`/staff/customers/${customer.id}`}>{customer.number}</TextLink>,
										},
									]
								: []),
							...(contact?.email ? [{ name: say('survey.guarantor.isContact'), value: contact.email }] : []),
							...[
								{ name: say('survey.guarantor.identityNumber'), value: identityNumber },
								{ name: say('survey.guarantor.phone'), value: phone },
								{ name: say('survey.guarantor.address'), value: place },
							].filter(({ value }) => value !== ''),
						]}
					/>
				</div>
			</Card>
			{contracts.length > 0 ? (
				<Section title={say('survey.guarantor.list')}>
					<ul className="divide-y divide-line rounded-card border border-line bg-surface shadow-card">
						{contracts.map((one) => (
							<li key={one.contractId} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 px-5 py-4">
								<div className="min-w-0 grow basis-52">
									<TextLink href={`/staff/contracts/${one.contractId}`}>{one.title || one.number}</TextLink>
									<span className="block text-muted">
										<TextLink href={`/staff/customers/${one.customerId}`}>{one.customerName}</TextLink>
									</span>
									<span className="block text-muted text-sm">
										{one.limitMinor === null
											? one.guaranteeId === null
												? say('survey.guarantor.all')
												: null
											: say('survey.guarantor.limit', {
													amount: formatMoney(language, {
														minor: one.limitMinor,
														currency: one.limitCurrency ?? one.currency,
													}),
												})}
									</span>
								</div>
								<div className="text-right">
									<span className="figures block font-semibold">
										<Money of={{ minor: one.exposureMinor, currency: one.exposureCurrency }} />
									</span>
									{mayRelease && one.guaranteeId ? (
										<form method="post" className="mt-2">
											<input type="hidden" name="guaranteeId" value={one.guaranteeId} />
											<Button kind="secondary" size="small">
												{say('survey.guarantor.release')} <span className="sr-only">{one.number}</span>
											</Button>
										</form>
									) : null}
								</div>
							</li>
						))}
					</ul>
				</Section>
			) : null}
			<Section title={say('survey.guarantor.surveys')}>
				{surveys.length === 0 ? (
					<Empty title={say('survey.none')} />
				) : (
					<RowList>
						{surveys.map(({ id, customerName, state }) => (
							<Row
								key={id}
								href={`/staff/surveys/${id}`}
								title={customerName}
								state={<SurveyPill state={state as SurveyState} />}
							/>
						))}
					</RowList>
				)}
			</Section>
			{guarantor.released.length > 0 ? (
				<Section title={say('survey.guarantor.past')}>
					<ul className="list-disc pl-6">
						{guarantor.released.map(({ id, customerName, number, releasedOn }) => (
							<li key={id}>
								{[customerName, number].filter(Boolean).join(' · ')}{' '}
								<span className="text-muted">
									{say('survey.guarantor.releasedOn', { day: formatDay(language, releasedOn) })}
								</span>
							</li>
						))}
					</ul>
				</Section>
			) : null}
		</StaffPage>
	)
}

import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import { may } from '#core/permit.ts'
import { addTaxRate } from '#core/tax/add-rate.ts'
import { endTaxRate, removeTaxRate } from '#core/tax/end-rate.ts'
import { listTaxClasses, listTaxRates } from '#core/tax/list-rates.ts'
import { readForm } from '../../form.ts'
import { dayField } from '../../form-fields.ts'
import { listCountries } from '../../present/country.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { TaxOutcome } from '../../present/staff/tax/outcome.tsx'
import { TaxRateForm } from '../../present/staff/tax/rate-form.tsx'
import { TaxRates } from '../../present/staff/tax/rates.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Card, Section } from '../../ui/card.tsx'
import { sayTax as say } from '../../words/staff-taxes.ts'

export const meta = titled<typeof loader>()

const schema = z.discriminatedUnion('intent', [
	z.object({
		intent: z.literal('add'),
		country: z.string().regex(/^[A-Z]{2}$/),
		region: z.string().trim().max(80).default(''),
		taxClass: z.string().trim().min(1).max(40),
		label: z.string().trim().min(1).max(40),
		percent: z
			.string()
			.trim()
			.transform((text) => text.replace(',', '.').replace(/\s*%$/, ''))
			.pipe(z.string().regex(/^(100(\.0{1,6})?|\d{1,2}(\.\d{1,6})?)$/)),
		validFrom: dayField,
		validTo: dayField.optional(),
		included: z.enum(['no', 'yes']).default('no'),
	}),
	z.object({ intent: z.literal('end'), id: z.uuid(), validTo: dayField }),
	z.object({ intent: z.literal('remove'), id: z.uuid() }),
])

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'tax.write')) throw notFound()
	const { books } = context
	const company = expectOk(await look(books, staff.actor, async (scope) => scope.company, undefined))
	return {
		frame: await staffFrameOf(context, staff),
		title: say('tax.title'),
		rates: expectOk(await look(books, staff.actor, listTaxRates, undefined)),
		classes: expectOk(await look(books, staff.actor, listTaxClasses, undefined)),
		countries: listCountries('en'),
		country: company.country,
		saved: new URL(request.url).searchParams.has('saved'),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	if (!may(actor, 'tax.write')) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const { books } = context
	const { value } = form
	const outcome =
		value.intent === 'add'
			? await act(books, actor, addTaxRate, {
					...value,
					validFrom: value.validFrom.toString(),
					validTo: value.validTo?.toString() ?? null,
					included: value.included === 'yes',
				})
			: value.intent === 'end'
				? await act(books, actor, endTaxRate, { id: value.id, validTo: value.validTo.toString() })
				: await act(books, actor, removeTaxRate, { id: value.id })
	return outcome.ok ? redirect('/staff/settings/taxes?saved') : form.refuse(outcome)
}

/** What is taxed where, from which day on: for finance and the administrator. */
export default function TaxSettings() {
	const { frame, title, rates, classes, countries, country, saved } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const adding = answer?.initialValue?.intent === 'add'
	return (
		<StaffPage frame={frame} title={title} lead={say('tax.lead')}>
			<TaxOutcome saved={saved} answer={answer} adding={adding} />
			<Section title={say('tax.rates')} intro={say('tax.ratesIntro')}>
				<TaxRates rates={rates} today={frame.today} />
			</Section>
			<Section title={say('tax.add')}>
				<div className="grid gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
					<Card>
						<TaxRateForm
							result={adding ? answer : undefined}
							countries={countries}
							country={country}
							classes={classes}
							today={frame.today}
						/>
					</Card>
					<Card>
						<h3 className="mb-3 font-semibold text-lg">{say('tax.rules')}</h3>
						<ol className="list-decimal space-y-2 pl-5">
							{(['exempt', 'reverse', 'place', 'home', 'away'] as const).map((rule) => (
								<li key={rule}>{say(`tax.rule.${rule}`)}</li>
							))}
						</ol>
					</Card>
				</div>
			</Section>
		</StaffPage>
	)
}

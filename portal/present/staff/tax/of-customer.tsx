import type { CustomerTax } from '#core/tax/of-customer.ts'
import { Button } from '../../../ui/button.tsx'
import { Card, Empty } from '../../../ui/card.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { Input } from '../../../ui/field.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { sayTax as say } from '../../../words/staff-taxes.ts'
import { useWords } from '../../../words/use-words.tsx'
import { nameCountry } from '../../country.ts'
import { formatDay, formatPercent } from '../../format.ts'
import { sayTaxReason } from '../../tax-reason.ts'

/** What the customer is charged today, and what decided it. */
export function TaxNow({ tax, taxNumber }: { tax: CustomerTax; taxNumber: string }) {
	const words = useWords()
	const isTaxed = /[1-9]/.test(tax.percent)
	return (
		<Card>
			<Facts
				facts={[
					{
						name: say('tax.customer.now'),
						value: isTaxed
							? say('tax.customer.taxed', { label: tax.label, percent: formatPercent('en', tax.percent) })
							: say('tax.customer.untaxed'),
						note: sayTaxReason(words, 'en', tax.reason),
					},
					{ name: say('tax.customer.vat'), value: sayVat(tax, taxNumber) },
				]}
			/>
		</Card>
	)
}

/** What the customer's people say of themselves that is to be checked before it lowers the tax. */
export function ToCheck({ details, mayCheck }: { details: CustomerTax['toCheck']; mayCheck: boolean }) {
	return details.map(({ partyId, country, taxNumber, from }) => {
		const given = [nameCountry('en', country), taxNumber].filter(Boolean).join(', ')
		const told = from
			? say('tax.customer.givenFrom', { details: given, day: formatDay('en', from) })
			: say('tax.customer.given', { details: given })
		return (
			<div key={partyId} className="mb-6">
				<Notice kind="info" title={say('tax.customer.toCheck')}>
					{told}
					{mayCheck ? (
						<form method="post" className="mt-3">
							<input type="hidden" name="party" value={partyId} />
							<Button kind="secondary" size="small" name="intent" value="check">
								{say('tax.customer.check')}
							</Button>
						</form>
					) : null}
				</Notice>
			</div>
		)
	})
}

function sayVat({ vatNumber }: CustomerTax, taxNumber: string): string {
	if (vatNumber) return say('tax.customer.vatRight', { number: vatNumber })
	return taxNumber ? say('tax.customer.vatOther', { number: taxNumber }) : say('tax.customer.vatNone')
}

type ExemptionsProps = { exemptions: CustomerTax['exemptions']; mayWrite: boolean; today: string }

/** The certificates with their days; what can still be done with each. */
export function Exemptions({ exemptions, mayWrite, today }: ExemptionsProps) {
	if (exemptions.length === 0) return <Empty title={say('tax.customer.none')} />
	return (
		<ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface shadow-card">
			{exemptions.map((one) => (
				<li key={one.id} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 px-5 py-3">
					<span className="min-w-0">
						<span className="block break-words font-semibold">{one.certificate}</span>
						<span className="block text-muted text-sm">
							{[
								daysOf(one),
								one.country
									? [one.region, nameCountry('en', one.country)].filter(Boolean).join(', ')
									: say('tax.customer.everywhere'),
								one.taxClass || say('tax.customer.all'),
								say('tax.customer.by', { name: one.recordedBy }),
							].join(' · ')}
						</span>
					</span>
					{mayWrite ? <Act exemption={one} today={today} /> : null}
				</li>
			))}
		</ul>
	)
}

function daysOf({ validFrom, validTo }: CustomerTax['exemptions'][number]): string {
	const from = formatDay('en', validFrom)
	return validTo
		? say('tax.customer.span', { from, to: formatDay('en', validTo) })
		: say('tax.customer.since', { from })
}

function Act({ exemption, today }: { exemption: CustomerTax['exemptions'][number]; today: string }) {
	const { id, certificate, validFrom, validTo } = exemption
	return (
		<details>
			<summary className="inline-flex min-h-9 cursor-pointer items-center font-medium text-accent hover:underline">
				{say('tax.end')} <span className="sr-only">{certificate}</span>
			</summary>
			<form method="post" className="mt-2 grid gap-3">
				<input type="hidden" name="id" value={id} />
				<Input
					id={`end-${id}`}
					name="validTo"
					type="date"
					label={say('tax.lastDay')}
					defaultValue={validTo ?? (validFrom > today ? validFrom : today)}
					required
				/>
				<span className="flex flex-wrap gap-2">
					<Button kind="secondary" size="small" name="intent" value="end">
						{say('tax.customer.end')}
					</Button>
					<Button kind="quiet" size="small" name="intent" value="take_back" formNoValidate>
						{say('tax.customer.takeBack')}
					</Button>
				</span>
			</form>
		</details>
	)
}

import type { FoundCase } from '#core/collection/find.ts'
import { LinkButton } from '#portal/ui/button.tsx'
import { Card, Section } from '#portal/ui/card.tsx'
import { Facts } from '#portal/ui/facts.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { sayCollection as say } from '#portal/words/staff-collection.ts'
import { nameCountry } from '../../country.ts'
import { Money } from '../../display.tsx'
import { Figures } from '../figures.tsx'

export type CaseCustomer = FoundCase['customer']

const telephone = (phone: string) => `tel:${phone.replace(/[^\d+]/g, '')}`
const addressOf = ({ street, postalCode, city, country }: CaseCustomer) =>
	[street, [postalCode, city].filter(Boolean).join(' '), country ? nameCountry('en', country) : '']
		.filter(Boolean)
		.join(', ')
const mapOf = (customer: CaseCustomer) =>
	`https://www.openstreetmap.org/search?${new URLSearchParams({ query: addressOf(customer) })}`

/** Whoever can be rung up, the company itself first. */
function phonesOf({ name, phone, contacts }: CaseCustomer): { name: string; phone: string }[] {
	return [{ name, phone }, ...contacts].filter((one) => /\d/.test(one.phone))
}

/** What a thumb reaches first: ring them, find them, show them what they owe. */
export function CaseActions({ customer }: { customer: CaseCustomer }) {
	const [first] = phonesOf(customer)
	return (
		<div className="mb-6 grid grid-cols-3 gap-3 sm:flex sm:flex-wrap">
			{first ? (
				<LinkButton size="large" href={telephone(first.phone)}>
					{say('collection.call')}
				</LinkButton>
			) : null}
			{addressOf(customer) ? (
				<LinkButton size="large" kind="secondary" href={mapOf(customer)} target="_blank">
					{say('collection.map')}
				</LinkButton>
			) : null}
			<LinkButton size="large" kind="secondary" href={`/staff/customers/${customer.id}/statement`}>
				{say('collection.statement')}
			</LinkButton>
		</div>
	)
}

type Sums = Pick<FoundCase, 'currency' | 'overdueMinor' | 'openMinor' | 'penaltyMinor' | 'invoices'>

/** What is owed as of today. */
export function CaseFigures({ of: { currency, overdueMinor, openMinor, penaltyMinor, invoices } }: { of: Sums }) {
	const days = Math.max(0, ...invoices.map(({ daysPastDue }) => daysPastDue))
	return (
		<Figures
			figures={[
				{
					key: 'overdue',
					label: say('collection.overdue'),
					figure: (
						<span className={overdueMinor > 0n ? 'text-bad' : undefined}>
							<Money of={{ minor: overdueMinor, currency }} />
						</span>
					),
					note: days > 0 ? say('collection.late', { count: days }) : undefined,
				},
				{
					key: 'penalty',
					label: say('collection.penalty'),
					figure: <Money of={{ minor: penaltyMinor, currency }} />,
				},
				{ key: 'open', label: say('collection.open'), figure: <Money of={{ minor: openMinor, currency }} /> },
			]}
		/>
	)
}

/** Every number and the address. */
export function Reach({ customer }: { customer: CaseCustomer }) {
	const phones = phonesOf(customer)
	const address = addressOf(customer)
	return (
		<Section title={say('collection.reach')} id="reach">
			<Card>
				<Facts
					facts={[
						...phones.map(({ name, phone }) => ({
							name,
							value: (
								<TextLink href={telephone(phone)} className="inline-flex min-h-11 items-center">
									{phone}
								</TextLink>
							),
						})),
						...(phones.length === 0 ? [{ name: say('collection.phone'), value: say('collection.noPhone') }] : []),
						...(address ? [{ name: say('collection.address'), value: address }] : []),
						{
							name: say('collection.statement'),
							value: (
								<TextLink href={`/staff/customers/${customer.id}/statement.pdf`}>
									{say('collection.statementPdf')}
								</TextLink>
							),
						},
						{
							name: say('collection.company'),
							value: <TextLink href={`/staff/customers/${customer.id}`}>{customer.number}</TextLink>,
						},
					]}
				/>
			</Card>
		</Section>
	)
}

import type { ListedContract } from '#core/contract/list.ts'
import type { FoundCustomer } from '#core/customer/find.ts'
import type { ListedInvoice } from '#core/invoice/list-all.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Empty, Section } from '../../ui/card.tsx'
import { Facts } from '../../ui/facts.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { staffWords as say } from '../../words/staff.ts'
import { sayPrice } from '../../words/staff-prices.ts'
import { sayTax } from '../../words/staff-taxes.ts'
import { nameCountry } from '../country.ts'
import { Day, Money } from '../display.tsx'
import { ContractPill, StandingPill } from '../state-pill.tsx'
import { Figures } from './figures.tsx'

type Shown<Row> = {
	[Key in keyof Row]: Row[Key] extends Temporal.PlainDate
		? string
		: Row[Key] extends Temporal.PlainDate | null
			? string | null
			: Row[Key]
}
export type ShownContract = Shown<ListedContract>
type ShownInvoice = Shown<ListedInvoice>

type CustomerSummaryProps = {
	customer: FoundCustomer
	contracts: ShownContract[]
	/** Null for who reads no invoices. */
	invoices: ShownInvoice[] | null
	/** Whether people of theirs may be removed. */
	mayRemove: boolean
}

/** What they owe and what they have. */
export function CustomerSummary({ customer, contracts, invoices, mayRemove }: CustomerSummaryProps) {
	const { currency } = customer
	const only = <Row,>(field: string, row: Row) => (customer.hidden.includes(`customer.${field}`) ? [] : [row])
	return (
		<>
			{invoices ? <Owed customer={customer} /> : null}
			<div className="grid gap-x-8 lg:grid-cols-2 lg:[&>section]:mt-0">
				<Section title={say('staff.contracts')}>
					{contracts.length === 0 ? (
						<Empty title={say('staff.customer.noContracts')} />
					) : (
						<RowList>
							{contracts.map((contract) => (
								<Row
									key={contract.id}
									href={`/staff/contracts/${contract.id}`}
									title={contract.title || contract.number}
									note={
										<>
											{contract.number} · <Day on={contract.startsOn} />
										</>
									}
									{...(customer.role === 'customer' && contract.mrrMinor !== null
										? { figure: <Money of={{ minor: contract.mrrMinor, currency }} /> }
										: {})}
									state={<ContractPill state={contract.state} />}
								/>
							))}
						</RowList>
					)}
				</Section>
				{invoices ? <Invoices customer={customer} invoices={invoices} /> : null}
			</div>
			<div className="mt-10 grid gap-x-8 lg:grid-cols-2 lg:[&>section]:mt-0">
				<Section title={say('staff.customer.address')}>
					<Card>
						<Facts
							facts={[
								{
									name: customer.legalName,
									value: [
										customer.street,
										[customer.postalCode, customer.city].filter(Boolean).join(' '),
										customer.region,
										nameCountry('en', customer.country),
									]
										.filter(Boolean)
										.join(', '),
								},
								...only('email', { name: say('staff.customer.email'), value: customer.email || '–' }),
								...only('taxNumber', {
									name: say('staff.customer.taxNumber'),
									value: customer.taxNumber || '–',
									note: (
										<TextLink href={`/staff/customers/${customer.id}/tax`}>{sayTax('tax.customer.manage')}</TextLink>
									),
								}),
								{
									name: sayPrice('price.title'),
									value: (
										<TextLink href={`/staff/prices?customer=${customer.id}`}>{sayPrice('price.ofCustomer')}</TextLink>
									),
								},
								...only('owner', { name: say('staff.customer.group'), value: customer.groupName ?? '–' }),
								...only('owner', { name: say('staff.customer.owner'), value: customer.ownerName ?? '–' }),
							]}
						/>
					</Card>
				</Section>
				<Contacts contacts={customer.contacts} mayRemove={mayRemove} />
			</div>
		</>
	)
}

function Owed({ customer }: { customer: FoundCustomer }) {
	const { currency } = customer
	return (
		<Figures
			figures={[
				...(customer.mrrMinor === null
					? []
					: [
							{
								key: 'mrr',
								label: say('staff.home.mrr'),
								figure: <Money of={{ minor: customer.mrrMinor, currency }} />,
							},
						]),
				{
					key: 'open',
					label: say('staff.home.open'),
					figure: <Money of={{ minor: customer.openMinor, currency }} />,
					note:
						customer.overdueMinor > 0n ? (
							<span className="text-bad">
								<Money of={{ minor: customer.overdueMinor, currency }} /> {say('staff.home.overdue').toLowerCase()}
							</span>
						) : (
							say('staff.nothingOverdue')
						),
				},
				{
					key: 'balance',
					label: say('staff.customer.balance'),
					figure: <Money of={{ minor: customer.balanceMinor, currency }} />,
				},
			]}
		/>
	)
}

function Invoices({ customer, invoices }: { customer: FoundCustomer; invoices: ShownInvoice[] }) {
	return (
		<Section
			title={say('staff.invoices')}
			actions={<TextLink href={`/staff/invoices?customerId=${customer.id}`}>{say('staff.list.all')}</TextLink>}
		>
			{invoices.length === 0 ? (
				<Empty title={say('staff.customer.noInvoices')} />
			) : (
				<RowList>
					{invoices.map((invoice) => (
						<Row
							key={invoice.id}
							href={`/staff/invoices/${invoice.id}`}
							title={invoice.number}
							note={<Day on={invoice.issuedOn} />}
							figure={<Money of={{ minor: invoice.totalMinor, currency: invoice.currency }} />}
							state={
								invoice.standing ? (
									<StandingPill standing={invoice.standing} credit={invoice.kind === 'credit_note'} />
								) : undefined
							}
						/>
					))}
				</RowList>
			)}
		</Section>
	)
}

function Contacts({ contacts, mayRemove }: { contacts: FoundCustomer['contacts']; mayRemove: boolean }) {
	return (
		<Section title={say('staff.customer.contacts')}>
			{contacts.length === 0 ? (
				<Empty title={say('staff.customer.noContacts')} />
			) : (
				<RowList>
					{contacts.map((contact) => (
						<Row
							key={contact.id}
							title={contact.name}
							note={
								<>
									<span className="block break-words">
										{[contact.email, contact.phone].filter(Boolean).join(' · ')}
									</span>
									<span className="mt-2 flex flex-wrap items-center gap-2 empty:hidden">
										{contact.billing ? <Pill>{say('staff.customer.getsInvoices')}</Pill> : null}
										{contact.guarantor ? <Pill>{say('staff.customer.guarantor')}</Pill> : null}
										{contact.guarantorId && mayRemove ? (
											<TextLink href={`/staff/guarantors/${contact.guarantorId}`}>
												{say('staff.customer.exposure')}
											</TextLink>
										) : null}
									</span>
									{mayRemove ? (
										<div className="mt-2 flex flex-wrap items-center gap-2">
											<Guarantor contact={contact} />
											<RemoveContact contact={contact} />
										</div>
									) : null}
								</>
							}
						/>
					))}
				</RowList>
			)}
		</Section>
	)
}

/** Whether they stand good for what the customer owes: shown to those who decide. */
function Guarantor({ contact: { id, name, guarantor } }: { contact: FoundCustomer['contacts'][number] }) {
	return (
		<form method="post">
			<input type="hidden" name="intent" value="guarantor" />
			<input type="hidden" name="contactId" value={id} />
			<input type="hidden" name="guarantor" value={guarantor ? 'no' : 'yes'} />
			<Button kind="secondary" size="small">
				{say(guarantor ? 'staff.customer.noGuarantor' : 'staff.customer.makeGuarantor')}{' '}
				<span className="sr-only">{name}</span>
			</Button>
		</form>
	)
}

/** Their links stop with it, and what they did stays told. */
function RemoveContact({ contact: { id, name } }: { contact: FoundCustomer['contacts'][number] }) {
	return (
		<form method="post">
			<input type="hidden" name="intent" value="remove_contact" />
			<input type="hidden" name="contactId" value={id} />
			<Button kind="secondary" size="small">
				{say('staff.customer.removeContact')} <span className="sr-only">{name}</span>
			</Button>
		</form>
	)
}

import type { AccountAddress, AccountPerson, CustomerAccount } from '#core/customer/account.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/card.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Pill } from '../../ui/pill.tsx'
import { languages } from '../../words/language.ts'
import { useOwnDetailsWords } from '../../words/use-own-details-words.ts'
import { Sentence, useWords } from '../../words/use-words.tsx'
import { Address } from '../address.tsx'
import { Day } from '../display.tsx'

type Self = NonNullable<CustomerAccount['self']>

/** Who the person is, and how they are reached. */
export function You({ self }: { self: Self }) {
	const say = useWords()
	return (
		<Section title={say('account.you')} actions={<Edit href="/account/you" of={say('account.you')} />}>
			<Card>
				<Facts
					facts={[
						{ name: say('account.name'), value: self.name },
						{ name: say('account.email'), value: <span className="break-all">{self.email}</span> },
						...(self.phone ? [{ name: say('account.phone'), value: self.phone }] : []),
						{ name: say('account.language'), value: languages[self.language].name },
					]}
				/>
			</Card>
		</Section>
	)
}

function Edit({ href, of }: { href: string; of: string }) {
	const say = useWords()
	return (
		<LinkButton kind="secondary" size="small" href={href} aria-label={`${say('account.edit')}: ${of}`}>
			{say('account.edit')}
		</LinkButton>
	)
}

const letters = ['billing', 'reminders', 'conversation', 'ratings'] as const

/** Which letters the person wants about this customer. */
export function Letters({ self, customer }: { self: AccountPerson; customer: CustomerAccount['customer'] }) {
	const say = useWords()
	return (
		<Section title={say('account.letters')} intro={say('account.lettersLead', { customer: customer.name })}>
			<Card>
				<form method="post">
					<input type="hidden" name="customer" value={customer.id} />
					{letters.map((letter) => (
						<Checkbox
							key={letter}
							name={letter}
							defaultChecked={self[letter]}
							label={say(`account.${letter}`)}
							hint={say(`account.${letter}Hint`)}
						/>
					))}
					<div className="mt-6">
						<Button kind="secondary" name="intent" value="letters">
							{say('account.lettersSave')}
						</Button>
					</div>
				</form>
			</Card>
		</Section>
	)
}

type BillingProps = {
	customer: CustomerAccount['customer']
	address: AccountAddress
	unchecked: boolean
	coming: CustomerAccount['coming']
	of: string
}

/** Where bills go, and where they will. */
export function Billing({ customer, address, unchecked, coming, of }: BillingProps) {
	const say = useWords()
	const sayOwn = useOwnDetailsWords()
	return (
		<Section
			title={say('account.address')}
			intro={say('account.addressLead')}
			actions={<Edit href={`/account/address${of}`} of={say('account.address')} />}
		>
			<Card>
				<Address party={address} />
				{address.taxNumber ? (
					<p className="mt-3 text-muted">
						{say('account.taxNumber')}: {address.taxNumber}
					</p>
				) : null}
				{unchecked ? <p className="mt-3">{sayOwn('ownDetails.addressUnchecked')}</p> : null}
			</Card>
			{coming ? (
				<div className="mt-4">
					<Notice title={<Sentence of="account.addressComing" facts={{ day: <Day on={coming.effectiveOn} /> }} />}>
						<Address party={coming} />
						<form method="post" className="mt-3">
							<input type="hidden" name="customer" value={customer.id} />
							<Button kind="secondary" size="small" name="intent" value="withdraw_address">
								{say('account.addressWithdraw')}
							</Button>
						</form>
					</Notice>
				</div>
			) : null}
		</Section>
	)
}

type PeopleProps = { customer: CustomerAccount['customer']; people: AccountPerson[]; selfId: string | null; of: string }

/** Who else sees the customer's pages. */
export function People({ customer, people, selfId, of }: PeopleProps) {
	const say = useWords()
	return (
		<Section
			title={say('account.people')}
			intro={say('account.peopleLead', { customer: customer.name })}
			actions={
				<LinkButton kind="secondary" size="small" href={`/account/people/new${of}`}>
					{say('account.addPerson')}
				</LinkButton>
			}
		>
			<ul className="divide-y divide-line rounded-card border border-line bg-surface shadow-card">
				{people.map((person) => (
					<li key={person.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-5 py-4">
						<div className="min-w-0">
							<div className="flex flex-wrap items-center gap-2 font-semibold">
								{person.name}
								{person.id === selfId ? <Pill tone="accent">{say('account.self')}</Pill> : null}
							</div>
							<div className="break-all text-muted">{person.email}</div>
							{person.billing ? <div className="text-muted text-sm">{say('account.readsBills')}</div> : null}
						</div>
						{person.id === selfId ? null : (
							<form method="post">
								<input type="hidden" name="customer" value={customer.id} />
								<input type="hidden" name="person" value={person.id} />
								<Button
									kind="danger"
									size="small"
									name="intent"
									value="remove"
									aria-label={`${say('account.remove')}: ${person.name}`}
								>
									{say('account.remove')}
								</Button>
							</form>
						)}
					</li>
				))}
			</ul>
		</Section>
	)
}

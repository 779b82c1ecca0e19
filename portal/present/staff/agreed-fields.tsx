import { bound, type usePageForm } from '#portal/page-form.tsx'
import { Input, Select } from '#portal/ui/field.tsx'
import { staffWords } from '#portal/words/staff.ts'
import { sayAgreed as say } from '#portal/words/staff-agreed.ts'
import { type FormRights, Righted } from './field-right/righted.tsx'

export const renewals = ['none', 'tacit', 'quote'] as const
export const accesses = ['none', 'upsell', 'upsell_and_downsell'] as const

/** Groups and members that may look after a contract. */
export type People = { groups: { id: string; name: string }[]; users: { id: string; name: string }[] }

type Of<Name extends string> = {
	fields: Pick<ReturnType<typeof usePageForm<Record<Name, string>>>[1], Name>
	rights: FormRights
}

const named = <Value extends string>(values: readonly Value[], value: string | undefined) =>
	values.find((one) => one === value) ?? values[0]

/** What happens at the end of a term, how long one is, and how much notice is given. */
export function RenewalFields({ fields, rights }: Of<'renewal' | 'termMonths' | 'noticeDays'>) {
	const notice = staffWords('staff.contract.noticeDays')
	const renewal = named(renewals, fields.renewal.initialValue) ?? 'none'
	return (
		<>
			<Righted
				of="contract.renewal"
				rights={rights}
				label={say('agreed.renewal')}
				value={say(`agreed.renewals.${renewal}`)}
			>
				<Select {...bound(fields.renewal)} label={say('agreed.renewal')}>
					{renewals.map((one) => (
						<option key={one} value={one}>
							{say(`agreed.renewals.${one}`)}
						</option>
					))}
				</Select>
			</Righted>
			<Righted
				of="contract.renewal"
				rights={rights}
				label={say('agreed.termMonths')}
				value={fields.termMonths.initialValue}
			>
				<Input
					{...bound(fields.termMonths)}
					label={say('agreed.termMonths')}
					hint={say('agreed.termHint')}
					inputMode="numeric"
					optional
				/>
			</Righted>
			<Righted of="contract.notice" rights={rights} label={notice} value={fields.noticeDays.initialValue}>
				<Input {...bound(fields.noticeDays)} label={notice} inputMode="numeric" optional />
			</Righted>
		</>
	)
}

/** Within how many days it is paid. */
export function PaymentField({ fields, rights }: Of<'paymentTermDays'>) {
	const label = say('agreed.payWithin')
	return (
		<Righted of="contract.paymentDays" rights={rights} label={label} value={fields.paymentTermDays.initialValue}>
			<Input {...bound(fields.paymentTermDays)} label={label} inputMode="numeric" optional />
		</Righted>
	)
}

/** What its customer may change by themselves. */
export function AccessField({ fields, rights }: Of<'access'>) {
	const label = say('agreed.access')
	const access = named(accesses, fields.access.initialValue) ?? 'none'
	return (
		<Righted of="contract.access" rights={rights} label={label} value={say(`agreed.accesses.${access}`)}>
			<Select {...bound(fields.access)} label={label}>
				{accesses.map((one) => (
					<option key={one} value={one}>
						{say(`agreed.accesses.${one}`)}
					</option>
				))}
			</Select>
		</Righted>
	)
}

/** Who looks after it. */
export function OwnerFields({
	fields,
	rights,
	people,
	isNew,
}: Of<'ownerId' | 'groupId'> & { people: People; isNew: boolean }) {
	const nameIn = (of: { id: string; name: string }[], id: string | undefined) => of.find((one) => one.id === id)?.name
	const choices = [
		{ field: fields.ownerId, label: say('agreed.owner'), of: people.users, nothing: say('agreed.nobody') },
		{ field: fields.groupId, label: say('agreed.group'), of: people.groups, nothing: say('agreed.none') },
	]
	return choices.map(({ field, label, of, nothing }) => (
		<Righted key={field.name} of="contract.owner" rights={rights} label={label} value={nameIn(of, field.initialValue)}>
			<Select {...bound(field)} label={label}>
				<option value="">{isNew ? say('agreed.asCustomer') : nothing}</option>
				{of.map(({ id, name }) => (
					<option key={id} value={id}>
						{name}
					</option>
				))}
			</Select>
		</Righted>
	))
}

import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { OwnField, OwnValues } from '#core/own-field/own-field.ts'
import type { OwnValue } from '#core/own-field/read.ts'
import { bound, type usePageForm } from '../../page-form.tsx'
import { Input, Select } from '../../ui/field.tsx'
import { staffWords as say } from '../../words/staff.ts'
import { sayOwn } from '../../words/staff-own.ts'
import type { customerForm } from './customer-form.ts'
import { everything, type FormRights, Righted } from './field-right/righted.tsx'
import { LanguageOptions } from './language-options.tsx'
import { OwnInputs } from './own/inputs.tsx'
import { OwnLocked } from './own/locked.tsx'

export type CustomerFields = { [Name in Exclude<keyof z.input<typeof customerForm>, 'own'>]: string }

type CustomerFieldsProps = {
	fields: ReturnType<typeof usePageForm<CustomerFields>>[1]
	staff: { groups: { id: string; name: string }[]; users: { id: string; name: string }[] }
	termDays: number
	countries: { code: string; name: string }[]
	currencies: string[]
	own: { fields: OwnField[]; values: OwnValues; locked?: OwnValue[] }
	rights?: FormRights
}

/** The fields of a customer: who they are, where invoices go, and who looks after them. */
export function CustomerFormFields({
	fields,
	staff,
	termDays,
	countries,
	currencies,
	own,
	rights = everything,
}: CustomerFieldsProps) {
	const nameIn = (of: { id: string; name: string }[], id: string | undefined) => of.find((one) => one.id === id)?.name
	const righted = (field: string, label: string, value: string | undefined, input: ReactNode) => (
		<Righted of={`customer.${field}`} rights={rights} label={label} value={value}>
			{input}
		</Righted>
	)
	return (
		<div className="grid gap-x-8 lg:grid-cols-2">
			<div>
				<Input
					{...bound(fields.name)}
					label={say('staff.customer.name')}
					hint={say('staff.customer.nameHint')}
					required
				/>
				<Input
					{...bound(fields.legalName)}
					label={say('staff.customer.legalName')}
					hint={say('staff.customer.legalNameHint')}
					optional
				/>
				{righted(
					'email',
					say('staff.customer.email'),
					fields.email.initialValue,
					<Input {...bound(fields.email)} label={say('staff.customer.email')} type="email" optional />,
				)}
				{righted(
					'phone',
					say('staff.customer.phone'),
					fields.phone.initialValue,
					<Input {...bound(fields.phone)} label={say('staff.customer.phone')} type="tel" optional />,
				)}
				<Select {...bound(fields.language)} label={say('staff.customer.language')}>
					<LanguageOptions />
				</Select>
				<Select {...bound(fields.currency)} label={say('staff.customer.currency')}>
					{currencies.map((code) => (
						<option key={code}>{code}</option>
					))}
				</Select>
				{righted(
					'industry',
					say('staff.customer.industry'),
					fields.industry.initialValue,
					<Input {...bound(fields.industry)} label={say('staff.customer.industry')} optional />,
				)}
			</div>
			<div className="mt-5 lg:mt-0">
				{righted(
					'address',
					say('staff.customer.street'),
					fields.street.initialValue,
					<Input {...bound(fields.street)} label={say('staff.customer.street')} optional />,
				)}
				{righted(
					'address',
					say('staff.customer.postalCode'),
					fields.postalCode.initialValue,
					<Input {...bound(fields.postalCode)} label={say('staff.customer.postalCode')} optional />,
				)}
				{righted(
					'address',
					say('staff.customer.city'),
					fields.city.initialValue,
					<Input {...bound(fields.city)} label={say('staff.customer.city')} optional />,
				)}
				{righted(
					'address',
					say('staff.customer.region'),
					fields.region.initialValue,
					<Input {...bound(fields.region)} label={say('staff.customer.region')} optional />,
				)}
				<Select {...bound(fields.country)} label={say('staff.customer.country')} required>
					{countries.map(({ code, name }) => (
						<option key={code} value={code}>
							{name}
						</option>
					))}
				</Select>
				{righted(
					'taxNumber',
					say('staff.customer.taxNumber'),
					fields.taxNumber.initialValue,
					<Input {...bound(fields.taxNumber)} label={say('staff.customer.taxNumber')} optional />,
				)}
				{righted(
					'taxNumber',
					say('staff.customer.registrationNumber'),
					fields.registrationNumber.initialValue,
					<Input {...bound(fields.registrationNumber)} label={say('staff.customer.registrationNumber')} optional />,
				)}
				{righted(
					'owner',
					say('staff.customer.group'),
					nameIn(staff.groups, fields.groupId.initialValue),
					<Choice field={fields.groupId} label={say('staff.customer.group')} options={staff.groups} />,
				)}
				{righted(
					'owner',
					say('staff.customer.owner'),
					nameIn(staff.users, fields.ownerId.initialValue),
					<Choice field={fields.ownerId} label={say('staff.customer.owner')} options={staff.users} />,
				)}
				{righted(
					'paymentDays',
					say('staff.customer.terms'),
					fields.paymentTermDays.initialValue,
					<Input
						{...bound(fields.paymentTermDays)}
						label={say('staff.customer.terms')}
						hint={say('staff.customer.termsHint', { days: termDays })}
						inputMode="numeric"
						optional
					/>,
				)}
			</div>
			{own.fields.length + (own.locked?.length ?? 0) > 0 ? (
				<div className="mt-8 lg:col-span-2">
					<p className="mb-4 font-semibold text-lg">{sayOwn('own.title')}</p>
					<div className="grid items-start gap-x-8 gap-y-5 lg:grid-cols-2 [&>*]:mt-0">
						<OwnLocked values={own.locked ?? []} />
						<OwnInputs fields={own.fields} values={own.values} />
					</div>
				</div>
			) : null}
		</div>
	)
}

type ChoiceProps = {
	field: Parameters<typeof bound>[0]
	label: string
	options: { id: string; name: string }[]
}

function Choice({ field, label, options }: ChoiceProps) {
	return (
		<Select {...bound(field)} label={label} optional>
			<option value="">{say('staff.customer.nobody')}</option>
			{options.map(({ id, name }) => (
				<option key={id} value={id}>
					{name}
				</option>
			))}
		</Select>
	)
}

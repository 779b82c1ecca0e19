import type { z } from 'zod'
import type { OwnField, OwnValues } from '#core/own-field/own-field.ts'
import { bound, type usePageForm } from '../../page-form.tsx'
import { Input, Select } from '../../ui/field.tsx'
import { staffWords as say } from '../../words/staff.ts'
import { sayOwn } from '../../words/staff-own.ts'
import type { customerForm } from './customer-form.ts'
import { LanguageOptions } from './language-options.tsx'
import { OwnInputs } from './own/inputs.tsx'

export type CustomerFields = { [Name in Exclude<keyof z.input<typeof customerForm>, 'own'>]: string }

type CustomerFieldsProps = {
	fields: ReturnType<typeof usePageForm<CustomerFields>>[1]
	staff: { groups: { id: string; name: string }[]; users: { id: string; name: string }[] }
	termDays: number
	countries: { code: string; name: string }[]
	currencies: string[]
	own: { fields: OwnField[]; values: OwnValues }
}

/** The fields of a customer: who they are, where invoices go, and who looks after them. */
export function CustomerFormFields({ fields, staff, termDays, countries, currencies, own }: CustomerFieldsProps) {
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
				<Input {...bound(fields.email)} label={say('staff.customer.email')} type="email" optional />
				<Input {...bound(fields.phone)} label={say('staff.customer.phone')} type="tel" optional />
				<Select {...bound(fields.language)} label={say('staff.customer.language')}>
					<LanguageOptions />
				</Select>
				<Select {...bound(fields.currency)} label={say('staff.customer.currency')}>
					{currencies.map((code) => (
						<option key={code}>{code}</option>
					))}
				</Select>
				<Input {...bound(fields.industry)} label={say('staff.customer.industry')} optional />
			</div>
			<div className="mt-5 lg:mt-0">
				<Input {...bound(fields.street)} label={say('staff.customer.street')} optional />
				<Input {...bound(fields.postalCode)} label={say('staff.customer.postalCode')} optional />
				<Input {...bound(fields.city)} label={say('staff.customer.city')} optional />
				<Input {...bound(fields.region)} label={say('staff.customer.region')} optional />
				<Select {...bound(fields.country)} label={say('staff.customer.country')} required>
					{countries.map(({ code, name }) => (
						<option key={code} value={code}>
							{name}
						</option>
					))}
				</Select>
				<Input {...bound(fields.taxNumber)} label={say('staff.customer.taxNumber')} optional />
				<Input {...bound(fields.registrationNumber)} label={say('staff.customer.registrationNumber')} optional />
				<Choice field={fields.groupId} label={say('staff.customer.group')} options={staff.groups} />
				<Choice field={fields.ownerId} label={say('staff.customer.owner')} options={staff.users} />
				<Input
					{...bound(fields.paymentTermDays)}
					label={say('staff.customer.terms')}
					hint={say('staff.customer.termsHint', { days: termDays })}
					inputMode="numeric"
					optional
				/>
			</div>
			{own.fields.length > 0 ? (
				<div className="mt-8 lg:col-span-2">
					<p className="mb-4 font-semibold text-lg">{sayOwn('own.title')}</p>
					<div className="grid items-start gap-x-8 gap-y-5 lg:grid-cols-2 [&>*]:mt-0">
						<OwnInputs {...own} />
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

import type { ReactNode } from 'react'
import { bound, type usePageForm } from '../../page-form.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { Input, Select } from '../../ui/field.tsx'
import { staffWords as say } from '../../words/staff.ts'
import { sayAgreed } from '../../words/staff-agreed.ts'
import { sayAmend } from '../../words/staff-amend.ts'
import { sayKind } from '../../words/staff-kinds.ts'
import { saySupplier } from '../../words/staff-suppliers.ts'
import { AccessField, OwnerFields, PaymentField, type People, RenewalFields } from './agreed-fields.tsx'
import { everything, type FormRights, Righted } from './field-right/righted.tsx'

export type DiscountFields = {
	discountPercent: string
	discountAmount: string
	discountMonths: string
	discountUntil: string
}

export type ContractFields = DiscountFields & {
	title: string
	type: string
	startsOn: string
	endsOn: string
	alignment: string
	timing: string
	noticeDays: string
	purchaseOrder: string
	prorate: string
	renewal: string
	termMonths: string
	number: string
	ownerId: string
	groupId: string
	paymentTermDays: string
	access: string
}

type TermFieldsProps = {
	fields: ReturnType<typeof usePageForm<ContractFields>>[1]
	types: { code: string; name: string }[]
	people: People
	/** It has no number yet. */
	isNew?: boolean
	/** With a supplier or partner: nothing is sold or billed. */
	payable?: boolean
	rights?: FormRights
}

/** What is agreed as a whole, in groups: what it is, how long it goes on, and how it is billed. */
export function TermFields(props: TermFieldsProps) {
	const { fields, types, people, isNew = false, payable = false, rights = everything } = props
	const order = payable ? saySupplier('supplier.reference') : say('staff.contract.purchaseOrder')
	return (
		<div className="space-y-8">
			<Group title={sayAgreed('agreed.groups.contract')}>
				<Righted
					of="contract.title"
					rights={rights}
					label={say('staff.contract.title')}
					value={fields.title.initialValue}
				>
					<Input {...bound(fields.title)} label={say('staff.contract.title')} optional />
				</Righted>
				<Select {...bound(fields.type)} label={sayKind('kind.type')}>
					{types.map(({ code, name }) => (
						<option key={code} value={code}>
							{name}
						</option>
					))}
				</Select>
				{isNew ? (
					<Input
						{...bound(fields.number)}
						label={sayAgreed('agreed.number')}
						hint={sayAgreed('agreed.numberHint')}
						maxLength={40}
						optional
					/>
				) : null}
				<Righted of="contract.purchaseOrder" rights={rights} label={order} value={fields.purchaseOrder.initialValue}>
					<Input {...bound(fields.purchaseOrder)} label={order} optional />
				</Righted>
				<OwnerFields {...{ fields, rights, people, isNew }} />
				{payable ? null : <AccessField {...{ fields, rights }} />}
			</Group>
			<Group title={sayAgreed('agreed.groups.term')}>
				<Input {...bound(fields.startsOn)} label={say('staff.contract.starts')} type="date" required />
				<Righted
					of="contract.termEnd"
					rights={rights}
					label={say('staff.contract.ends')}
					value={fields.endsOn.initialValue}
				>
					<Input
						{...bound(fields.endsOn)}
						label={say('staff.contract.ends')}
						hint={say('staff.contract.endsHint')}
						type="date"
						optional
					/>
				</Righted>
				<RenewalFields {...{ fields, rights }} />
			</Group>
			{payable ? (
				<>
					<input type="hidden" name="alignment" value="contract" />
					<input type="hidden" name="timing" value="advance" />
					<input type="hidden" name="paymentTermDays" value={fields.paymentTermDays.initialValue ?? ''} />
				</>
			) : (
				<BillingFields fields={fields} rights={rights} />
			)}
		</div>
	)
}

/** Fields that belong together, under the name they have in common. */
function Group({ title, children }: { title: string; children: ReactNode }) {
	return (
		<fieldset>
			<legend className="mb-3 w-full border-line border-b pb-2 font-semibold">{title}</legend>
			<div className="grid items-start gap-x-8 gap-y-5 sm:grid-cols-2 lg:grid-cols-3 [&>*]:mt-0">{children}</div>
		</fieldset>
	)
}

/** How it is billed and paid. */
function BillingFields({ fields, rights }: Pick<TermFieldsProps, 'fields'> & { rights: FormRights }) {
	return (
		<Group title={sayAgreed('agreed.groups.billing')}>
			<PeriodFields fields={fields} />
			<PaymentField {...{ fields, rights }} />
			<div className="sm:col-span-2 [&>*]:mt-0">
				<Righted
					of="contract.discount"
					rights={rights}
					label={sayAmend('amend.offPercent')}
					value={fields.discountPercent.initialValue || fields.discountAmount.initialValue}
				>
					<DiscountFields fields={fields} />
				</Righted>
			</div>
			<div className="self-center">
				<ProrateField fields={fields} />
			</div>
		</Group>
	)
}

type PeriodFields = { timing: string; alignment: string; prorate: string }
type Fields<Names extends keyof PeriodFields> = {
	fields: Pick<ReturnType<typeof usePageForm<PeriodFields>>[1], Names>
}

/** When a period is billed, and when it begins. */
export function PeriodFields({ fields }: Fields<'timing' | 'alignment'>) {
	return (
		<>
			<Select {...bound(fields.timing)} label={say('staff.contract.timing')}>
				{(['advance', 'arrears'] as const).map((timing) => (
					<option key={timing} value={timing}>
						{say(`staff.contract.timings.${timing}`)}
					</option>
				))}
			</Select>
			<Select {...bound(fields.alignment)} label={say('staff.contract.alignment')}>
				{(['anniversary', 'contract', 'calendar', 'month_end'] as const).map((alignment) => (
					<option key={alignment} value={alignment}>
						{say(`staff.contract.alignments.${alignment}`)}
					</option>
				))}
			</Select>
		</>
	)
}

/** Whether a part of a period is charged by the day. */
export function ProrateField({ fields }: Fields<'prorate'>) {
	return (
		<Checkbox
			id={fields.prorate.id}
			name="prorate"
			label={say('staff.contract.prorate')}
			defaultChecked={fields.prorate.initialValue === 'on'}
		/>
	)
}

/** Off everything: a share or an amount a month, for some months or to a day. */
export function DiscountFields({
	fields,
}: {
	fields: Pick<ReturnType<typeof usePageForm<DiscountFields>>[1], keyof DiscountFields>
}) {
	return (
		<div className="mt-5 grid grid-cols-2 items-end gap-x-3 gap-y-3 [&>*]:mt-0">
			<Input {...bound(fields.discountPercent)} label={sayAmend('amend.offPercent')} inputMode="decimal" optional />
			<Input {...bound(fields.discountAmount)} label={sayAmend('amend.offAmount')} inputMode="decimal" optional />
			<Input {...bound(fields.discountMonths)} label={sayAmend('amend.offMonths')} inputMode="numeric" optional />
			<Input {...bound(fields.discountUntil)} label={sayAmend('amend.offUntil')} type="date" optional />
		</div>
	)
}

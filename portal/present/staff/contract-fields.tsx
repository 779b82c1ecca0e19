import { bound, type usePageForm } from '../../page-form.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { Input, Select } from '../../ui/field.tsx'
import { staffWords as say } from '../../words/staff.ts'
import { sayAmend } from '../../words/staff-amend.ts'
import { sayKind } from '../../words/staff-kinds.ts'
import { saySupplier } from '../../words/staff-suppliers.ts'
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
}

type TermFieldsProps = {
	fields: ReturnType<typeof usePageForm<ContractFields>>[1]
	types: { code: string; name: string }[]
	/** With a supplier or partner: nothing is sold or billed, and how it goes on is asked. */
	payable?: boolean
	rights?: FormRights
}

/** What is agreed as a whole. */
export function TermFields({ fields, types, payable = false, rights = everything }: TermFieldsProps) {
	return (
		<div className="grid gap-x-8 lg:grid-cols-2">
			<div>
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
				<Righted
					of="contract.purchaseOrder"
					rights={rights}
					label={payable ? saySupplier('supplier.reference') : say('staff.contract.purchaseOrder')}
					value={fields.purchaseOrder.initialValue}
				>
					<Input
						{...bound(fields.purchaseOrder)}
						label={payable ? saySupplier('supplier.reference') : say('staff.contract.purchaseOrder')}
						optional
					/>
				</Righted>
			</div>
			{payable ? <PayableFields fields={fields} rights={rights} /> : <BillingFields fields={fields} rights={rights} />}
		</div>
	)
}

type PartProps = Pick<TermFieldsProps, 'fields'> & { rights: FormRights }

function NoticeField({ fields, rights }: PartProps) {
	const label = say('staff.contract.noticeDays')
	return (
		<Righted of="contract.notice" rights={rights} label={label} value={fields.noticeDays.initialValue}>
			<Input {...bound(fields.noticeDays)} label={label} inputMode="numeric" optional />
		</Righted>
	)
}

/** How it is billed. */
function BillingFields({ fields, rights }: PartProps) {
	return (
		<div className="mt-5 lg:mt-0">
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
			<NoticeField fields={fields} rights={rights} />
			<Righted
				of="contract.discount"
				rights={rights}
				label={sayAmend('amend.offPercent')}
				value={fields.discountPercent.initialValue || fields.discountAmount.initialValue}
			>
				<DiscountFields fields={fields} />
			</Righted>
			<div className="mt-5">
				<Checkbox
					id={fields.prorate.id}
					name="prorate"
					label={say('staff.contract.prorate')}
					defaultChecked={fields.prorate.initialValue === 'on'}
				/>
			</div>
		</div>
	)
}

const renewals = ['none', 'tacit', 'quote'] as const
const shownRenewal = (value: string | undefined) => renewals.find((one) => one === value) ?? 'none'

/** How long it goes on, and how it is left. */
function PayableFields({ fields, rights }: PartProps) {
	return (
		<div className="mt-5 lg:mt-0">
			<input type="hidden" name="alignment" value="contract" />
			<input type="hidden" name="timing" value="advance" />
			<Righted
				of="contract.renewal"
				rights={rights}
				label={saySupplier('supplier.renewal')}
				value={saySupplier(`supplier.renewals.${shownRenewal(fields.renewal.initialValue)}`)}
			>
				<Select {...bound(fields.renewal)} label={saySupplier('supplier.renewal')}>
					{renewals.map((renewal) => (
						<option key={renewal} value={renewal}>
							{saySupplier(`supplier.renewals.${renewal}`)}
						</option>
					))}
				</Select>
			</Righted>
			<Righted
				of="contract.renewal"
				rights={rights}
				label={saySupplier('supplier.termMonths')}
				value={fields.termMonths.initialValue}
			>
				<Input {...bound(fields.termMonths)} label={saySupplier('supplier.termMonths')} inputMode="numeric" optional />
			</Righted>
			<NoticeField fields={fields} rights={rights} />
		</div>
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

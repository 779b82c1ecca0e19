import { bound, type usePageForm } from '../../page-form.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { Input, Select } from '../../ui/field.tsx'
import { staffWords as say } from '../../words/staff.ts'
import { sayAmend } from '../../words/staff-amend.ts'

export type ContractFields = {
	title: string
	startsOn: string
	endsOn: string
	alignment: string
	timing: string
	noticeDays: string
	purchaseOrder: string
	prorate: string
	discountPercent: string
	discountAmount: string
	discountMonths: string
}

type TermFieldsProps = { fields: ReturnType<typeof usePageForm<ContractFields>>[1] }

/** What is agreed as a whole. */
export function TermFields({ fields }: TermFieldsProps) {
	return (
		<div className="grid gap-x-8 lg:grid-cols-2">
			<div>
				<Input {...bound(fields.title)} label={say('staff.contract.title')} optional />
				<Input {...bound(fields.startsOn)} label={say('staff.contract.starts')} type="date" required />
				<Input
					{...bound(fields.endsOn)}
					label={say('staff.contract.ends')}
					hint={say('staff.contract.endsHint')}
					type="date"
					optional
				/>
				<Input {...bound(fields.purchaseOrder)} label={say('staff.contract.purchaseOrder')} optional />
			</div>
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
				<Input {...bound(fields.noticeDays)} label={say('staff.contract.noticeDays')} inputMode="numeric" optional />
				<div className="grid items-end gap-x-3 sm:grid-cols-3">
					<Input {...bound(fields.discountPercent)} label={sayAmend('amend.offPercent')} inputMode="decimal" optional />
					<Input {...bound(fields.discountAmount)} label={sayAmend('amend.offAmount')} inputMode="decimal" optional />
					<Input {...bound(fields.discountMonths)} label={sayAmend('amend.offMonths')} inputMode="numeric" optional />
				</div>
				<div className="mt-5">
					<Checkbox
						id={fields.prorate.id}
						name="prorate"
						label={say('staff.contract.prorate')}
						defaultChecked={fields.prorate.initialValue === 'on'}
					/>
				</div>
			</div>
		</div>
	)
}

import type { SubmissionResult } from '@conform-to/react'
import { commissionBases } from '#core/commission/rule.ts'
import { bound, PageForm, useIsSending, usePageForm } from '../../../page-form.tsx'
import { Button } from '../../../ui/button.tsx'
import { Input, Select } from '../../../ui/field.tsx'
import { FormProblems } from '../../../ui/form-problems.tsx'
import { sayCommission as say } from '../../../words/staff-commission.ts'

type Fields = Record<'whom' | 'what' | 'share' | 'base' | 'validFrom' | 'validUntil', string>
type Kind = 'group' | 'person' | 'product' | 'plan' | 'contract_type'
type Choices = Record<Kind, readonly { key: string; name: string }[]>

type RuleFormProps = { result: SubmissionResult<string[]> | undefined; choices: Choices; today: string }

const titles = {
	group: say('commission.groups'),
	person: say('commission.people'),
	product: say('commission.products'),
	plan: say('commission.plans'),
	contract_type: say('commission.types'),
}

/** One rule more. */
export function CommissionRuleForm({ result, choices, today }: RuleFormProps) {
	const [form, fields] = usePageForm<Fields>(result, {
		id: 'rule',
		defaultValue: { whom: '', what: '', base: 'invoiced', validFrom: today },
	})
	const busy = useIsSending('add')
	const grouped = (...kinds: Kind[]) =>
		kinds
			.filter((kind) => choices[kind].length > 0)
			.map((kind) => (
				<optgroup key={kind} label={titles[kind]}>
					{choices[kind].map(({ key, name }) => (
						<option key={key} value={`${kind}:${key}`}>
							{name}
						</option>
					))}
				</optgroup>
			))
	return (
		<PageForm form={form}>
			<FormProblems errors={form.errors} />
			<input type="hidden" name="intent" value="add" />
			<div className="grid items-start gap-x-6 gap-y-5 sm:grid-cols-2 [&>*]:mt-0">
				<Select {...bound(fields.whom)} label={say('commission.whom')}>
					<option value="">{say('commission.everybody')}</option>
					{grouped('group', 'person')}
				</Select>
				<Select {...bound(fields.what)} label={say('commission.what')}>
					<option value="">{say('commission.everything')}</option>
					{grouped('contract_type', 'product', 'plan')}
				</Select>
				<Input
					{...bound(fields.share)}
					label={say('commission.share')}
					hint={say('commission.shareHint')}
					inputMode="decimal"
					maxLength={8}
					required
				/>
				<Select {...bound(fields.base)} label={say('commission.base')} hint={say('commission.baseHint')}>
					{commissionBases.map((base) => (
						<option key={base} value={base}>
							{say(`commission.bases.${base}`)}
						</option>
					))}
				</Select>
				<Input
					{...bound(fields.validFrom)}
					label={say('commission.validFrom')}
					hint={say('commission.validFromHint')}
					type="date"
					required
				/>
				<Input
					{...bound(fields.validUntil)}
					label={say('commission.validUntil')}
					hint={say('commission.validUntilHint')}
					type="date"
					optional
				/>
			</div>
			<div className="mt-6">
				<Button busy={busy}>{say('commission.add')}</Button>
			</div>
		</PageForm>
	)
}

import { bound, PageForm, useIsSending, usePageForm } from '#portal/page-form.tsx'
import { Button } from '#portal/ui/button.tsx'
import { Input, Select } from '#portal/ui/field.tsx'
import { FormProblems } from '#portal/ui/form-problems.tsx'
import { sayCollection as say } from '#portal/words/staff-collection.ts'

type Fields = Record<'fromDays' | 'throughDays' | 'currency' | 'least' | 'groupId' | 'country' | 'collectorId', string>
type Named = { id: string; name: string }
type RuleFormProps = {
	result: Parameters<typeof usePageForm>[0]
	groups: readonly Named[]
	collectors: readonly Named[]
	countries: readonly { code: string; name: string }[]
	currency: string
}

/** One more rule. */
export function RuleForm({ result, groups, collectors, countries, currency }: RuleFormProps) {
	const [form, fields] = usePageForm<Fields>(result, { id: 'rule', defaultValue: { fromDays: '1' } })
	const busy = useIsSending('add')
	return (
		<>
			<FormProblems errors={form.errors} />
			<PageForm form={form}>
				<input type="hidden" name="intent" value="add" />
				<div className="grid items-start gap-5 sm:grid-cols-2 [&>*]:mt-0">
					<Input
						{...bound(fields.fromDays)}
						label={say('collection.from')}
						type="number"
						min={1}
						max={36500}
						required
					/>
					<Input
						{...bound(fields.throughDays)}
						label={say('collection.through')}
						hint={say('collection.throughHint')}
						type="number"
						min={1}
						max={36500}
						optional
					/>
					<Input
						{...bound(fields.least)}
						label={say('collection.least')}
						hint={say('collection.leastHint')}
						inputMode="decimal"
						optional
					/>
					<Input
						{...bound(fields.currency)}
						label={say('collection.currency')}
						hint={say('collection.anyCurrency')}
						placeholder={currency}
						maxLength={3}
						autoCapitalize="characters"
						optional
					/>
					<Select {...bound(fields.groupId)} label={say('collection.group')}>
						<option value="">{say('collection.anyGroup')}</option>
						{groups.map(({ id, name }) => (
							<option key={id} value={id}>
								{name}
							</option>
						))}
					</Select>
					<Select {...bound(fields.country)} label={say('collection.country')}>
						<option value="">{say('collection.anyCountry')}</option>
						{countries.map(({ code, name }) => (
							<option key={code} value={code}>
								{name}
							</option>
						))}
					</Select>
					<Select {...bound(fields.collectorId)} label={say('collection.to')}>
						<option value="">{say('collection.inTurn')}</option>
						{collectors.map(({ id, name }) => (
							<option key={id} value={id}>
								{name}
							</option>
						))}
					</Select>
				</div>
				<div className="mt-6">
					<Button busy={busy}>{say('collection.add')}</Button>
				</div>
			</PageForm>
		</>
	)
}

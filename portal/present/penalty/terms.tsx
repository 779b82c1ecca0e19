import type { AgreedPenalty } from '#core/receivable/penalty-terms.ts'
import { Button } from '#portal/ui/button.tsx'
import { Checkbox } from '#portal/ui/choice.tsx'
import { Input, Select } from '#portal/ui/field.tsx'
import { Row, RowList } from '#portal/ui/row-list.tsx'
import { sayPenalty as say } from '#portal/words/staff-penalty.ts'
import { formatDay, formatNumber } from '../format.ts'

/** What is agreed and since when, each with its way out. */
export function TermsList({
	terms,
	typeNames,
	mayWrite,
}: {
	terms: readonly AgreedPenalty[]
	typeNames: Readonly<Record<string, string>>
	mayWrite: boolean
}) {
	return (
		<RowList>
			{terms.map((one) => (
				<Row
					key={one.id}
					title={
						Number(one.dailyRatePercent) === 0
							? say('penalty.noInterest')
							: say('penalty.ofDay', { percent: formatNumber('en', one.dailyRatePercent) })
					}
					note={[
						one.contractId
							? ''
							: one.contractType === null
								? say('penalty.everyContract')
								: (typeNames[one.contractType] ?? one.contractType),
						`${say('penalty.from')} ${formatDay('en', one.validFrom)}`,
						one.graceDays > 0 ? say('penalty.graceOf', { count: one.graceDays }) : say('penalty.noGrace'),
						one.graceDays > 0 && one.chargeGrace ? say('penalty.graceCharged') : '',
						say(one.billed ? 'penalty.isBilled' : 'penalty.isStated'),
					]
						.filter(Boolean)
						.join(' · ')}
					figure={
						mayWrite ? (
							<form method="post">
								<input type="hidden" name="intent" value="remove" />
								<input type="hidden" name="id" value={one.id} />
								<Button kind="quiet">{say('penalty.remove')}</Button>
							</form>
						) : undefined
					}
				/>
			))}
		</RowList>
	)
}

type TermsFormProps = {
	today: string
	usualRate: string
	/** To choose from, where terms are not of one contract. */
	types?: readonly { code: string; name: string }[]
	typed: Record<string, unknown>
	errors: Record<string, string[] | null | undefined>
}

export function TermsForm({ today, usualRate, types, typed, errors }: TermsFormProps) {
	const text = (name: string, otherwise: string) => (typeof typed[name] === 'string' ? String(typed[name]) : otherwise)
	const wrong = (name: string) => errors[name] ?? undefined
	return (
		<form method="post" className="max-w-xl">
			<input type="hidden" name="intent" value="agree" />
			{types ? (
				<Select name="type" label={say('penalty.type')} defaultValue={text('type', '')}>
					<option value="">{say('penalty.everyContract')}</option>
					{types.map(({ code, name }) => (
						<option key={code} value={code}>
							{name}
						</option>
					))}
				</Select>
			) : null}
			<Input
				name="rate"
				label={say('penalty.rate')}
				hint={say('penalty.rateHint')}
				defaultValue={text('rate', usualRate)}
				errors={wrong('rate')}
				inputMode="decimal"
				required
				after="%"
			/>
			<Input
				name="graceDays"
				label={say('penalty.grace')}
				hint={say('penalty.graceHint')}
				defaultValue={text('graceDays', '0')}
				errors={wrong('graceDays')}
				inputMode="numeric"
				required
			/>
			<div className="mt-4">
				<Checkbox name="chargeGrace" label={say('penalty.chargeGrace')} defaultChecked={typed.chargeGrace === 'on'} />
			</div>
			<div className="mt-4">
				<Checkbox
					name="billed"
					label={say('penalty.bill')}
					hint={say('penalty.billHint')}
					defaultChecked={typed.billed === 'on'}
				/>
			</div>
			<Input
				type="date"
				name="validFrom"
				label={say('penalty.from')}
				defaultValue={text('validFrom', today)}
				errors={wrong('validFrom')}
				required
			/>
			<div className="mt-6">
				<Button>{say('penalty.agree')}</Button>
			</div>
		</form>
	)
}

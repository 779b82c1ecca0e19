import type { Said } from '#core/product/said.ts'
import { Input, Select } from '#portal/ui/field.tsx'
import { sayProduct as say } from '#portal/words/staff-products.ts'
import { type Answer, typedText, wrongWith } from './posted.ts'
import { SaidFields } from './said-fields.tsx'

type PlanFieldsProps = {
	of: Record<'planName' | 'every' | 'everyUnit' | 'trialDays', string>
	/** What it is called by language. */
	names: Said
	answer: Answer
	/** Contracts have it. */
	stays?: boolean
}

/** What a plan is called, how often it bills, and how long it is free. */
export function PlanFields({ of, names, answer, stays = false }: PlanFieldsProps) {
	const field = (name: keyof typeof of) => ({
		name,
		defaultValue: typedText(answer, name, of[name]),
		errors: wrongWith(answer, name),
	})
	return (
		<>
			<div className="grid grid-cols-2 items-end gap-x-4 gap-y-4 lg:grid-cols-[2fr_1fr_1fr_1fr] [&>*]:mt-0 [&>:first-child]:col-span-2 lg:[&>:first-child]:col-span-1">
				<Input {...field('planName')} label={say('product.planName')} maxLength={100} placeholder="Monthly" />
				{stays ? (
					<>
						<input type="hidden" name="every" value={of.every} />
						<input type="hidden" name="everyUnit" value={of.everyUnit} />
					</>
				) : (
					<>
						<Input {...field('every')} label={say('product.every')} inputMode="numeric" maxLength={4} />
						<Select {...field('everyUnit')} label={<span className="sr-only">{say('product.everyUnit')}</span>}>
							{(['day', 'week', 'month', 'year'] as const).map((unit) => (
								<option key={unit} value={unit}>
									{say(`product.everyUnits.${unit}`)}
								</option>
							))}
						</Select>
					</>
				)}
				<Input {...field('trialDays')} label={say('product.trialDays')} inputMode="numeric" maxLength={4} />
			</div>
			<SaidFields of={{ planNames: names }} answer={answer} />
			{stays ? <p className="mt-3 text-muted text-sm">{say('product.intervalStays')}</p> : null}
		</>
	)
}

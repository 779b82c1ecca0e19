import type { Creditable, CreditableLine } from '#core/credit-note/find-creditable.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkbox, Radios } from '../../../ui/choice.tsx'
import { AmountInput, Input, Textarea } from '../../../ui/field.tsx'
import { sayCorrect as say } from '../../../words/staff-correct.ts'
import { useWords } from '../../../words/use-words.tsx'
import { Period } from '../../display.tsx'
import { formatMoney, formatNumber } from '../../format.ts'
import type { Typed } from './posted.ts'

export type Errors = Record<string, string[] | null> | undefined
type Props = { of: Creditable; currency: string; typed: Typed; errors: Errors }

/** How much of which lines is credited, why, and what becomes of what was paid. */
export function PartsForm({ of, currency, typed, errors }: Props) {
	const { lines, byCardMinor, paidByRule } = of
	const money = (minor: bigint) => formatMoney('en', { minor, currency })
	return (
		<form method="post" action="?correct=parts#correct">
			<input type="hidden" name="intent" value="parts" />
			<fieldset>
				<legend className="font-semibold">{say('correct.lines')}</legend>
				<p className="text-muted text-sm">{say('correct.linesHint')}</p>
				<ul className="mt-3 divide-y divide-line border-line border-y">
					{lines.map((line, index) => (
						<li key={line.id} className="py-4">
							<LineFields line={line} at={`lines[${index}]`} {...{ currency, errors }} typed={typed.lines?.[index]} />
						</li>
					))}
				</ul>
			</fieldset>
			<div className="mt-5 max-w-2xl">
				<Input
					name="reason"
					label={say('correct.reason')}
					hint={say('correct.reasonHint')}
					defaultValue={typed.reason}
					errors={errors?.reason ?? undefined}
					maxLength={300}
					required
				/>
				<Textarea
					name="message"
					label={say('correct.message')}
					hint={say('correct.messageHint')}
					defaultValue={typed.message}
					errors={errors?.message ?? undefined}
					maxLength={1000}
					rows={3}
					optional
				/>
				{byCardMinor > 0n ? (
					<div className="mt-5">
						<Radios
							legend={say('correct.paid')}
							hint={say('correct.paidHint')}
							name="paid"
							chosen={typed.paid ?? paidByRule}
							options={[
								{ value: 'balance', label: say('correct.toBalance'), hint: say('correct.toBalanceHint') },
								{
									value: 'card',
									label: say('correct.toCard'),
									hint: say('correct.toCardHint', { amount: money(byCardMinor) }),
								},
							]}
						/>
					</div>
				) : null}
			</div>
			<div className="mt-6">
				<Button>{say('correct.look')}</Button>
			</div>
		</form>
	)
}

type LineProps = {
	line: CreditableLine
	/** The beginning of the names of its fields. */
	at: string
	currency: string
	typed: NonNullable<Typed['lines']>[number] | undefined
	errors: Errors
}

function LineFields({ line, at, currency, typed, errors }: LineProps) {
	const sayAll = useWords()
	const money = (minor: bigint) => formatMoney('en', { minor, currency })
	const name = line.part ? sayAll(`why.named.${line.part}`, { name: line.description }) : line.description
	const whole = { left: money(line.leftMinor), charged: money(line.netMinor) }
	const label = (text: string) => (
		<>
			{text} <span className="sr-only">{say('correct.of', { line: name })}</span>
		</>
	)
	const several = line.quantity !== '1' && /[1-9]/.test(line.leftQuantity) && !line.leftQuantity.startsWith('-')
	return (
		<>
			<input type="hidden" name={`${at}.id`} value={line.id} />
			<div className="flex flex-wrap items-baseline justify-between gap-x-6">
				<span className="min-w-0 font-medium">
					{name}
					{line.periodFrom && line.periodTo ? (
						<span className="block font-normal text-muted text-sm">
							<Period from={line.periodFrom} to={line.periodTo} />
						</span>
					) : null}
				</span>
				<span className="figures text-muted">{say('correct.left', whole)}</span>
			</div>
			{line.corrected || line.leftMinor <= 0n ? (
				<p className="mt-1 text-muted text-sm">{say(line.corrected ? 'correct.corrected' : 'correct.nothingLeft')}</p>
			) : (
				<div className="mt-3 grid items-end gap-4 sm:grid-cols-3 [&>*]:mt-0">
					<div className="sm:pb-2.5">
						<Checkbox name={`${at}.rest`} label={label(say('correct.rest'))} defaultChecked={typed?.rest === 'on'} />
					</div>
					{several ? (
						<Input
							name={`${at}.quantity`}
							label={label(say('correct.quantity'))}
							hint={say('correct.leftQuantity', {
								left: formatNumber('en', line.leftQuantity),
								quantity: formatNumber('en', line.quantity),
							})}
							inputMode="decimal"
							autoComplete="off"
							className="figures text-right"
							defaultValue={typed?.quantity}
							errors={errors?.[`${at}.quantity`] ?? undefined}
						/>
					) : (
						<div className="hidden sm:block" />
					)}
					<AmountInput
						name={`${at}.amount`}
						label={label(say('correct.amount'))}
						currency={currency}
						defaultValue={typed?.amount}
						errors={errors?.[`${at}.amount`] ?? undefined}
						maxLength={40}
					/>
				</div>
			)}
		</>
	)
}

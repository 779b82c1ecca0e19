import { Form, useNavigation } from '@remix-run/react'
import { roundings } from '#core/price-update/roundings.ts'
import type { DeedKind } from '#core/restructuring/deed.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Input, Select } from '../../../ui/field.tsx'
import { FormProblems } from '../../../ui/form-problems.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { sayUpdate } from '../../../words/staff-price-updates.ts'
import { sayRestructuring as say } from '../../../words/staff-restructuring.ts'
import type { Wrong } from './asked.ts'

type FormProps = {
	kind: DeedKind
	said: [string, string][]
	answer: (Wrong & { typed: Record<string, string> }) | undefined
	plans: { id: string; name: string }[]
	targets: { id: string; number: string; title: string }[]
	today: string
	/** Where something else is chosen. */
	back: string
}

/** What a deed needs to be told. */
export function RestructuringForm({ kind, said, answer, plans, targets, today, back }: FormProps) {
	const { formMethod } = useNavigation()
	const typed = answer?.typed ?? {}
	const wrong = answer?.field
	/** A field with what is wrong with it. */
	const at = (field: string) => ({ id: field, ...(answer && field === wrong && { errors: [answer.problem] }) })
	const ends = kind === 'end' || kind === 'co_terminate'
	return (
		<Card className="max-w-2xl">
			<Form method="post">
				<FormProblems
					errors={answer && !wrong ? [answer.problem] : []}
					fields={wrong ? [{ label: say(`restructuring.${wrong}`), ...at(wrong) }] : []}
				/>
				{said.map(([name, value]) => (
					<input key={`${name} ${value}`} type="hidden" name={name} value={value} />
				))}
				<input type="hidden" name="kind" value={kind} />
				<Input
					name="name"
					{...at('name')}
					label={say('restructuring.name')}
					hint={say('restructuring.nameHint')}
					defaultValue={typed.name ?? say(`restructuring.kind.${kind}`)}
					maxLength={120}
					required
				/>
				{ends ? (
					<Input
						name="endsOn"
						{...at('endsOn')}
						type="date"
						label={say('restructuring.endsOn')}
						defaultValue={typed.endsOn}
						required
					/>
				) : (
					<Input
						name="on"
						{...at('on')}
						type="date"
						label={say('restructuring.on')}
						defaultValue={typed.on ?? today}
						required
					/>
				)}
				{kind === 'quantity' ? (
					<Input
						name="quantity"
						{...at('quantity')}
						label={say('restructuring.quantity')}
						defaultValue={typed.quantity}
						inputMode="decimal"
						required
					/>
				) : null}
				{kind === 'price_percent' ? (
					<>
						<Input
							name="percent"
							{...at('percent')}
							label={say('restructuring.percent')}
							hint={say('restructuring.percentHint')}
							defaultValue={typed.percent}
							after="%"
							required
						/>
						<Select name="rounding" label={say('restructuring.rounding')} defaultValue={typed.rounding ?? 'minor'}>
							{roundings.map((rounding) => (
								<option key={rounding} value={rounding}>
									{sayUpdate(`update.roundingOf.${rounding}`)}
								</option>
							))}
						</Select>
					</>
				) : null}
				{kind === 'price_amount' ? (
					<Input
						name="amount"
						{...at('amount')}
						label={say('restructuring.amount')}
						hint={say('restructuring.amountHint')}
						defaultValue={typed.amount}
						required
					/>
				) : null}
				{kind === 'product' ? (
					<>
						<Choose name="plan" {...at('plan')} label={say('restructuring.plan')} chosen={typed.plan} options={plans} />
						<Input
							name="unitPrice"
							{...at('unitPrice')}
							label={say('restructuring.unitPrice')}
							hint={say('restructuring.unitPriceHint')}
							defaultValue={typed.unitPrice}
							inputMode="decimal"
							optional
						/>
					</>
				) : null}
				{kind === 'move' || kind === 'merge' ? (
					<Choose
						name="target"
						{...at('target')}
						label={say('restructuring.target')}
						chosen={typed.target}
						options={targets.map(({ id, number, title }) => ({ id, name: title ? `${number} · ${title}` : number }))}
					/>
				) : null}
				<div className="mt-6 flex flex-wrap items-center gap-4">
					<Button busy={formMethod === 'POST'}>{say('restructuring.prepare')}</Button>
					<TextLink href={back}>{say('restructuring.otherDeed')}</TextLink>
				</div>
			</Form>
		</Card>
	)
}

type ChooseProps = {
	id: string
	name: string
	label: string
	errors?: string[]
	chosen: string | undefined
	options: { id: string; name: string }[]
}

function Choose({ chosen, options, ...field }: ChooseProps) {
	return (
		<Select {...field} defaultValue={chosen ?? ''} required>
			<option value="">{say('restructuring.targetChoose')}</option>
			{options.map((one) => (
				<option key={one.id} value={one.id}>
					{one.name}
				</option>
			))}
		</Select>
	)
}

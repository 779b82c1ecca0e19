import type { SubmissionResult } from '@conform-to/react'
import {
	type Condition,
	type ConditionKind,
	conditionKinds,
	limits,
	needsLimit,
	type Weight,
} from '#core/health/condition.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Chevron, control } from '../../../ui/field.tsx'
import { sayHealth as say } from '../../../words/staff-health.ts'
import { stepOf } from './reasons.tsx'

type ConditionsFormProps = {
	/** Of this template, or the company's. */
	templateId: string | null
	conditions: readonly Condition[]
	answer?: SubmissionResult<string[]> | undefined
}

/** A limit for each kind and weight; an empty one says nothing. */
export function ConditionsForm({ templateId, conditions, answer }: ConditionsFormProps) {
	const typed = answer?.initialValue as Record<string, string> | undefined
	const shown = (kind: ConditionKind, weight: Weight) => {
		if (typed) return typed[`${kind}_${weight}`] ?? ''
		const found = conditions.find((one) => one.kind === kind && one.weight === weight)
		return found ? String(found.threshold) : ''
	}
	return (
		<Card>
			<form method="post" action={`/staff/settings/health${templateId ? `?template=${templateId}` : ''}`}>
				<table className="w-full">
					<thead>
						<tr className="text-left text-muted text-sm">
							<th scope="col" className="pb-2 font-normal">
								{say('health.condition')}
							</th>
							<th scope="col" className="w-28 pb-2 pl-3 font-normal sm:w-40">
								{say('health.atRisk')}
							</th>
							<th scope="col" className="w-28 pb-2 pl-3 font-normal sm:w-40">
								{say('health.bad')}
							</th>
						</tr>
					</thead>
					<tbody>
						{conditionKinds.map((kind) => (
							<tr key={kind} className="border-line border-t">
								<th scope="row" className="py-2.5 pr-2 text-left font-normal">
									{say(`health.kind.${kind}`)}
								</th>
								{(['at_risk', 'bad'] as const).map((weight) => (
									<td key={weight} className="py-2.5 pl-3">
										<Limit kind={kind} weight={weight} value={shown(kind, weight)} />
									</td>
								))}
							</tr>
						))}
					</tbody>
				</table>
				<div className="mt-5">
					<Button>{say('health.save')}</Button>
				</div>
			</form>
		</Card>
	)
}

function Limit({ kind, weight, value }: { kind: ConditionKind; weight: Weight; value: string }) {
	const bound = {
		name: `${kind}_${weight}`,
		'aria-label': `${say(`health.kind.${kind}`)}: ${say(`health.state.${weight}`)}`,
	}
	if (!needsLimit(kind))
		return <input {...bound} type="checkbox" value="0" defaultChecked={value !== ''} className="size-5 accent-accent" />
	if (kind === 'service')
		return (
			<Chevron>
				<select {...bound} defaultValue={value} className={`${control} min-w-0 appearance-none pr-9`}>
					<option value="">{say('health.anyStep')}</option>
					{[1, 2, 3].map((step) => (
						<option key={step} value={step}>
							{stepOf(step)}
						</option>
					))}
				</select>
			</Chevron>
		)
	const { least, most } = limits[kind]
	return (
		<input
			{...bound}
			type="number"
			inputMode="numeric"
			min={least}
			max={most}
			defaultValue={value}
			className={`${control} figures min-w-0`}
		/>
	)
}

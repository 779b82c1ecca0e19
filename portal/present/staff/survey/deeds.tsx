import type { SurveySection } from '#core/credit-survey/form.ts'
import { Button } from '#portal/ui/button.tsx'
import { Card, Section } from '#portal/ui/card.tsx'
import { Radios } from '#portal/ui/choice.tsx'
import { Select, Textarea } from '#portal/ui/field.tsx'
import { useSurveyWords } from '#portal/words/use-survey-words.ts'
import { useKeptText } from '../phone/kept-text.ts'
import { useFieldName } from './section-form.tsx'

/** What was typed into one of these forms that was refused, and what is wrong with it by field. */
export type Refused = { typed: Record<string, string>; errors: Record<string, string[]> }

/** Of the form that does `intent`, where it was the one that was refused. */
const of = (intent: string, { typed, errors }: Refused): Refused =>
	typed.intent === intent ? { typed, errors } : { typed: {}, errors: {} }

type DispatchProps = Refused & { surveyors: { id: string; name: string }[]; chosen: string | null }

/** Who fills it in, or shall do so instead. */
export function DispatchForm({ surveyors, chosen, ...refused }: DispatchProps) {
	const { errors } = of('dispatch', refused)
	const say = useSurveyWords()
	return (
		<Card className="mt-6">
			<form method="post" className="grid items-end gap-4 sm:grid-cols-[1fr_auto]">
				<input type="hidden" name="intent" value="dispatch" />
				<Select
					name="surveyorId"
					label={say('survey.dispatchTo')}
					defaultValue={chosen ?? ''}
					errors={errors.surveyorId}
					required
				>
					<option value="">{say('survey.notChosen')}</option>
					{surveyors.map(({ id, name }) => (
						<option key={id} value={id}>
							{name}
						</option>
					))}
				</Select>
				<Button kind={chosen ? 'secondary' : 'primary'}>{say(chosen ? 'survey.another' : 'survey.dispatch')}</Button>
			</form>
		</Card>
	)
}

type SubmitProps = Refused & { missing: string[]; unsaved: boolean; keptAs: string }

/** The surveyor's own advice, and handing in. What is typed stays on the device too. */
export function SubmitForm({ missing, unsaved, keptAs, ...refused }: SubmitProps) {
	const { typed, errors } = of('submit', refused)
	const say = useSurveyWords()
	const nameOf = useFieldName()
	const keep = useKeptText(keptAs)
	return (
		<Section title={say('survey.handIn')} intro={say('survey.handInLead')} id="advice">
			<Card>
				{missing.length > 0 ? (
					<div className="mb-5">
						<p className="font-semibold">{say('survey.missing')}</p>
						<ul className="mt-1 list-disc pl-5">
							{missing.map((one) => {
								const [section = '', name = ''] = one.split('.')
								return (
									<li key={one}>
										<a href={`#${section}-${name}`} className="text-accent underline">
											{nameOf(section as SurveySection, name)}
										</a>
									</li>
								)
							})}
						</ul>
					</div>
				) : null}
				<form method="post" ref={keep.form} onInput={keep.typed}>
					<input type="hidden" name="intent" value="submit" />
					<Radios
						legend={say('survey.yourAdvice')}
						name="advice"
						required
						chosen={typed.advice}
						errors={errors.advice}
						options={(['grant', 'conditions', 'refuse'] as const).map((value) => ({
							value,
							label: say(`survey.advice.${value}`),
						}))}
					/>
					<Textarea
						name="text"
						label={say('survey.why')}
						hint={say('survey.whyHint')}
						required
						maxLength={4000}
						defaultValue={typed.text}
						errors={errors.text}
					/>
					<div className="mt-6">
						<Button disabledBecause={unsaved ? say('survey.unsaved') : undefined}>{say('survey.submit')}</Button>
					</div>
				</form>
			</Card>
		</Section>
	)
}

/** Concluding, or handing back for more. */
export function ConcludeForms(refused: Refused) {
	const [{ typed, errors }, back] = [of('close', refused), of('return', refused)]
	const say = useSurveyWords()
	return (
		<Section title={say('survey.conclude')} intro={say('survey.concludeLead')}>
			<div className="grid gap-4 lg:grid-cols-2">
				<Card>
					<form method="post">
						<input type="hidden" name="intent" value="close" />
						<Radios
							legend={say('survey.conclusion')}
							name="conclusion"
							required
							chosen={typed.conclusion}
							errors={errors.conclusion}
							options={(['grant', 'refuse'] as const).map((value) => ({
								value,
								label: say(`survey.conclusions.${value}`),
							}))}
						/>
						<Textarea
							name="note"
							label={say('survey.note')}
							optional
							rows={3}
							maxLength={2000}
							defaultValue={typed.note}
							errors={errors.note}
						/>
						<div className="mt-6">
							<Button>{say('survey.close')}</Button>
						</div>
					</form>
				</Card>
				<Card>
					<form method="post">
						<input type="hidden" name="intent" value="return" />
						<Textarea
							name="note"
							label={say('survey.returnWhat')}
							defaultValue={back.typed.note}
							errors={back.errors.note}
							required
							rows={3}
							maxLength={2000}
						/>
						<div className="mt-6">
							<Button kind="secondary">{say('survey.return')}</Button>
						</div>
					</form>
				</Card>
			</div>
		</Section>
	)
}

export function WithdrawForm(refused: Refused) {
	const { typed, errors } = of('withdraw', refused)
	const say = useSurveyWords()
	return (
		<details className="mt-10" open={typed.intent !== undefined}>
			<summary className="min-h-11 cursor-pointer text-accent">{say('survey.withdraw')}</summary>
			<Card className="mt-2 max-w-2xl">
				<form method="post">
					<input type="hidden" name="intent" value="withdraw" />
					<Textarea
						name="note"
						label={say('survey.withdrawWhy')}
						defaultValue={typed.note}
						errors={errors.note}
						required
						rows={2}
						maxLength={2000}
					/>
					<div className="mt-6">
						<Button kind="danger">{say('survey.withdraw')}</Button>
					</div>
				</form>
			</Card>
		</details>
	)
}

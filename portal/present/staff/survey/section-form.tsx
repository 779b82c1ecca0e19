import { useEffect, useRef } from 'react'
import {
	fieldsOf,
	type GuarantorPlace,
	guarantorPlaces,
	type SurveyField,
	type SurveySection,
} from '#core/credit-survey/form.ts'
import { Button } from '#portal/ui/button.tsx'
import { Card } from '#portal/ui/card.tsx'
import { AmountInput, Input, Select, Textarea } from '#portal/ui/field.tsx'
import { Notice } from '#portal/ui/notice.tsx'
import { Pill, type Tone } from '#portal/ui/pill.tsx'
import { useSurveyWords } from '#portal/words/use-survey-words.ts'
import type { SectionAnswer } from './answers.ts'
import { type Conflict, type SectionStatus, useKeptSection } from './kept-section.ts'

type Props = {
	surveyId: string
	userId: string
	section: SurveySection
	shown: Record<string, string>
	version: number
	savedBy: string
	currency: string
	/** What the server said of it where there is no script. */
	answer: { answer: SectionAnswer; typed: Record<string, string> } | null
	onSaved: (answer: Extract<SectionAnswer, { kind: 'saved' }>) => void
	onStatus: (section: SurveySection, status: SectionStatus) => void
	/** Of a guarantor's place, what they stand good for already. */
	note?: (place: GuarantorPlace) => React.ReactNode
}

const tones: Record<SectionStatus, Tone> = {
	empty: 'neutral',
	saved: 'good',
	typed: 'accent',
	loose: 'warn',
	sending: 'accent',
	waiting: 'warn',
	faulty: 'bad',
	changed: 'bad',
	refused: 'bad',
	signedOut: 'warn',
	late: 'warn',
}

/** A part of a survey's form, which saves itself; a plain form where there is no script. */
export function SectionForm({ surveyId, userId, section, savedBy, currency, answer, onStatus, note, ...rest }: Props) {
	const say = useSurveyWords()
	const form = useRef<HTMLFormElement>(null)
	const path = `/staff/surveys/${surveyId}/sections/${section}`
	const keptAs = `survey ${userId} ${surveyId} ${section}`
	const kept = useKeptSection(form, { ...rest, path, keptAs }, startOf(answer?.answer))
	const { status, faults, conflict, message } = kept
	useEffect(() => onStatus(section, status), [onStatus, section, status])
	const shown = answer?.typed ?? rest.shown
	const field = ([name, of]: [string, SurveyField]) => (
		<AnswerField
			key={name}
			{...{ section, name, of, currency }}
			shown={shown[name] ?? ''}
			errors={faults[name] ? [faults[name]] : undefined}
		/>
	)
	const fields = fieldsOf(section)
	return (
		<Card className="mt-4">
			<form
				ref={form}
				id={section}
				method="post"
				className="scroll-mt-4"
				aria-labelledby={`${section}-title`}
				onInput={kept.typed}
				onBlur={({ relatedTarget, currentTarget }) => {
					if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) kept.left()
				}}
				onSubmit={(event) => {
					event.preventDefault()
					kept.save()
				}}
			>
				<input type="hidden" name="intent" value="save" />
				<input type="hidden" name="section" value={section} />
				<input type="hidden" name="version" value={conflict?.version ?? kept.version} />
				<div className="mb-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
					<h2 id={`${section}-title`} className="font-semibold text-xl tracking-tight">
						{say(`survey.sections.${section}`)}
					</h2>
					<span role="status">
						<Status status={status} savedBy={savedBy} />
					</span>
				</div>
				{message ? (
					<div className="mb-4">
						<Notice kind="bad" live>
							{message}
						</Notice>
					</div>
				) : null}
				{conflict ? <Compare {...{ section, conflict, fields }} mine={form.current} typed={answer?.typed} /> : null}
				{section === 'assets' ? <p className="mb-4 text-muted">{say('survey.zero')}</p> : null}
				{section === 'guarantors' ? (
					guarantorPlaces.map((place) => (
						<details
							key={place}
							className="group border-line border-t py-3 first:border-0"
							open={isOpen(place, shown, faults)}
						>
							<summary className="min-h-11 cursor-pointer py-2 font-semibold">
								{say(`survey.places.${place}`)}
								{shown[`${place}.name`] ? ` · ${shown[`${place}.name`]}` : null}
							</summary>
							{note?.(place)}
							<Grid>{fields.filter(([name]) => name.startsWith(place)).map(field)}</Grid>
						</details>
					))
				) : (
					<Grid>{fields.map(field)}</Grid>
				)}
				<div className="mt-6 flex flex-wrap gap-3">
					{conflict ? (
						<>
							<Button type="submit" onClick={(event) => pressed(event, kept.keepMine)}>
								{say('survey.conflict.keepMine')}
							</Button>
							<Button kind="secondary" name="intent" value="take" onClick={(event) => pressed(event, kept.takeTheirs)}>
								{say('survey.conflict.takeTheirs')}
							</Button>
						</>
					) : (
						<Button
							kind={status === 'saved' || status === 'empty' ? 'secondary' : 'primary'}
							busy={status === 'sending'}
						>
							{say('survey.save')}
						</Button>
					)}
				</div>
			</form>
		</Card>
	)
}

function pressed(event: { preventDefault: () => void }, deed: () => void): void {
	event.preventDefault()
	deed()
}

const isOpen = (place: GuarantorPlace, shown: Record<string, string>, faults: Record<string, string>) =>
	place === 'first' ||
	[shown, faults].some((of) => Object.entries(of).some(([name, said]) => said && name.startsWith(place)))

/** Where the page starts after a form was posted without a script. */
function startOf(answer: SectionAnswer | undefined) {
	if (answer?.kind === 'faults') return { status: 'faulty' as const, faults: answer.faults }
	if (answer?.kind === 'refused') return { status: 'refused' as const, message: answer.message }
	if (answer?.kind === 'changed') return { status: 'changed' as const, conflict: answer }
	return {}
}

const Grid = ({ children }: { children: React.ReactNode }) => (
	<div className="grid gap-x-6 gap-y-5 sm:grid-cols-2 [&>*]:mt-0 [&>.wide]:sm:col-span-2">{children}</div>
)

function Status({ status, savedBy }: { status: SectionStatus; savedBy: string }) {
	const say = useSurveyWords()
	const long =
		status === 'signedOut' || status === 'late' || status === 'waiting' || status === 'typed' || status === 'loose'
	const text =
		status === 'saved' && savedBy ? say('survey.status.savedBy', { name: savedBy }) : say(`survey.status.${status}`)
	// A long one must break on a phone, which a pill does not.
	if (long)
		return <span className={`font-medium text-sm ${status === 'typed' ? 'text-accent' : 'text-warn'}`}>{text}</span>
	return <Pill tone={tones[status]}>{text}</Pill>
}

type AnswerProps = {
	section: SurveySection
	name: string
	of: SurveyField
	currency: string
	shown: string
	errors: string[] | undefined
}

function AnswerField({ section, name, of, currency, shown, errors }: AnswerProps) {
	const say = useSurveyWords()
	const label = useFieldName()(section, name)
	const props = {
		...{ name, label, errors, id: `${section}-${name}`, defaultValue: shown },
		...(of.needed ? { hint: say('survey.needed') } : {}),
	}
	switch (of.kind) {
		case 'money':
			return <AmountInput {...props} currency={currency} />
		case 'count':
			return <Input {...props} inputMode="numeric" autoComplete="off" />
		case 'date':
			return <Input {...props} type="date" />
		case 'text':
			return <Input {...props} autoComplete="off" maxLength={300} />
		case 'long':
			return (
				<div className="wide">
					<Textarea {...props} rows={3} maxLength={4000} />
				</div>
			)
		case 'choice':
			return (
				<Select {...props}>
					<option value="">{say('survey.notChosen')}</option>
					{of.of.map((code) => (
						<option key={code} value={code}>
							{say(`survey.choices.${lastOf(name)}.${code}` as 'survey.choices.home.owned')}
						</option>
					))}
				</Select>
			)
	}
}

const lastOf = (name: string) => name.split('.').at(-1) ?? name

/** What a field is called, with its place where there are several of the kind. */
export function useFieldName(): (section: SurveySection, name: string) => string {
	const say = useSurveyWords()
	return (section, name) => say(`survey.fields.${section}.${lastOf(name)}` as 'survey.fields.bank.bankName')
}

type CompareProps = {
	section: SurveySection
	conflict: Conflict
	fields: [string, SurveyField][]
	mine: HTMLFormElement | null
	typed: Record<string, string> | undefined
}

/** Both versions beside each other, where they differ. */
function Compare({ section, conflict, fields, mine, typed }: CompareProps) {
	const say = useSurveyWords()
	const nameOf = useFieldName()
	const own = (name: string) => {
		const field = mine?.elements.namedItem(name)
		return field && 'value' in field ? String(field.value) : (typed?.[name] ?? '')
	}
	const told = (name: string, { kind }: SurveyField, value: string) =>
		value === ''
			? say('survey.conflict.nothing')
			: kind === 'choice'
				? say(`survey.choices.${lastOf(name)}.${value}` as 'survey.choices.home.owned')
				: value
	const different = fields.filter(([name]) => own(name).trim() !== (conflict.saved[name] ?? ''))
	return (
		<div className="mb-5">
			<Notice kind="bad" live title={say('survey.conflict.title', { name: conflict.name })}>
				<p>{say('survey.conflict.lead')}</p>
				<dl className="mt-3 divide-y divide-line border-line border-t">
					{different.map(([name, of]) => (
						<div key={name} className="py-2">
							<dt className="font-semibold">{nameOf(section, name)}</dt>
							<dd>
								<span className="text-muted">{say('survey.conflict.theirs')}:</span>{' '}
								{told(name, of, conflict.saved[name] ?? '')}
							</dd>
							<dd>
								<span className="text-muted">{say('survey.conflict.mine')}:</span> {told(name, of, own(name))}
							</dd>
						</div>
					))}
				</dl>
			</Notice>
		</div>
	)
}

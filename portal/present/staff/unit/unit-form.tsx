import type { SubmissionResult } from '@conform-to/react'
import type { Unit } from '#core/unit/find.ts'
import { bound, PageForm, useIsPosting, usePageForm } from '../../../page-form.tsx'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/choice.tsx'
import { Details } from '../../../ui/details.tsx'
import { Input, Select } from '../../../ui/field.tsx'
import { FormProblems } from '../../../ui/form-problems.tsx'
import { sayUnit as say } from '../../../words/staff-units.ts'
import { saidWords } from '../said-words.ts'

const languages = ['en', 'ru', 'zh', 'vi'] as const

type Fields = Record<'name' | 'base' | 'numerator' | 'denominator' | 'whole' | 'code', string>

type UnitFormProps = {
	result: SubmissionResult<string[]> | undefined
	/** Those that others can be reckoned in. */
	bases: readonly string[]
	/** The one that is changed. */
	unit?: Unit | undefined
}

/** A unit more, or what one is. */
export function UnitForm({ result, bases, unit }: UnitFormProps) {
	const [form, fields] = usePageForm<Fields>(result, {
		id: 'unit-form',
		defaultValue: unit
			? {
					...{ name: unit.name, base: unit.base ?? '', code: unit.code, whole: unit.whole ? 'on' : '' },
					...{ numerator: String(unit.numerator), denominator: String(unit.denominator) },
				}
			: { numerator: '1', denominator: '1', code: 'C62', whole: 'on' },
	})
	const busy = useIsPosting()
	const words = saidWords(80)
		.catch({})
		.parse(result ? result.initialValue?.names : unit?.names)
	return (
		<PageForm form={form}>
			<FormProblems errors={form.errors} />
			<input type="hidden" name="intent" value={unit ? 'change' : 'add'} />
			{unit ? <input type="hidden" name="name" value={unit.name} /> : null}
			<div className="grid items-start gap-x-5 gap-y-5 sm:grid-cols-2 lg:grid-cols-4 [&>*]:mt-0">
				{unit ? null : <Input {...bound(fields.name)} label={say('unit.name')} maxLength={40} required />}
				<Select {...bound(fields.base)} label={say('unit.base')} hint={unit?.used ? say('unit.kept') : undefined}>
					<option value="">{say('unit.baseNone')}</option>
					{bases
						.filter((name) => name !== unit?.name)
						.map((name) => (
							<option key={name} value={name}>
								{name}
							</option>
						))}
				</Select>
				<Input {...bound(fields.numerator)} label={say('unit.numerator')} inputMode="numeric" maxLength={12} />
				<Input
					{...bound(fields.denominator)}
					label={say('unit.denominator')}
					hint={say('unit.denominatorHint')}
					inputMode="numeric"
					maxLength={12}
				/>
				<Input
					{...bound(fields.code)}
					label={say('unit.code')}
					hint={say('unit.codeHint')}
					maxLength={3}
					className="uppercase"
					required
				/>
			</div>
			<div className="mt-5">
				<Details summary={say('unit.inLanguages')} open={Object.keys(words).length > 0}>
					<p className="text-sm">{say('unit.inLanguagesHint')}</p>
					<div className="mt-3 grid gap-x-5 gap-y-4 text-ink sm:grid-cols-2 lg:grid-cols-4 [&>*]:mt-0">
						{languages.map((language) => (
							<Input
								key={language}
								name={`names.${language}`}
								label={say(`unit.wordIn.${language}`)}
								hint={say(`unit.wordHint.${language}`)}
								defaultValue={words[language] ?? ''}
								errors={result?.error?.[`names.${language}`] ?? undefined}
								lang={language}
								maxLength={80}
								optional
							/>
						))}
					</div>
				</Details>
			</div>
			<div className="mt-5">
				<Checkbox name="whole" label={say('unit.whole')} defaultChecked={unit ? unit.whole : true} />
			</div>
			<div className="mt-6">
				<Button busy={busy}>{unit ? say('unit.save') : say('unit.add')}</Button>
			</div>
		</PageForm>
	)
}

import { useId } from 'react'
import { type Language, languageCodes, languages } from '#portal/words/language.ts'
import { useLanguage, useWords } from '#portal/words/use-words.tsx'
import { Chevron } from './field.tsx'
import { useHere } from './link.tsx'

/** Each language under its own name. Works without script: its button is hidden only where choosing is enough. */
export function LanguageSwitch() {
	const say = useWords()
	const current = useLanguage()
	return (
		<PreferenceForm
			action="/settings/language"
			name="language"
			label={say('shell.language')}
			current={current}
			options={languageCodes.map((code: Language) => ({ value: code, label: languages[code].name, lang: code }))}
		/>
	)
}

type PreferenceFormProps = {
	action: string
	name: string
	label: string
	current: string
	options: { value: string; label: string; lang?: string }[]
}

/** A choice that is kept in a cookie: a list and, without script, a button. */
export function PreferenceForm({ action, name, label, current, options }: PreferenceFormProps) {
	const say = useWords()
	const id = useId()
	const here = useHere()
	return (
		<form method="post" action={action} className="flex items-center gap-2">
			<input type="hidden" name="back" value={here} />
			<label htmlFor={id}>{label}</label>
			<Chevron>
				<select
					id={id}
					name={name}
					defaultValue={current}
					onChange={(event) => event.currentTarget.form?.requestSubmit()}
					className="min-h-9 appearance-none rounded-field border border-edge bg-surface py-1 pr-8 pl-2.5 text-ink"
				>
					{options.map((option) => (
						<option key={option.value} value={option.value} lang={option.lang}>
							{option.label}
						</option>
					))}
				</select>
			</Chevron>
			<button
				type="submit"
				className="unscripted min-h-9 rounded-field border border-edge px-2.5 font-semibold text-ink"
			>
				{say('shell.apply')}
			</button>
		</form>
	)
}

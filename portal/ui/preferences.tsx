import type { ReactNode } from 'react'
import { languageCodes, languages } from '#portal/words/language.ts'
import { useLanguage, useWords } from '#portal/words/use-words.tsx'
import { Icon } from './icon.tsx'
import { useAppearance, useHere } from './link.tsx'

/** Each language under its own name, to be chosen with one press. */
export function LanguageSwitch() {
	const current = useLanguage()
	return (
		<Choices
			action="/settings/language"
			name="language"
			label={useWords()('shell.language')}
			current={current}
			options={languageCodes.map((code) => ({
				value: code,
				face: (
					<span
						lang={code}
						className={code === 'zh' ? 'zhongwen inline-block w-[2em] overflow-hidden whitespace-nowrap' : undefined}
					>
						{languages[code].name}
					</span>
				),
			}))}
		/>
	)
}

/** Light, dark, or as the device is set. */
export function ThemeSwitch() {
	const say = useWords()
	const options = [
		{ value: 'auto', name: say('shell.themeAuto'), icon: 'monitor' },
		{ value: 'light', name: say('shell.themeLight'), icon: 'sun' },
		{ value: 'dark', name: say('shell.themeDark'), icon: 'moon' },
	] as const
	return (
		<Choices
			action="/settings/theme"
			name="theme"
			label={say('shell.theme')}
			current={useAppearance() ?? 'auto'}
			options={options.map(({ value, name, icon }) => ({
				value,
				title: name,
				face: (
					<>
						<Icon of={icon} className="size-4.5" />
						<span className="sr-only">{name}</span>
					</>
				),
			}))}
		/>
	)
}

type ChoicesProps = {
	action: string
	name: string
	label: string
	current: string
	options: { value: string; face: ReactNode; title?: string }[]
}

/** A few choices side by side; a press keeps one in a cookie. Needs no script, and nothing changes unasked. */
function Choices({ action, name, label, current, options }: ChoicesProps) {
	return (
		<form method="post" action={action}>
			<input type="hidden" name="back" value={useHere()} />
			<fieldset className="flex flex-wrap items-center gap-x-0.5">
				<legend className="sr-only">{label}</legend>
				{options.map((option) => (
					<button
						key={option.value}
						type="submit"
						name={name}
						value={option.value}
						title={option.title}
						aria-current={option.value === current || undefined}
						className="inline-grid min-h-9 min-w-9 place-items-center rounded-field px-2 text-muted hover:bg-surface hover:text-ink aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:underline aria-[current]:decoration-2 aria-[current]:decoration-accent aria-[current]:underline-offset-6 has-[svg]:aria-[current]:bg-surface has-[svg]:aria-[current]:shadow-card"
					>
						{option.face}
					</button>
				))}
			</fieldset>
		</form>
	)
}

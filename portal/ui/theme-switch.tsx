import { useWords } from '#portal/words/use-words.tsx'
import { PreferenceForm } from './language-switch.tsx'
import { useAppearance } from './link.tsx'

/** Light, dark, or as the device is set. */
export function ThemeSwitch() {
	const say = useWords()
	return (
		<PreferenceForm
			action="/settings/theme"
			name="theme"
			label={say('shell.theme')}
			current={useAppearance() ?? 'auto'}
			options={[
				{ value: 'auto', label: say('shell.themeAuto') },
				{ value: 'light', label: say('shell.themeLight') },
				{ value: 'dark', label: say('shell.themeDark') },
			]}
		/>
	)
}

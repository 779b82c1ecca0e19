import type { ChangeableLine, Option } from '#core/product/option.ts'
import { type Choices, keyOf, queryOf } from './choices.ts'

type OtherChoicesProps = { choices: Choices; lines: readonly ChangeableLine[]; options: readonly Option[] }

/** What was chosen of lines that the search leaves out travels with the form. */
export function OtherChoices({ choices, lines, options }: OtherChoicesProps) {
	const shown = new Set([...lines.map(({ lineId }) => lineId), ...options.map(keyOf)])
	const hidden = [...queryOf(choices)].filter(([name, value]) => {
		const of = name === 'off' || name === 'on' || name === 'keep' ? value : name.slice(2)
		return name === 'keep' || !shown.has(of)
	})
	return hidden.map(([name, value]) => <input key={`${name} ${value}`} type="hidden" name={name} value={value} />)
}

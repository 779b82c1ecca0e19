import type { OwnValue } from '#core/own-field/read.ts'
import { OwnText } from './facts.tsx'

/** In a form, fields that may only be seen, as text. */
export function OwnLocked({ values }: { values: readonly OwnValue[] }) {
	return values.map((value) => (
		<div key={value.key} className="mt-5">
			<p className="font-medium">{value.name}</p>
			<p className="break-words text-muted">{value.text ? <OwnText value={value} /> : '–'}</p>
		</div>
	))
}

import { type InputHTMLAttributes, useId } from 'react'
import { Field, type FieldFacts } from './field.tsx'

/** A file from the person's device. `accept` limits the choice; the server checks again. */
export function FileField({
	label,
	hint,
	errors,
	optional,
	id: given,
	...rest
}: FieldFacts & Omit<InputHTMLAttributes<HTMLInputElement>, 'type'>) {
	const own = useId()
	return (
		<Field id={given ?? own} {...{ label, hint, errors }} optional={optional ?? false}>
			{(bound) => (
				<input
					{...rest}
					{...bound}
					type="file"
					className="block w-full cursor-pointer rounded-field border border-edge border-dashed bg-surface p-3 file:mr-4 file:min-h-9 file:cursor-pointer file:rounded-field file:border file:border-edge file:bg-sunken file:px-3 file:font-semibold file:text-ink aria-invalid:border-bad"
				/>
			)}
		</Field>
	)
}

import { type InputHTMLAttributes, type ReactNode, useId } from 'react'
import { Errors } from './field.tsx'

type ChoiceProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> & {
	label: ReactNode
	hint?: ReactNode
	errors?: string[] | undefined
}

/** One yes or no. */
export function Checkbox(props: ChoiceProps) {
	return <Choice type="checkbox" {...props} />
}

function Choice({ label, hint, errors, id: given, type, ...rest }: ChoiceProps & { type: 'checkbox' | 'radio' }) {
	const own = useId()
	const id = given ?? own
	const wrong = errors !== undefined && errors.length > 0
	const describedBy = [hint ? `${id}-hint` : '', wrong ? `${id}-error` : ''].filter(Boolean).join(' ')
	return (
		<div className="mt-3 first:mt-0">
			<div className="flex items-start gap-3">
				<input
					{...rest}
					id={id}
					type={type}
					aria-invalid={wrong || undefined}
					aria-describedby={describedBy || undefined}
					className="mt-1 size-5 shrink-0 cursor-pointer accent-accent"
				/>
				<div className="min-w-0">
					<label htmlFor={id} className="block cursor-pointer">
						{label}
					</label>
					{hint ? (
						<p id={`${id}-hint`} className="text-muted text-sm">
							{hint}
						</p>
					) : null}
				</div>
			</div>
			{wrong ? <Errors id={`${id}-error`} errors={errors} /> : null}
		</div>
	)
}

type RadiosProps = {
	legend: ReactNode
	name: string
	options: { value: string; label: ReactNode; hint?: ReactNode }[]
	chosen?: string | undefined
	hint?: ReactNode
	errors?: string[] | undefined
	id?: string
	required?: boolean
}

/** One of a few, all seen at once. */
export function Radios({ legend, name, options, chosen, hint, errors, id: given, required = false }: RadiosProps) {
	const own = useId()
	const id = given ?? own
	const wrong = errors !== undefined && errors.length > 0
	return (
		<fieldset
			id={id}
			className="mt-5 first-of-type:mt-0"
			aria-describedby={[hint ? `${id}-hint` : '', wrong ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined}
		>
			<legend className="mb-1 font-semibold">{legend}</legend>
			{hint ? (
				<p id={`${id}-hint`} className="mb-2 text-muted text-sm">
					{hint}
				</p>
			) : null}
			{options.map((option) => (
				<Choice
					key={option.value}
					type="radio"
					id={`${id}-${option.value}`}
					name={name}
					value={option.value}
					label={option.label}
					hint={option.hint}
					defaultChecked={option.value === chosen}
					required={required}
				/>
			))}
			{wrong ? <Errors id={`${id}-error`} errors={errors} /> : null}
		</fieldset>
	)
}

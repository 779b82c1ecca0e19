import {
	type InputHTMLAttributes,
	type ReactNode,
	type SelectHTMLAttributes,
	type TextareaHTMLAttributes,
	useId,
} from 'react'
import { useWords } from '#portal/words/use-words.tsx'
import { Icon } from './icon.tsx'

/** What every field is told besides its own attributes; Conform's `fieldProps` fill most of it. */
export type FieldFacts = {
	label: ReactNode
	/** Said before it is filled in: the form expected, where to find it. */
	hint?: ReactNode
	/** What is wrong with it, as sentences. */
	errors?: string[] | undefined
	optional?: boolean
}

export const control =
	'block w-full min-h-11 rounded-field border border-edge bg-surface px-3 py-2 text-ink placeholder:text-muted aria-invalid:border-bad aria-invalid:ring-1 aria-invalid:ring-bad disabled:bg-sunken disabled:text-muted'

/** Label, hint and error around one control, tied together for a screen reader. */
export function Field({
	label,
	hint,
	errors,
	optional,
	id,
	children,
}: FieldFacts & { id: string; children: (bound: Bound) => ReactNode }) {
	const say = useWords()
	const wrong = errors !== undefined && errors.length > 0
	const describedBy = [hint ? `${id}-hint` : '', wrong ? `${id}-error` : ''].filter(Boolean).join(' ')
	return (
		<div className="field mt-5 first-of-type:mt-0">
			<label htmlFor={id} className="mb-1 block font-semibold">
				{label}
				{optional ? <span className="font-normal text-muted"> · {say('shell.optional')}</span> : null}
			</label>
			{hint ? (
				<p id={`${id}-hint`} className="mb-1.5 text-muted text-sm">
					{hint}
				</p>
			) : null}
			{children({
				id,
				'aria-invalid': wrong || undefined,
				'aria-describedby': describedBy || undefined,
			})}
			{wrong ? <Errors id={`${id}-error`} errors={errors} /> : null}
		</div>
	)
}

export type Bound = { id: string; 'aria-invalid': true | undefined; 'aria-describedby': string | undefined }

export function Errors({ id, errors }: { id: string; errors: string[] }) {
	return (
		<p id={id} className="mt-1.5 font-medium text-bad text-sm">
			{errors.join(' ')}
		</p>
	)
}

type InputProps = FieldFacts & Omit<InputHTMLAttributes<HTMLInputElement>, 'children'> & { after?: ReactNode }

/** One line of text, an email address, a day, a number. `after` stands inside at the end: a unit, a currency. */
export function Input({ label, hint, errors, optional, after, id: given, className = '', ...rest }: InputProps) {
	const own = useId()
	return (
		<Field id={given ?? own} {...{ label, hint, errors }} optional={optional ?? false}>
			{(bound) => (
				<div className="relative">
					<input {...rest} {...bound} className={`${control} ${after ? 'pr-16' : ''} ${className}`} />
					{after ? (
						<span className="pointer-events-none absolute inset-y-0 right-3 grid items-center text-muted">{after}</span>
					) : null}
				</div>
			)}
		</Field>
	)
}

/** An amount of money in major units; its currency is always shown. */
export function AmountInput({ currency, ...rest }: InputProps & { currency: string }) {
	return <Input inputMode="decimal" autoComplete="off" {...rest} after={currency} className="figures text-right" />
}

export function Textarea({
	label,
	hint,
	errors,
	optional,
	id: given,
	...rest
}: FieldFacts & TextareaHTMLAttributes<HTMLTextAreaElement>) {
	const own = useId()
	return (
		<Field id={given ?? own} {...{ label, hint, errors }} optional={optional ?? false}>
			{(bound) => <textarea rows={4} {...rest} {...bound} className={control} />}
		</Field>
	)
}

type SelectProps = FieldFacts & SelectHTMLAttributes<HTMLSelectElement>

export function Select({ label, hint, errors, optional, id: given, children, ...rest }: SelectProps) {
	const own = useId()
	return (
		<Field id={given ?? own} {...{ label, hint, errors }} optional={optional ?? false}>
			{(bound) => (
				<Chevron>
					<select {...rest} {...bound} className={`${control} appearance-none pr-9`}>
						{children}
					</select>
				</Chevron>
			)}
		</Field>
	)
}

/** The arrow that says: a list opens here. */
export function Chevron({ children }: { children: ReactNode }) {
	return (
		<span className="relative block">
			{children}
			<Icon
				of="chevronDown"
				className="pointer-events-none absolute top-1/2 right-2.5 size-4.5 -translate-y-1/2 text-muted"
			/>
		</span>
	)
}

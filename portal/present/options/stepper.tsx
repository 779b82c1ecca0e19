import { useId } from 'react'
import { useWords } from '#portal/words/use-words.tsx'
import { numberIn, stepped } from './choices.ts'

type StepperProps = {
	name: string
	/** What is counted. */
	label: string
	value: string
	smallest: string | null
	largest: string
	/** Under the field: its bounds, and why one may not go further. */
	hint?: string | undefined
	wrong: boolean
	onChange: (value: string) => void
}

/** A count with a press for one fewer and one more; without script a field to type it in. */
export function Stepper({ name, label, value, smallest, largest, hint, wrong, onChange }: StepperProps) {
	const say = useWords()
	const id = useId()
	const count = Number(numberIn(value) ?? Number.NaN)
	const step = (by: 1 | -1) => onChange(stepped(value, by))
	const tooFew = !(count >= 1 && Number(stepped(value, -1)) >= Number(smallest ?? 0))
	const tooMany = !(count >= 0 && Number(stepped(value, 1)) <= Number(largest))
	return (
		<div>
			<div className="inline-flex items-stretch rounded-field border border-edge bg-surface has-[input:focus-visible]:outline-3 has-[input:focus-visible]:outline-accent has-[input:focus-visible]:outline-offset-2">
				<Press label={`${say('options.fewer')}: ${label}`} sign="−" off={tooFew} onPress={() => step(-1)} />
				<input
					id={id}
					name={name}
					value={value}
					onChange={(event) => onChange(event.currentTarget.value)}
					inputMode="decimal"
					autoComplete="off"
					maxLength={17}
					aria-label={`${say('contract.quantity')}: ${label}`}
					aria-invalid={wrong || undefined}
					aria-describedby={hint || wrong ? `${id}-hint` : undefined}
					className="figures min-h-11 w-16 bg-transparent px-1 text-center font-semibold outline-none aria-invalid:text-bad"
				/>
				<Press label={`${say('options.more')}: ${label}`} sign="+" off={tooMany} onPress={() => step(1)} />
			</div>
			{hint || wrong ? (
				<p id={`${id}-hint`} className={`mt-1 text-sm ${wrong ? 'font-medium text-bad' : 'text-muted'}`}>
					{wrong ? say('options.wrong') : hint}
				</p>
			) : null}
		</div>
	)
}

type PressProps = { label: string; sign: string; off: boolean; onPress: () => void }

function Press({ label, sign, off, onPress }: PressProps) {
	return (
		<button
			type="button"
			aria-label={label}
			aria-disabled={off || undefined}
			onClick={off ? undefined : onPress}
			className={`scripted grid w-11 shrink-0 place-items-center text-2xl leading-none ${off ? 'cursor-not-allowed text-muted/60' : 'text-accent hover:bg-accent-soft'}`}
		>
			<span aria-hidden="true">{sign}</span>
		</button>
	)
}

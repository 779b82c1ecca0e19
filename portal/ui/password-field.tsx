import { type InputHTMLAttributes, useId, useState } from 'react'
import { useWords } from '#portal/words/use-words.tsx'
import { Button } from './button.tsx'
import { control, Field, type FieldFacts } from './field.tsx'

type PasswordProps = FieldFacts & Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'children' | 'defaultValue'>

/** A password, hidden until one asks to see it. It may be pasted, and is never sent back to the page. */
export function PasswordInput({ label, hint, errors, optional, id: given, ...rest }: PasswordProps) {
	const say = useWords()
	const own = useId()
	const [isShown, setShown] = useState(false)
	return (
		<Field id={given ?? own} {...{ label, hint, errors }} optional={optional ?? false}>
			{(bound) => (
				<div className="flex gap-2">
					<input
						{...rest}
						{...bound}
						type={isShown ? 'text' : 'password'}
						autoCapitalize="none"
						spellCheck={false}
						maxLength={200}
						className={control}
					/>
					<Button
						type="button"
						kind="secondary"
						className="shrink-0 scripted"
						aria-pressed={isShown}
						aria-controls={bound.id}
						onClick={() => setShown(!isShown)}
					>
						{say(isShown ? 'password.hidden' : 'password.shown')}
					</Button>
				</div>
			)}
		</Field>
	)
}

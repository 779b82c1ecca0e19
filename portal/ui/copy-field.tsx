import { useId, useRef, useState } from 'react'
import { useWords } from '#portal/words/use-words.tsx'
import { Button } from './button.tsx'

/** Something to take along: a link, a reference. Selects itself on focus; the button appears where it can work. */
export function CopyField({ label, value }: { label: string; value: string }) {
	const say = useWords()
	const id = useId()
	const field = useRef<HTMLInputElement>(null)
	const [copied, setCopied] = useState(false)
	const copy = async () => {
		field.current?.select()
		await navigator.clipboard?.writeText(value).catch(() => {})
		setCopied(true)
	}
	return (
		<div>
			<label htmlFor={id} className="mb-1 block font-medium text-sm">
				{label}
			</label>
			<div className="flex gap-2">
				<input
					id={id}
					ref={field}
					readOnly
					value={value}
					onFocus={(event) => event.currentTarget.select()}
					className="min-h-11 w-full min-w-0 rounded-field border border-edge bg-sunken px-3 font-mono text-[0.9375rem]"
				/>
				<Button type="button" kind="secondary" className="shrink-0 scripted" onClick={copy}>
					<span aria-live="polite">{copied ? say('shell.copied') : say('shell.copy')}</span>
				</Button>
			</div>
		</div>
	)
}

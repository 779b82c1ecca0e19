import { useEffect, useRef } from 'react'
import { useWords } from '#portal/words/use-words.tsx'

type FormProblemsProps = {
	/** What is wrong with the form as a whole: a refusal in words. */
	errors?: string[] | undefined
	/** Problems of fields, each as `{ label, ...bound(fields.name) }`. */
	fields?: { id: string; label: string; errors?: string[] | undefined }[]
}

/** What stopped a form, at its top, with a link to each field; takes the focus when it appears. */
export function FormProblems({ errors = [], fields = [] }: FormProblemsProps) {
	const say = useWords()
	const box = useRef<HTMLDivElement>(null)
	const wrong = fields.filter((field) => field.errors && field.errors.length > 0)
	const shown = errors.length + wrong.length > 0
	useEffect(() => {
		if (shown) box.current?.focus()
	}, [shown])
	if (!shown) return null
	return (
		<div
			ref={box}
			role="alert"
			tabIndex={-1}
			className="mb-6 rounded-card border border-bad/50 bg-bad-soft px-4 py-3.5 focus:outline-3 focus:outline-bad"
		>
			{errors.map((error) => (
				<p key={error} className="font-semibold">
					{error}
				</p>
			))}
			{wrong.length > 0 ? (
				<>
					<p className="font-semibold">{say('shell.formProblems', { count: wrong.length })}</p>
					<ul className="mt-1 list-disc pl-5">
						{wrong.map((field) => (
							<li key={field.id}>
								<a href={`#${field.id}`} className="underline">
									{field.label}
								</a>
								: {field.errors?.join(' ')}
							</li>
						))}
					</ul>
				</>
			) : null}
		</div>
	)
}

import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useWords } from '#portal/words/use-words.tsx'
import { Button, type ButtonKind } from './button.tsx'

/**
 * A question in front of the page, in the browser's own dialog. Opened by `DialogButton` with the same id; where a
 * browser has neither invokers nor script, link to a page of its own instead.
 */
export function Dialog({
	id,
	title,
	children,
	foot,
}: {
	id: string
	title: string
	children: ReactNode
	foot?: ReactNode
}) {
	const say = useWords()
	return (
		<dialog
			id={id}
			aria-labelledby={`${id}-title`}
			className="w-[min(34rem,calc(100vw-2rem))] rounded-card border border-line bg-surface p-0 text-ink shadow-2xl backdrop:bg-ink/40 dark:backdrop:bg-paper/70"
		>
			<div className="flex items-start justify-between gap-4 px-6 pt-5">
				<h2 id={`${id}-title`} className="font-semibold text-xl">
					{title}
				</h2>
				<form method="dialog">
					<button type="submit" className="-mr-2 grid size-9 place-items-center rounded-field hover:bg-sunken">
						<X className="size-5" aria-hidden="true" />
						<span className="sr-only">{say('shell.close')}</span>
					</button>
				</form>
			</div>
			<div className="px-6 pt-2 pb-6">{children}</div>
			{foot ? (
				<div className="flex flex-wrap justify-end gap-3 border-line border-t bg-sunken/50 px-6 py-4">{foot}</div>
			) : null}
		</dialog>
	)
}

/** Opens the dialog of this id. */
export function DialogButton({
	opens,
	kind = 'secondary',
	children,
}: {
	opens: string
	kind?: ButtonKind
	children: ReactNode
}) {
	return (
		<Button
			type="button"
			kind={kind}
			command="show-modal"
			commandfor={opens}
			onClick={() => {
				const dialog = document.getElementById(opens)
				if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal()
			}}
		>
			{children}
		</Button>
	)
}

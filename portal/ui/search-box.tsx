import { type ReactNode, useId } from 'react'
import { useWords } from '#portal/words/use-words.tsx'
import { Button } from './button.tsx'
import { control } from './field.tsx'
import { Icon } from './icon.tsx'
import { Anchor } from './link.tsx'

type SearchBoxProps = {
	/** What is searched: "Number, customer or serial number". */
	label: string
	name?: string
	value?: string | undefined
	/** Where the form leads; this page by default. */
	action?: string | undefined
	/** The address without the search, to clear it. */
	clear?: string | undefined
	/** The key that leads into the field, told to a screen reader. */
	shortcut?: string
	/** Further filters beside the field. */
	children?: ReactNode
}

/** Finds in a list: a plain form, so the address of what was found can be kept. */
export function SearchBox({ label, name = 'search', value = '', action, clear, shortcut, children }: SearchBoxProps) {
	const say = useWords()
	const id = useId()
	return (
		<search className="no-print mb-5 block">
			<form method="get" {...(action ? { action } : {})} className="flex flex-wrap items-end gap-3">
				<div className="min-w-56 grow">
					<label htmlFor={id} className="mb-1 block font-medium text-sm">
						{label}
					</label>
					<div className="relative">
						<Icon of="search" className="absolute top-1/2 left-3 size-5 -translate-y-1/2 text-muted" />
						<input
							id={id}
							type="search"
							name={name}
							defaultValue={value}
							aria-keyshortcuts={shortcut}
							className={`${control} pl-10`}
						/>
					</div>
				</div>
				{children}
				<Button kind="secondary">{say('shell.search')}</Button>
				{value && clear ? (
					<Anchor href={clear} className="inline-flex min-h-11 items-center text-accent underline">
						{say('shell.clear')}
					</Anchor>
				) : null}
			</form>
		</search>
	)
}

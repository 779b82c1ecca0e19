import { useId } from 'react'
import { control } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { sayList as say } from '../../words/staff-lists.ts'

/** Finds anything from every page of the console. Enter sends it, as of any form with one field. */
export function FindBox({ value = '' }: { value?: string }) {
	const id = useId()
	return (
		<search>
			<form method="get" action="/staff/search" className="relative">
				<label htmlFor={id} className="sr-only">
					{say('list.findAnything')}
				</label>
				<Icon of="search" className="absolute top-1/2 left-3 size-4.5 -translate-y-1/2 text-muted" />
				<input
					id={id}
					type="search"
					name="for"
					defaultValue={value}
					placeholder={say('list.find')}
					maxLength={100}
					aria-keyshortcuts="g"
					className={`${control} pl-10`}
				/>
			</form>
		</search>
	)
}

import type { ReactNode } from 'react'

/** Fields as `customer.email`: those that are not there for who looks, and those that they only see. */
export type FormRights = { hidden: readonly string[]; locked: readonly string[] }
export const everything: FormRights = { hidden: [], locked: [] }

type RightedProps = {
	of: string
	rights: FormRights
	label: string
	/** What stands in it, where it is to be seen alone. */
	value: string | undefined
	children: ReactNode
}

/** A field of a form, as text where it may only be seen, and not at all where not even that. */
export function Righted({ of, rights, label, value, children }: RightedProps) {
	if (rights.hidden.includes(of)) return null
	if (!rights.locked.includes(of)) return children
	return (
		<div className="mt-5">
			<p className="font-medium">{label}</p>
			<p className="break-words text-muted">{value || '–'}</p>
		</div>
	)
}

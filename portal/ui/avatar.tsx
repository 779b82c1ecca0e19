/** Initials for a person or a firm. Only an ornament: the name always stands beside it. */
export function Avatar({ name }: { name: string }) {
	const words = name.trim().split(/\s+/)
	const first = [...(words[0] ?? '')][0] ?? ''
	const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : ''
	return (
		<span
			aria-hidden="true"
			className="inline-grid size-9 shrink-0 place-items-center rounded-full bg-accent-soft font-semibold text-accent text-sm"
		>
			{(first + last).toLocaleUpperCase()}
		</span>
	)
}

/** The house mark: one sheet cut into two counterparts. */
export function Mark({ className = 'size-7' }: { className?: string }) {
	return (
		<svg viewBox="0 0 32 32" className={className} aria-hidden="true">
			<path className="fill-accent" d="M4 4h10c3 4-3 8 0 12s-3 8 0 12H4z" />
			<path className="fill-seal" d="M18 4h10v24H18c-3-4 3-8 0-12s3-8 0-12z" />
		</svg>
	)
}

/** A thin line at the top while the next page is on its way. Takes no room, so nothing moves. */
export function NavigationBar({ busy, label }: { busy: boolean; label: string }) {
	return (
		<div role="status" className="no-print pointer-events-none fixed inset-x-0 top-0 z-50 h-[3px] overflow-hidden">
			{busy ? (
				<>
					<span className="sr-only">{label}</span>
					<span className="block h-full w-2/5 animate-[crossing_1.1s_ease-in-out_infinite] bg-accent" />
				</>
			) : null}
		</div>
	)
}

/** Where a proof is asked for before a sensitive act, and from where one comes back to what was chosen. */
export function confirmAddress(back: string): string {
	return `/confirm?${new URLSearchParams({ return: back })}`
}

import type { Frame } from './frame.ts'

/** Where a visitor's pages begin: the overview of the customer whose pages these are. */
export function homeOf({ visitor }: Frame): string {
	return `/overview${visitor?.of ?? ''}`
}

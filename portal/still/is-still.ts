/**
 * The handle of a page that only shows, and whose forms and links are the browser's own: it is sent without the
 * framework's script and without its data a second time. A phone then has a hundredth of the script to load and run, and
 * the server half of the work. What little such a page does by itself is in `script.ts`.
 */
export const stillPage = { still: true } as const

export function isStill(handle: unknown): boolean {
	return (handle as Partial<typeof stillPage> | undefined)?.still === true
}

import { z } from 'zod'

/** A place in a list, as `at` and an id, written into an address; nothing where somebody wrote it by hand and wrongly. */
export function readPlace(request: Request, at: z.ZodType<string>): { at: string; id: string } | undefined {
	const [id, ...rest] = (new URL(request.url).searchParams.get('after') ?? '').split('_')
	return z.object({ id: z.uuid(), at }).safeParse({ id, at: rest.join('_') }).data
}

export function writePlace({ at, id }: { at: string; id: string }): string {
	return encodeURIComponent(`${id}_${at}`)
}

/** A moment as PostgreSQL writes it. */
export const momentField = z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/)

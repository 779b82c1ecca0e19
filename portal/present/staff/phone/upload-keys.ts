import { z } from 'zod'
import { mostAttachments } from '#core/message/limits.ts'

/** Keys of photos that came ahead of a form, piece by piece. */
export const uploadKeys = z
	.string()
	.default('')
	.transform((text) => text.split(',').filter((key) => key !== ''))
	.pipe(z.array(z.uuid()).max(mostAttachments))

import { z } from 'zod'

/** As a form, a file or a program gives them. */
export const ownInput = z.record(z.string().max(40), z.string().max(2000)).optional()

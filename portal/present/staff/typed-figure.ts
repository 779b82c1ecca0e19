import { z } from 'zod'
import { sayAmend as say } from '#portal/words/staff-amend.ts'

/** A quantity or a price as people type it: of four forms of the console, with the same words where it is none. */
export const typedFigure = z
	.string()
	.trim()
	.regex(/^\d{1,15}(\.\d{1,10})?$/, say('amend.notFigure'))

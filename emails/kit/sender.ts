import { z } from 'zod'
import { colour, line, link } from './field.ts'

/** The company as its letters show it. */
export const sender = z.object({
	companyName: line,
	brandColour: colour.default('#1f4fd8'),
	/** Name, address and register of the company on one line: required in business letters of many countries. */
	legalLine: line.default(''),
	website: link.optional(),
	phone: line.default(''),
})

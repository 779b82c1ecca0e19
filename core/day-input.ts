import { z } from 'zod'

/** The first and the last day that anybody can mean. Before are slips of the keyboard; after it programs write "without an end". */
const earliestDay = '1900-01-01'
export const latestDay = '2899-12-31'

/** A day that comes from outside, as an ISO date. Days are reckoned further on from it, which has to stay possible. */
export const dayInput = z.iso.date().superRefine((text, context) => {
	if (text < earliestDay || text > latestDay) context.addIssue({ code: 'invalid_format', format: 'date', input: text })
})

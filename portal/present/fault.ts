import type { z } from 'zod'
import type { Speaker } from '#portal/words/speaker.ts'

/** What is wrong with a field, for zod: `schema.parse(value, { error: (issue) => faultOf(speaker, issue) })`. */
export function faultOf({ say }: Speaker, issue: z.core.$ZodRawIssue): string {
	if (issue.input === undefined || issue.input === null) return say('fault.missing')
	switch (issue.code) {
		case 'invalid_type':
			return typeFault(say, issue.expected)
		case 'too_small':
			if (issue.origin !== 'string') return say('fault.tooSmall', { least: Number(issue.minimum) })
			return issue.minimum === 1 ? say('fault.missing') : say('fault.tooShort', { count: Number(issue.minimum) })
		case 'too_big':
			if (issue.origin !== 'string') return say('fault.tooLarge', { most: Number(issue.maximum) })
			return say('fault.tooLong', { count: Number(issue.maximum) })
		case 'invalid_format':
			if (issue.format === 'email') return say('fault.notEmail')
			if (issue.format === 'number') return say('fault.notNumber')
			if (issue.format === 'percent') return say('fault.notPercent')
			return issue.format === 'date' ? say('fault.notDay') : say('fault.wrongForm')
		case 'invalid_value':
			return say('fault.notOffered')
		default:
			return say('fault.wrongForm')
	}
}

function typeFault(say: Speaker['say'], expected: string): string {
	return expected === 'number' || expected === 'bigint' ? say('fault.notNumber') : say('fault.wrongForm')
}

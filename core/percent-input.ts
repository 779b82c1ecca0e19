import { z } from 'zod'

/** A share from 0 to 100 per cent with up to six decimals, as text. */
export const percentInput = z
	.string()
	.trim()
	.superRefine((text, context) => {
		if (!/^(100(\.0{1,6})?|\d{1,2}(\.\d{1,6})?)$/.test(text))
			context.addIssue({ code: 'invalid_format', format: 'percent', input: text })
	})

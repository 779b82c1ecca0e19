import { z } from 'zod'
import { line, link } from './kit/field.ts'
import { addressed, defineLetter } from './kit/letter.ts'
import { methodInWords, paymentMethod } from './kit/payment-method.ts'
import { words } from './words/words.ts'

const input = addressed.extend({
	contractNumber: line,
	on: z.boolean(),
	method: paymentMethod,
	url: link,
})

/** To the customer: a contract's invoices are charged by themselves from now on, or no longer. */
export const letter = defineLetter('autopay-changed', input, (changed) => {
	const { contractNumber: number, on } = changed
	const say = words(changed.language).letters
	const own = say.autopayChanged
	const lead = on ? own.leadOn(number, methodInWords(changed.method, say)) : own.leadOff(number)
	return {
		subject: on ? own.subjectOn(number) : own.subjectOff(number),
		preview: lead,
		heading: on ? own.headingOn : own.headingOff,
		parts: [
			{ kind: 'say', text: lead },
			{ kind: 'say', text: on ? own.noteOn : own.noteOff },
			{ kind: 'button', label: own.view, url: changed.url },
		],
	}
})

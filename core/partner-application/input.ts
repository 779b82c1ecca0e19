import { z } from 'zod'
import { countryCodes } from '../country.ts'
import { refuseWrongVatNumber } from '../customer/input.ts'
import { refuse } from '../refusal.ts'

/** So many files may come with an application. */
export const mostFiles = 3
export const longestWish = 4000

/** What somebody who wants to become a partner says, as the page posts it. */
export const applicationInput = z.object({
	companyName: z.string().trim().min(1).max(200),
	contactName: z.string().trim().min(1).max(200),
	email: z.string().trim().pipe(z.email().max(254)),
	phone: z.string().trim().max(60).default(''),
	website: z.string().trim().max(300).default(''),
	country: z.enum(countryCodes),
	taxNumber: z.string().trim().max(60).default(''),
	wish: z.string().trim().min(1).max(longestWish),
	language: z.enum(['en', 'ru', 'zh', 'vi']),
	/** Made once for the form: sent again it is the same application. */
	key: z.uuid(),
})

export type ApplicationInput = z.input<typeof applicationInput>

/** Refuses `input.invalid` with the first field that is wrong, and `customer.vat_number_wrong`. */
export function checkApplication(input: ApplicationInput): z.output<typeof applicationInput> {
	const read = applicationInput.safeParse(input)
	if (!read.success) {
		const issue = read.error.issues[0]
		return refuse('input.invalid', { field: issue?.path.join('.') ?? '', problem: issue?.code ?? 'invalid' })
	}
	refuseWrongVatNumber(read.data)
	return read.data
}

import { z } from 'zod'
import { act, expectOk } from '#core/act.ts'
import { foundCompany } from '#core/company/found.ts'
import { isCurrency } from '#core/money.ts'
import { addUser } from '#core/staff/add-user.ts'
import { terminalActor, withBooks } from '../books.ts'
import { DONE, type Io, REFUSED } from '../command.ts'
import { readOptions, toJson, wrongUsage } from '../words.ts'

export const usage =
	'NAME --country DE --currency EUR --time-zone Europe/Berlin --administrator EMAIL [--language en] [--street S --postal-code C --city C] [--tax-number N] [--email E] [--json]'

const options = [
	'country',
	'currency',
	'time-zone',
	'administrator',
	'language',
	'street',
	'postal-code',
	'city',
	'tax-number',
	'email',
] as const

const schema = z.object({
	name: z.string().trim().min(1).max(200),
	country: z.string().regex(/^[A-Z]{2}$/),
	currency: z.string().refine(isCurrency),
	'time-zone': z.string().refine(isTimeZone),
	administrator: z.email(),
	language: z.enum(['en', 'ru', 'zh', 'vi']).default('en'),
	street: z.string().default(''),
	'postal-code': z.string().default(''),
	city: z.string().default(''),
	'tax-number': z.string().default(''),
	email: z.union([z.literal(''), z.email()]).default(''),
})

/** Writes the company into an empty database, with its first administrator: what a new deployment begins with. */
export async function run(words: readonly string[], io: Io): Promise<number> {
	const given = readOptions(words, options, ['json'])
	const read = schema.safeParse({ ...given?.values, name: given?.words[0] })
	if (given?.words.length !== 1 || !read.success) return wrongUsage(io, 'found', usage)
	const { name, administrator, email, ...company } = read.data
	return await withBooks(
		io,
		async (books) => {
			const founded = await foundCompany(books.sql, {
				name,
				legalName: name,
				email: email || administrator,
				country: company.country,
				currency: company.currency,
				language: company.language,
				street: company.street,
				postalCode: company['postal-code'],
				city: company.city,
				taxNumber: company['tax-number'],
				timeZone: company['time-zone'],
			})
			if (!founded) {
				io.err('Refused: this database has a company already.')
				return REFUSED
			}
			const user = { name: administrator.split('@')[0] ?? '', email: administrator, role: 'administrator' as const }
			expectOk(await act(books, terminalActor, addUser, user))
			if (given.flags.has('json')) io.out(toJson({ company: name, administrator }))
			else io.out(`${name} is founded. ${administrator} signs in at /sign-in/staff.`)
			return DONE
		},
		{ empty: true },
	)
}

function isTimeZone(name: string): boolean {
	try {
		Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
		return true
	} catch {
		return false
	}
}

import { z } from 'zod'

const id = z.uuid().optional().catch(undefined)
const address = z.object({
	months: z.enum(['3', '6', '12', '24']).catch('6'),
	currency: z
		.string()
		.regex(/^[A-Z]{3}$/)
		.optional()
		.catch(undefined),
	group: id,
	person: id,
})

export type ForecastAsked = z.output<typeof address>

export function readForecastAsked(request: Request): ForecastAsked {
	return address.parse(Object.fromEntries(new URL(request.url).searchParams))
}

export function forecastAddress(path: string, asked: ForecastAsked): string {
	const query = new URLSearchParams()
	for (const [name, value] of Object.entries(asked)) if (value !== undefined) query.set(name, value)
	return `${path}?${query}`
}

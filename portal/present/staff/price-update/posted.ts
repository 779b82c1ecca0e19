import type { DraftPriceUpdate } from '#core/price-update/draft.ts'
import { sayUpdate as say } from '../../../words/staff-price-updates.ts'

/** Rows of a form for countries that have a notice of their own. */
export const countryRows = [0, 1, 2] as const

export type PostedUpdate = { typed: Record<string, string>; productIds: string[] }

export function readPosted(form: FormData): PostedUpdate {
	const typed: Record<string, string> = {}
	for (const [name, value] of form) if (typeof value === 'string' && name !== 'productIds') typed[name] = value.trim()
	return { typed, productIds: form.getAll('productIds').map(String) }
}

/** The update that a form asks for, its file aside; or what is wrong with it, in a sentence. */
export function updateOf({ typed, productIds }: PostedUpdate): DraftPriceUpdate | string {
	const name = typed.name ?? ''
	if (name === '') return say('update.missing', { field: say('update.name') })
	const percent = (typed.percent || '0').replace(',', '.').replace('%', '').trim()
	if (!/^-?\d{1,3}(\.\d{1,4})?$/.test(percent)) return say('update.wrong', { field: say('update.percent') })
	const noticeDays = daysOf(typed.noticeDays)
	if (noticeDays === undefined) return say('update.wrong', { field: say('update.noticeDays') })
	if (typed.at === 'day' && !typed.on) return say('update.missing', { field: say('update.on') })
	const countries = []
	for (const row of countryRows) {
		const country = typed[`country-${row}`]
		if (!country) continue
		const days = daysOf(typed[`noticeDays-${row}`] || typed.noticeDays)
		if (days === undefined) return say('update.wrong', { field: say('update.noticeDays') })
		countries.push({
			country,
			noticeDays: days,
			message: typed[`message-${row}`] ?? '',
			said: saidIn(typed, `-${row}`),
		})
	}
	return {
		name,
		rule: {
			...{ percent, productIds, noticeDays, countries, message: typed.message ?? '', said: saidIn(typed, '') },
			rounding: (typed.rounding || 'minor') as 'minor',
			onlyUp: typed.onlyUp === 'on',
			starts: typed.at === 'day' ? { at: 'day', on: typed.on ?? '' } : { at: 'renewal' },
		},
	}
}

export const messageLanguages = ['en', 'ru', 'zh', 'vi'] as const

/** Words for readers of one language, where there are some. */
function saidIn(typed: Record<string, string>, of: string) {
	return Object.fromEntries(
		messageLanguages.flatMap((language) => {
			const text = typed[`message-${language}${of}`]
			return text ? [[language, text]] : []
		}),
	)
}

function daysOf(text: string | undefined): number | undefined {
	return text && /^\d{1,3}$/.test(text) ? Number(text) : undefined
}

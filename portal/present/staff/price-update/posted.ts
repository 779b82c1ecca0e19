import { dayInput } from '#core/day-input.ts'
import type { DraftPriceUpdate } from '#core/price-update/draft.ts'
import { sayUpdate as say } from '../../../words/staff-price-updates.ts'
import { messageLanguages } from './languages.ts'

export type PostedUpdate = { typed: Record<string, string>; productIds: string[] }

/** What is wrong, by the field it is wrong in. */
export type UpdateErrors = Record<string, string[]>

export function readPosted(form: FormData): PostedUpdate {
	const typed: Record<string, string> = {}
	for (const [name, value] of form)
		if (typeof value === 'string' && name !== 'productIds')
			typed[name] = value.replaceAll('\0', '').replaceAll('\r\n', '\n').trim()
	return { typed, productIds: form.getAll('productIds').map(String) }
}

/** The update that a form asks for, its file aside; or what is wrong with it. */
export function updateOf({ typed, productIds }: PostedUpdate): { update: DraftPriceUpdate } | { errors: UpdateErrors } {
	const errors: UpdateErrors = {}
	const name = typed.name ?? ''
	if (name === '') errors.name = [say('update.missing', { field: say('update.name') })]
	else if (name.length > 120) errors.name = [say('update.tooLong', { most: 120 })]
	const percent = (typed.percent || '0').replace(',', '.').replace('−', '-').replace('%', '').trim()
	if (!/^-?\d{1,3}(\.\d{1,4})?$/.test(percent) || Number(percent) <= -100) errors.percent = [say('update.percentWrong')]
	if (typed.at === 'day' && !typed.on) errors.on = [say('update.missing', { field: say('update.on') })]
	else if (typed.at === 'day' && !dayInput.safeParse(typed.on).success) errors.on = [say('update.onWrong')]
	for (const [field, text] of Object.entries(typed)) {
		if (field.startsWith('message') && text.length > 2000) errors[field] = [say('update.tooLong', { most: 2000 })]
		const isDays = field.startsWith('noticeDays') && (text !== '' || field === 'noticeDays')
		if (isDays && daysOf(text) === undefined) errors[field] = [say('update.noticeWrong')]
	}
	const noticeDays = daysOf(typed.noticeDays)
	if (noticeDays === undefined) errors.noticeDays = [say('update.noticeWrong')]
	if (noticeDays === undefined || Object.keys(errors).length > 0) return { errors }
	return {
		update: {
			name,
			rule: {
				...{ percent, productIds, noticeDays, message: typed.message ?? '', said: saidIn(typed, '') },
				countries: countriesIn(typed).map((country) => ({
					country,
					noticeDays: daysOf(typed[`noticeDays-${country}`]) ?? noticeDays,
					message: typed[`message-${country}`] ?? '',
					said: saidIn(typed, `-${country}`),
				})),
				rounding: (typed.rounding || 'minor') as 'minor',
				onlyUp: typed.onlyUp === 'on',
				starts: typed.at === 'day' ? { at: 'day', on: typed.on ?? '' } : { at: 'renewal' },
			},
		},
	}
}

/** The countries for which something of their own was typed. */
export function countriesIn(typed: Record<string, string>): string[] {
	const named = Object.entries(typed).flatMap(([field, text]) => {
		const [, country] = /^(?:noticeDays|message(?:-[a-z]{2})?)-([A-Z]{2})$/.exec(field) ?? []
		return country && text !== '' ? [country] : []
	})
	return [...new Set(named)].sort()
}

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
	return text && /^\d{1,3}$/.test(text) && Number(text) <= 730 ? Number(text) : undefined
}

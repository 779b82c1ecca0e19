import { readCookie } from './words/language.ts'

export const themes = ['light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** The reader's own choice; undefined follows the device. */
export function themeOf(request: Request): Theme | undefined {
	const chosen = readCookie(request, 'theme')
	return themes.find((theme) => theme === chosen)
}

/** The cookie that keeps the choice for a year, or forgets it. */
export function themeCookie(theme: Theme | undefined): string {
	return `theme=${theme ?? ''}; Path=/; Max-Age=${theme ? 31_536_000 : 0}; SameSite=Lax; HttpOnly`
}

import { readCookie } from './words/language.ts'

export const themes = ['light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** The reader's own choice; undefined follows the device. */
export function themeOf(request: Request): Theme | undefined {
	const chosen = readCookie(request, 'theme')
	return themes.find((theme) => theme === chosen)
}

/** The cookie that keeps the choice for a year, or forgets it. `secure`: it travels over https only. */
export function themeCookie(theme: Theme | undefined, secure: boolean): string {
	const age = theme ? 31_536_000 : 0
	return `theme=${theme ?? ''}; Path=/; Max-Age=${age}; SameSite=Lax; HttpOnly${secure ? '; Secure' : ''}`
}

import type { MetaFunction } from '@remix-run/node'
import type { Frame } from './frame.ts'

type Titled = { title: string; frame: Frame }

/** The title of a browser's tab: the page's own, then the company. `export const meta = titled<typeof loader>()`. */
export function titled<Loader>(): MetaFunction<Loader> {
	return ({ data }) => {
		const { title, frame } = (data ?? {}) as Partial<Titled>
		return [{ title: [title, frame?.company].filter(Boolean).join(' · ') || 'Counterpart' }]
	}
}

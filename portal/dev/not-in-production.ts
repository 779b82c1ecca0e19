import type { AppLoadContext } from '@remix-run/node'
import { notFound } from '../problem.ts'

/** These pages do not exist in production. */
export function notInProduction({ settings }: Pick<AppLoadContext, 'settings'>): void {
	if (settings.production) throw notFound()
}

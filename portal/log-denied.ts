import type { Books } from '#core/act.ts'
import { nameActor } from '#core/event.ts'
import type { Log } from './log.ts'

/** A line for everything that somebody tried and may not: who, and what. Other refusals are everyday business. */
export function logDenied(log: Log): NonNullable<Books['heard']> {
	return (actor, { code, facts }) => {
		if (code === 'not_permitted' || code.startsWith('link.'))
			log.warn({ actor: nameActor(actor), code, ...facts }, 'denied')
	}
}

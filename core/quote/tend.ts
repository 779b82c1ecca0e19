import type { Scope } from '../act.ts'
import { queueEffects } from '../outbox/queue.ts'
import { permit } from '../permit.ts'
import { closeQuotes } from './withdraw.ts'

/** How many days before its last one an open quote is called to mind. */
const reminderDays = 3

/** Closes the quotes whose last day has passed, and reminds of those that are about to. Once a day is enough. Set-based. */
export async function tendQuotes(scope: Scope): Promise<{ expired: number; reminded: number }> {
	permit(scope, 'invoice.run')
	const { sql, today } = scope
	const expired = await closeQuotes(
		scope,
		'expired',
		sql`id in (
		select id from quote where state = 'sent' and valid_until < ${today} for update skip locked)`,
	)
	const reminded = await sql<{ id: string }[]>`
		update quote set reminded_at = ${scope.now} where id in (
			select id from quote where state = 'sent' and reminded_at is null
				and valid_until between ${today} and ${today.add({ days: reminderDays })}
				and sent_at < ${scope.now.subtract({ hours: 24 * reminderDays })}
			for update skip locked)
		returning id`
	await queueEffects(
		scope,
		reminded.map(({ id }) => ({
			kind: 'mail',
			key: `letter:quote-reminder:${id}`,
			payload: { letter: 'quote-reminder', quoteId: id },
		})),
	)
	return { expired: expired.length, reminded: reminded.length }
}

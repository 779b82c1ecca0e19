import { webApi } from '@slack/bolt'
import { NotYet, Undeliverable } from '#core/outbox/deliver.ts'
import { Gone } from '../platform.ts'

/** Places and messages that are not there any more, and never will be. */
const gone = new Set([
	'channel_not_found',
	'not_in_channel',
	'is_archived',
	'message_not_found',
	'cant_update_message',
	'edit_window_closed',
	'user_not_found',
	'users_not_found',
	'user_disabled',
	'cannot_dm_bot',
	'thread_not_found',
	'user_not_in_channel',
])
/** Somebody has to mend the connection first: an hour, and the log says it each time. */
const closed = new Set([
	'invalid_auth',
	'not_authed',
	'account_inactive',
	'token_revoked',
	'token_expired',
	'missing_scope',
])
/** Slack's own trouble. */
const passing = new Set([
	'internal_error',
	'fatal_error',
	'service_unavailable',
	'request_timeout',
	'ratelimited',
	'team_added_to_org',
])

/** Asks Slack, and tells the deliverer what its no means. */
export async function asked<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
	try {
		return await ask()
	} catch (error) {
		if (error instanceof webApi.WebAPIRateLimitedError) throw new NotYet('Slack asks to wait', error.retryAfter)
		if (!(error instanceof webApi.WebAPIPlatformError)) throw error
		const code = error.data.error
		if (gone.has(code)) throw new Gone(`Slack: ${code}`)
		if (closed.has(code)) throw new NotYet(`Slack: ${code}`, 3600)
		if (passing.has(code)) throw error
		throw new Undeliverable(`Slack: ${code}`)
	}
}

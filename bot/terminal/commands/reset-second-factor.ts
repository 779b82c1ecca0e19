import { act } from '#core/act.ts'
import { resetSecondFactor } from '#core/sign-in/second-factor/reset.ts'
import { findByEmail } from '#core/staff/find-by-email.ts'
import { terminalActor, withBooks } from '../books.ts'
import { DONE, type Io, REFUSED } from '../command.ts'
import { readOptions, sayRefusal, toJson, wrongUsage } from '../words.ts'

export const usage =
	'EMAIL --reason TEXT [--json]   (for staff who have lost theirs and have no other administrator to help; the audit trail keeps it)'

/**
 * Takes app, passkeys and recovery codes from somebody who has lost them, and ends their sessions: they come in by letter
 * alone, and set another up. The last way in for the only administrator.
 */
export async function run(words: readonly string[], io: Io): Promise<number> {
	const given = readOptions(words, ['reason'], ['json'])
	const [email, ...others] = given?.words ?? []
	const reason = given?.values.reason?.trim()
	if (!given || !email || others.length > 0 || !reason) return wrongUsage(io, 'reset-second-factor', usage)
	return await withBooks(io, async (books) => {
		const asJson = given.flags.has('json')
		const outcome = await act(
			books,
			terminalActor,
			async (scope) => {
				const { userId } = await findByEmail(scope, { email })
				await resetSecondFactor(scope, { userId, reason })
			},
			undefined,
		)
		if (!outcome.ok) {
			const { refusal } = outcome
			if (refusal.code !== 'not_found' || asJson) return sayRefusal(io, refusal, asJson)
			const isNobody = refusal.facts.noun === 'staff_user'
			io.err(isNobody ? `Nobody on the staff has the address ${email}.` : `${email} has no second factor.`)
			return REFUSED
		}
		if (asJson) io.out(toJson({ email, reason }))
		else
			io.out(
				`${email} comes in by a letter alone now, at /sign-in/staff, and has been written to. A new one is set up under Second factor.`,
			)
		return DONE
	})
}

import type { Scope } from '../../act.ts'
import { sealSecret } from '../../seal.ts'
import { realTime } from '../real-time.ts'
import { hashRecovery, newRecoveryCodes, newSecret } from './code.ts'
import { lockFactor, sealOf } from './factor.ts'

/** `key` is the product's secret key. */
type Whose = { userId: string; key: string }

/** Ten recovery codes for whoever has none, for passkeys too can be lost; null for whoever has some. */
export async function giveRecoveryCodes(scope: Scope, { userId, key }: Whose): Promise<string[] | null> {
	await scope.sql`
		insert into second_factor (user_id, secret, created_at)
		values (${userId}, ${sealSecret(sealOf(key, userId), newSecret())}, ${realTime(scope)}) on conflict (user_id) do nothing`
	const factor = await lockFactor(scope, userId)
	if (factor && factor.recoveryHashes.length > 0) return null
	return await renewRecoveryCodes(scope, userId)
}

/** Ten others in place of those there were. */
export async function renewRecoveryCodes({ sql }: Scope, userId: string): Promise<string[]> {
	const codes = newRecoveryCodes()
	const hashes = codes.map((code) => hashRecovery(code).toString('hex'))
	await sql`
		update second_factor set recovery_hashes = (select array_agg(decode(hash, 'hex')) from unnest(${hashes}::text[]) as hash)
		where user_id = ${userId}`
	return codes
}

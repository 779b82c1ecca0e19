import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Scope } from '../act.ts'
import { needsSomebody, propose } from '../approval/ask.ts'
import { requestChange } from '../approval/request-change.ts'
import { lockContract } from '../contract/lock.ts'
import { nameActor } from '../event.ts'
import { permitUnconfirmed } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { permitConfirmed } from '../sign-in/confirm.ts'
import { applyChange, contractsOf } from './apply-change.ts'
import { cancelContract, undoCancel } from './cancel.ts'
import type { ApplyChange, ContractChange } from './change.ts'
import { evaluateChange } from './evaluate-change.ts'
import { type ToldChange, tellChange } from './tell-change.ts'
import { isLeaving, lowersPrices, mayLeave } from './whose-word.ts'

export type MakeChange = {
	/** Of several contracts changed together: the first. */
	contractId: string
	change: ContractChange
	/** The fingerprint of the preview that the person looked at. */
	seen: string
	/** Made once per form shown: sent again, it is answered as the first time. */
	key: string
	reason?: string
	/** From when, and how: staff say it, for customers their rules do. */
	on?: string
	timing?: 'now' | 'period_end'
	prorate?: boolean
	/** It was said that a person must agree: ask them, with a word to them. */
	ask?: boolean
	note?: string
	/** What the browser holds of a code mailed to the holder of its link (core/sign-in/confirm.ts). */
	proof?: string | undefined
}

/** What a form did, kept with the first contract that it changed: changed it, or asked for that. */
export type MadeChange = { contractId: string; requestId: string | null }

/**
 * Does what the form of a change says, once: pressed twice, sent again by the back button or from a second tab, it changes
 * nothing more. Refuses `link.code_needed`, `changed_meanwhile` for another change under the same key, and what
 * `applyChange` and `requestChange` refuse.
 */
export async function makeChange(scope: Scope, input: MakeChange): Promise<MadeChange> {
	permitUnconfirmed(scope, 'contract.change')
	if (!z.uuid().safeParse(input.key).success) refuse('input.invalid', { field: 'key', problem: 'invalid_format' })
	const { contractId, change, seen, key, reason, on, timing, prorate } = input
	await lockContract(scope, contractId)
	const digest = digestOf(scope, input)
	const [made] = await scope.sql<(MadeChange & { digest: string })[]>`
		select digest, contract_id as "contractId", request_id as "requestId" from change_attempt
		where contract_id = any(${contractsOf({ contractId, change })}::uuid[]) and key = ${key}`
	if (made?.digest === digest) return { contractId: made.contractId, requestId: made.requestId }
	if (made) refuse('changed_meanwhile', { noun: 'contract' })
	await permitConfirmed(scope, 'contract.change', input.proof)
	const told = await tellChange(scope, { contractId, change })
	const asked = {
		...{ contractId, change, seen, ...(reason ? { reason } : {}) },
		...{ ...(on && { on }), ...(timing && { timing }), ...(prorate !== undefined && { prorate }) },
	}
	if (input.ask) {
		const { id } = await requestChange(scope, { ...asked, note: input.note ?? '' })
		await write(scope, input, { digest, told, sequence: null, invoiceIds: [], requestId: id })
		return { contractId, requestId: id }
	}
	const applied = await applyOrAsk(scope, asked, input.proof)
	if ('requestId' in applied) {
		const { requestId } = applied
		await write(scope, input, { digest, told, sequence: null, invoiceIds: [], requestId })
		return { contractId, requestId }
	}
	const { amendments, invoiceIds } = applied
	const changed = amendments.find((amendment) => amendment.contractId === contractId) ?? amendments[0]
	if (!changed) throw new Error('A change wrote no amendment')
	const { sequence } = changed
	const kept = { ...input, contractId: changed.contractId }
	await write(scope, kept, { digest, told, sequence, invoiceIds, requestId: null })
	return { contractId: kept.contractId, requestId: null }
}

/**
 * Notice is the same act by whatever form it comes, with its letters, its reason kept, and its workflow. Lower prices, and
 * ends by other names than a cancellation, are made by staff, or asked for where a workflow of the
 * company wants somebody to agree. Of a change that is both, whoever agrees to the end sees the prices with it.
 */
async function applyOrAsk(scope: Scope, { seen, ...asked }: ApplyChange, proof: string | undefined) {
	const { contractId, change, on } = asked
	if (change.kind === 'undo_cancel') return await undoCancel(scope, { contractId, seen, proof })
	if (change.kind === 'cancel') {
		const { endsOn } = change
		const text = asked.reason
		if (scope.actor.kind !== 'staff') return await cancelContract(scope, { contractId, endsOn, on, text, seen, proof })
		const input = { contractId, endsOn, on, text, reasonCode: null }
		const proposed = await propose<'cancellation'>(scope, { kind: 'cancellation', input, seen })
		return proposed.kind === 'asked' ? proposed : proposed.value
	}
	if (scope.actor.kind !== 'staff') return await applyChange(scope, { ...asked, seen })
	const lowers = lowersPrices(asked.change)
	const { reason, ...how } = asked
	const ended = { kind: 'cancellation', input: { ...how, text: reason, reasonCode: null }, seen } as const
	const preview = mayLeave(change) ? (await evaluateChange(scope, asked)).preview : null
	const leaves = preview !== null && isLeaving(preview)
	if (leaves && (!lowers || (await needsSomebody<'cancellation'>(scope, ended)))) {
		const proposed = await propose<'cancellation'>(scope, ended)
		return proposed.kind === 'asked' ? proposed : proposed.value
	}
	if (!lowers) return await applyChange(scope, { ...asked, seen })
	const proposed = await propose<'discount'>(scope, { kind: 'discount', input: asked, seen })
	return proposed.kind === 'asked' ? proposed : proposed.value
}

function digestOf(scope: Scope, { change, seen, on, timing, prorate, ask = false }: MakeChange): string {
	const how = on || timing || prorate !== undefined ? [{ on, timing, prorate }] : []
	return createHash('sha256')
		.update(JSON.stringify([nameActor(scope.actor), change, seen, ask, ...how]))
		.digest('hex')
}

type Attempt = {
	digest: string
	told: ToldChange[]
	sequence: number | null
	invoiceIds: string[]
	requestId: string | null
}

async function write({ sql, now }: Scope, { contractId, key }: MakeChange, attempt: Attempt): Promise<void> {
	const { digest, told, sequence, invoiceIds, requestId } = attempt
	await sql`
		insert into change_attempt (contract_id, key, digest, told, sequence, invoice_ids, request_id, made_at)
		values (${contractId}, ${key}, ${digest}, ${told as never}, ${sequence}, ${invoiceIds}::uuid[], ${requestId}, ${now})`
}

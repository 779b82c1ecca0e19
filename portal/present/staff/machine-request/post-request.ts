import { z } from 'zod'
import { type Actor, act } from '#core/act.ts'
import { confirmByHand, sendAgain } from '#core/machine-request/confirm.ts'
import { type RepossessionOutcome, repossessionOutcomes } from '#core/machine-request/kinds.ts'
import { recordResult } from '#core/machine-request/result.ts'
import { withdrawMachineRequest } from '#core/machine-request/withdraw.ts'
import { may } from '#core/permit.ts'
import { keepFiles } from '#portal/files/keep.ts'
import { receiveMessage } from '#portal/files/receive.ts'
import { readForm } from '#portal/form.ts'
import type { LoadContext } from '#portal/load-context.ts'
import { notFound } from '#portal/problem.ts'
import { sayMachineRequest as say } from '#portal/words/staff-machine-requests.ts'
import { presentRefusal } from '../../refusal.ts'
import { atMove, readingField } from '../equipment/posted.ts'
import { uploadKeys } from '../phone/upload-keys.ts'

const address = z.object({ machineRequestId: z.uuid() })

/** The request that an address names; throws 404 for one that names none. */
export function requestIn(params: unknown): string {
	const { machineRequestId } = address.safeParse(params).data ?? {}
	if (!machineRequestId) throw notFound()
	return machineRequestId
}

const schema = z.discriminatedUnion('intent', [
	z.object({ intent: z.literal('confirm'), equipmentId: z.uuid(), note: z.string().trim().max(500).default('') }),
	z.object({
		intent: z.literal('result'),
		equipmentId: z.uuid(),
		outcome: z.enum(repossessionOutcomes),
		on: z.iso.date().optional(),
		place: z.string().trim().max(200).default(''),
		meterReading: readingField,
		note: z.string().trim().max(500).default(''),
		key: z.uuid().optional(),
		uploads: uploadKeys,
	}),
	z.object({ intent: z.literal('again') }),
	z.object({ intent: z.literal('withdraw'), reason: z.string().trim().max(500).default('') }),
])
type Posted = z.infer<typeof schema>

/** What each form takes. */
const needs = {
	confirm: 'machine_request.record',
	result: 'machine_request.record',
	again: 'machine_request.ask',
	withdraw: 'machine_request.ask',
} as const

const doneBy = { confirm: 'confirmed', result: 'confirmed', again: 'sentAgain', withdraw: 'takenBack' } as const

/** Does what a form of a request's page asks for; or the form again, with everything as it was typed and what is wrong. */
export async function postRequest(request: Request, { books, files }: LoadContext, actor: Actor, id: string) {
	// Before photos are taken in that nobody here may send.
	if (!may(actor, 'machine_request.record')) throw notFound()
	const received = await receiveMessage(request)
	try {
		const form = await readForm(request, schema, { fields: received.fields })
		if (!form.ok) return form
		const posted = form.value
		if (!may(actor, needs[posted.intent])) throw notFound()
		const [wrong] = received.refusals
		if (wrong) return { ok: false as const, reply: form.say((speaker) => presentRefusal(speaker, wrong)) }
		await keepFiles(books, files, received.files)
		const photos = received.files.map(({ path: _, ...file }) => file)
		const outcome = await done(posted)
		if (!outcome.ok && outcome.refusal.code === 'not_found') throw notFound()
		if (!outcome.ok) return { ok: false as const, reply: form.refuse(outcome, atMove) }
		return { ok: true as const, did: doneBy[posted.intent] }

		async function done(of: Posted) {
			switch (of.intent) {
				case 'confirm':
					return await act(books, actor, confirmByHand, { ...of, id })
				case 'result': {
					const { key, ...result } = of
					const more = { ...(key ? { key } : {}), photos, followUp: nextStepOf(of) }
					return await act(books, actor, recordResult, { ...result, ...more, id })
				}
				case 'again':
					return await act(books, actor, sendAgain, { id })
				case 'withdraw':
					return await act(books, actor, withdrawMachineRequest, { ...of, id })
			}
		}
	} finally {
		await received.done()
	}
}

/** As a follow-up says it to whoever looks after the contract. */
function nextStepOf({ outcome, note }: { outcome: RepossessionOutcome; note: string }) {
	const text = `${say('request.fetching')}: ${say(`request.outcome.${outcome}`)}.`
	return { text: [text, note].filter(Boolean).join(' '), nextStep: say(`request.afterwards.${outcome}`) }
}

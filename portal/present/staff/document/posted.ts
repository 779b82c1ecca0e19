import { z } from 'zod'
import { type Actor, act } from '#core/act.ts'
import { shareDocument, withdrawDocument } from '#core/document/change.ts'
import { fileContract } from '#core/document/file-contract.ts'
import { type KeepDocument, keepDocument } from '#core/document/keep.ts'
import { may } from '#core/permit.ts'
import type { Refusal } from '#core/refusal.ts'
import { keepFiles } from '#portal/files/keep.ts'
import { type ReceivedMessage, receiveMessage } from '#portal/files/receive.ts'
import type { LoadContext } from '#portal/load-context.ts'
import { speakerFor } from '#portal/words/speakers.ts'
import { sayDocument as say } from '#portal/words/staff-documents.ts'
import { presentRefusal } from '../../refusal.ts'

/** What came of a form about documents: done, with the word for it; or what is wrong, with the fields as they were. */
export type DocumentPosted =
	| { done: 'kept' | 'changed' | 'withdrawn' | 'filed' }
	| { problems: string[]; fields: Record<string, string> }

type Whose = { actor: Actor } & ({ customerId: string; contractId: string | null } | { equipmentId: string })

const intents = z.enum(['add', 'version', 'share', 'unshare', 'withdraw', 'file'])

/** Takes any form about documents of a contract, a customer or a machine. The file is in the store before a document names it. */
export async function postDocument(request: Request, context: LoadContext, whose: Whose): Promise<DocumentPosted> {
	const received = await receiveMessage(request, 'file')
	const { fields } = received
	try {
		const speaker = speakerFor(request)
		const refused = (...refusals: Refusal[]) => ({
			fields,
			problems: refusals.map((refusal) => presentRefusal(speaker, refusal)),
		})
		const intent = intents.safeParse(fields.intent).data
		const needed = 'equipmentId' in whose ? 'equipment.write' : 'document.write'
		if (!intent || !may(whose.actor, needed)) throw new Response('This form cannot be read', { status: 400 })
		if (intent === 'add' || intent === 'version') return await takeFile(received, context, whose, intent, refused)
		const id = z.uuid().safeParse(intent === 'file' && 'contractId' in whose ? whose.contractId : fields.id).data ?? ''
		const { books } = context
		const outcome =
			intent === 'file'
				? await act(books, whose.actor, fileContract, { id, reason: fields.reason ?? '' })
				: intent === 'withdraw'
					? await act(books, whose.actor, withdrawDocument, { id })
					: await act(books, whose.actor, shareDocument, { id, shared: intent === 'share' })
		if (!outcome.ok) return refused(outcome.refusal)
		return { done: intent === 'file' ? 'filed' : intent === 'withdraw' ? 'withdrawn' : 'changed' }
	} finally {
		await received.done()
	}
}

async function takeFile(
	{ fields, files, refusals }: ReceivedMessage,
	context: LoadContext,
	{ actor, ...owner }: Whose,
	intent: 'add' | 'version',
	refused: (...refusals: Refusal[]) => DocumentPosted,
): Promise<DocumentPosted> {
	if (refusals.length > 0) return refused(...refusals)
	const [file, ...others] = files
	if (!file) return { fields, problems: [say('document.uploadMissing')] }
	if (others.length > 0) return { fields, problems: [say('document.oneFile')] }
	const { path: _, ...kept } = file
	const key = z.uuid().safeParse(fields.key).data ?? crypto.randomUUID()
	await keepFiles(context.books, context.files, [file])
	const uuid = (value: string | undefined) => z.uuid().safeParse(value).data ?? crypto.randomUUID()
	const input: KeepDocument =
		intent === 'version'
			? { file: kept, key, documentId: uuid(fields.id) }
			: {
					...{ file: kept, key, kindId: uuid(fields.kindId), title: fields.title ?? '' },
					...('equipmentId' in owner ? owner : { ...owner, shared: fields.shared === 'on' }),
				}
	const outcome = await act(context.books, actor, keepDocument, input)
	return outcome.ok ? { done: 'kept' } : refused(outcome.refusal)
}

import { type Actor, act } from '#core/act.ts'
import { writeAboutContract } from '#core/message/write-about-contract.ts'
import { may } from '#core/permit.ts'
import { keepFiles } from '../../files/keep.ts'
import { type ReceivedMessage, receiveMessage } from '../../files/receive.ts'
import type { LoadContext } from '../../load-context.ts'
import { isWithin } from '../../sign-in/limits.ts'
import { speakerFor } from '../../words/speakers.ts'
import { presentRefusal } from '../refusal.ts'

/** What came of a posted message: sent, or what is wrong, with the text as it was typed. */
export type Posted = { sent: true } | { sent: false; text: string; problems: string[]; hadFiles: boolean }

type Posting = {
	actor: Actor
	contractId: string
	/** Whose messages are counted together. */
	counted: string
	/** Said where they come too fast. */
	tooMany: string
	/** Other things than sending that the same form can do, by its `intent`. */
	instead?: (fields: Record<string, string>) => Promise<Posted | undefined>
}

/** Takes a message and its files. Files are kept first, so that no message is written whose files are not there. */
export async function postMessage(request: Request, context: LoadContext, posting: Posting): Promise<Posted> {
	const { actor, contractId } = posting
	const received = await receiveMessage(request)
	try {
		const other = await posting.instead?.(received.fields)
		if (other) return other
		const refused = (problems: string[]) => answerOf(received, problems)
		const speaker = speakerFor(request, context)
		if (received.refusals.length > 0)
			return refused(received.refusals.map((refusal) => presentRefusal(speaker, refusal)))
		if (!(await isWithin(context.books.sql, 'messages', posting.counted))) return refused([posting.tooMany])
		const text = received.fields.text ?? ''
		// Nothing is kept for who may not write, or for a message that would be refused for its text.
		if (may(actor, 'message.write') && text.trim() !== '') await keepFiles(context.books, context.files, received.files)
		const attachments = received.files.map(({ path: _, ...file }) => file)
		const written = await act(context.books, actor, writeAboutContract, { contractId, text, attachments })
		return written.ok ? { sent: true } : refused([presentRefusal(speaker, written.refusal)])
	} finally {
		await received.done()
	}
}

function answerOf({ fields, files, refusals }: ReceivedMessage, problems: string[]): Posted {
	const hadFiles = files.length > 0 || refusals.length > 0
	return { sent: false, text: fields.text ?? '', problems, hadFiles }
}

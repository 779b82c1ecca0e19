import type { ActionFunctionArgs } from '@remix-run/node'
import { act } from '#core/act.ts'
import { acceptEntry } from '#core/bank-file/accept.ts'
import { acceptGoing } from '#core/bank-file/accept-going.ts'
import { acceptSure } from '#core/bank-file/accept-sure.ts'
import { ignoreEntry, takeUpEntry } from '#core/bank-file/ignore.ts'
import { discardTable, readTable } from '#core/bank-file/read-table.ts'
import { unsayReturn } from '#core/bank-file/unsay-return.ts'
import { readForm } from '../../../form.ts'
import { requireStaff } from '../../../sign-in/actor.ts'
import { speakerFor } from '../../../words/speakers.ts'
import { sayBank as say } from '../../../words/staff-bank-files.ts'
import { fieldsOfPut, putOf } from '../receipt/posted.ts'
import { askedIn, bankFileIn, entryIn } from './open-file.ts'
import { entrySchema, fileSchema, mapSaid } from './posted.ts'

/** Does what was pressed on a bank's file or on one entry of it. Answers where that leads, or the form with what is wrong. */
export async function actOnFile(args: ActionFunctionArgs) {
	const { request, context, params } = args
	const { actor } = await requireStaff(request, context)
	const { books } = context
	const { id: fileId } = await bankFileIn(books, actor, params)
	const { entry: entryId } = askedIn(request)
	const page = `/staff/bank-files/${fileId}`
	if (entryId) return await actOnEntry(args, page, fileId, entryId)
	const form = await readForm(request, fileSchema)
	if (!form.ok) return form.reply
	const posted = form.value
	if (posted.intent === 'discard') {
		const gone = await act(books, actor, discardTable, { fileId })
		return gone.ok ? '/staff/bank-files' : form.refuse(gone)
	}
	if (posted.intent === 'read') {
		const read = await act(books, actor, readTable, { fileId, map: mapSaid(posted) })
		if (read.ok) return `${page}?added=${read.value.added}&known=${read.value.known}`
		if (read.refusal.code !== 'bank_file.field_missing') return form.refuse(read)
		const { field } = read.refusal.facts
		if (field === 'account') return form.say(() => say('bank.accountMissing'), field)
		return form.refuse(read, { [read.refusal.code]: `columns.${field}` })
	}
	const accepted = await act(books, actor, acceptSure, { fileId })
	if (!accepted.ok) return form.refuse(accepted)
	return `${page}?accepted=${accepted.value.accepted}${accepted.value.isMore ? '&more=1' : ''}`
}

async function actOnEntry({ request, context }: ActionFunctionArgs, page: string, fileId: string, entryId: string) {
	const { actor } = await requireStaff(request, context)
	const { books } = context
	const { currency } = await entryIn(books, actor, fileId, entryId)
	const form = await readForm(request, entrySchema(currency, speakerFor(request)))
	if (!form.ok) return form.reply
	const posted = form.value
	if (posted.intent === 'ignore') {
		const done = await act(books, actor, ignoreEntry, { entryId, reason: posted.reason })
		return done.ok ? `${page}?done=ignored` : form.refuse(done)
	}
	if (posted.intent === 'takeUp') {
		const done = await act(books, actor, takeUpEntry, { entryId })
		return done.ok ? `${page}?done=taken_up` : form.refuse(done)
	}
	if (posted.intent === 'unsay') {
		const done = await act(books, actor, unsayReturn, { entryId, reason: posted.reason })
		return done.ok ? `${page}?show=out&done=unsaid` : form.refuse(done)
	}
	if (posted.intent === 'going') {
		const { kind, id, free: freeMinor } = posted
		const done = await act(books, actor, acceptGoing, { entryId, kind, id, freeMinor })
		return done.ok ? `${page}?done=${done.value.done === 'asked' ? 'asked' : 'gone'}` : form.refuse(done)
	}
	const { customerId, contractId = null } = posted
	const done = await act(books, actor, acceptEntry, { entryId, customerId, contractId, allocate: putOf(posted) })
	return done.ok ? `${page}?done=accepted` : form.refuse(done, fieldsOfPut(done, posted))
}

import type { ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { type Actor, act, expectOk, look } from '#core/act.ts'
import { keepSurveyFile } from '#core/credit-survey/file.ts'
import { mostAttachmentBytes, type NewAttachment } from '#core/message/attachment.ts'
import type { Refusal } from '#core/refusal.ts'
import { holdUpload } from '#core/upload/hold.ts'
import { dropUpload, findUpload, readPiece } from '#core/upload/pieces.ts'
import { mayUpload, type UploadName } from '#core/upload/place.ts'
import { mostPieceBytes, takePiece } from '#core/upload/take-piece.ts'
import { keepFiles } from '../../files/keep.ts'
import { joinPieces, readBody } from '../../files/receive-piece.ts'
import type { LoadContext } from '../../load-context.ts'
import { presentRefusal } from '../../present/refusal.ts'
import type { UploadAnswer } from '../../present/staff/phone/send-file.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { speakerFor } from '../../words/speakers.ts'

const key = z.object({ uploadId: z.uuid() }).transform(({ uploadId }) => uploadId)
const place = z.union([
	z.object({ surveyId: z.uuid() }).transform(({ surveyId: id }) => ({ kind: 'credit_survey' as const, id })),
	z.object({ collectionCaseId: z.uuid() }).transform(({ collectionCaseId: id }) => ({
		...{ kind: 'collection_case' as const, id },
	})),
	z.object({ machineRequestId: z.uuid() }).transform(({ machineRequestId: id }) => ({
		...{ kind: 'machine_request' as const, id },
	})),
])
const query = z.object({
	name: z.string().min(1).max(300),
	size: z.coerce.number().int().min(0).max(2_000_000_000),
	at: z.coerce.number().int().min(0).max(mostAttachmentBytes),
})

/** The next piece of a file from a phone; the answer says where to go on. An empty piece only asks. */
export async function action({ request, context, params }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const named = z.object({ key, place }).safeParse({ key: params, place: params }).data
	if (!named || !mayUpload(actor, named.place)) throw notFound()
	const asked = query.safeParse(Object.fromEntries(new URL(request.url).searchParams))
	if (!asked.success) throw new Response('This cannot be read', { status: 400 })
	const { name: fileName, size: sizeBytes, at: beginsAt } = asked.data
	const content = await readBody(request, mostPieceBytes)
	const taken = await act(context.books, actor, takePiece, { ...named, fileName, sizeBytes, beginsAt, content })
	if (!taken.ok && taken.refusal.code === 'not_found') throw notFound()
	const say = (refusal: Refusal): UploadAnswer => ({ refused: presentRefusal(speakerFor(request), refusal) })
	const answer = !taken.ok
		? say(taken.refusal)
		: taken.value.complete && !taken.value.kept
			? await keepWhole(context, actor, named, say)
			: { receivedBytes: taken.value.receivedBytes, kept: taken.value.kept }
	return Response.json(answer, { headers: { 'cache-control': 'no-store' } })
}

async function keepWhole(
	{ books, files }: LoadContext,
	actor: Actor,
	upload: UploadName,
	say: (refusal: Refusal) => UploadAnswer,
): Promise<UploadAnswer> {
	const found = await look(books, actor, findUpload, upload)
	if (!found.ok) return say(found.refusal)
	const { fileName, begins } = found.value
	const pieces = async function* () {
		for (const beginsAt of begins) yield expectOk(await look(books, actor, readPiece, { ...upload, beginsAt }))
	}
	return await joinPieces(fileName, pieces(), async (file): Promise<UploadAnswer> => {
		if (!file) {
			await act(books, actor, dropUpload, upload)
			return say({ code: 'message.file_type', facts: { name: fileName } })
		}
		const { path: _, ...kept } = file
		await keepFiles(books, files, [file])
		const done = await keep(books, actor, upload, kept)
		return done.ok ? { receivedBytes: file.sizeBytes, kept: true } : say(done.refusal)
	})
}

/** A survey has it at once; what else it is for is written later. */
const keep = async (books: LoadContext['books'], actor: Actor, upload: UploadName, file: NewAttachment) =>
	upload.place.kind === 'credit_survey'
		? await act(books, actor, keepSurveyFile, { surveyId: upload.place.id, key: upload.key, file })
		: await act(books, actor, holdUpload, { ...upload, file })

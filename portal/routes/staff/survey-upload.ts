import type { ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { type Actor, act, expectOk, look } from '#core/act.ts'
import { keepSurveyFile } from '#core/credit-survey/file.ts'
import { dropUpload, findUpload, mostPieceBytes, readPiece, takePiece } from '#core/credit-survey/upload.ts'
import { mostAttachmentBytes } from '#core/message/attachment.ts'
import { may } from '#core/permit.ts'
import type { Refusal } from '#core/refusal.ts'
import { keepFiles } from '../../files/keep.ts'
import { joinPieces, readBody } from '../../files/receive-piece.ts'
import type { LoadContext } from '../../load-context.ts'
import { presentRefusal } from '../../present/refusal.ts'
import type { UploadAnswer } from '../../present/staff/survey/queue.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { speakerFor } from '../../words/speakers.ts'

const address = z.object({ surveyId: z.uuid(), uploadId: z.uuid() })
const query = z.object({
	name: z.string().min(1).max(300),
	size: z.coerce.number().int().min(0).max(2_000_000_000),
	at: z.coerce.number().int().min(0).max(mostAttachmentBytes),
})

type Upload = { surveyId: string; key: string }

/** The next piece of a file from a phone; the answer says where to go on. An empty piece only asks. */
export async function action({ request, context, params }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const { surveyId, uploadId: key } = address.safeParse(params).data ?? {}
	if (!surveyId || !key || !may(actor, 'survey.fill')) throw notFound()
	const asked = query.safeParse(Object.fromEntries(new URL(request.url).searchParams))
	if (!asked.success) throw new Response('This cannot be read', { status: 400 })
	const { name: fileName, size: sizeBytes, at: beginsAt } = asked.data
	const content = await readBody(request, mostPieceBytes)
	const taken = await act(context.books, actor, takePiece, { surveyId, key, fileName, sizeBytes, beginsAt, content })
	if (!taken.ok && taken.refusal.code === 'not_found') throw notFound()
	const say = (refusal: Refusal): UploadAnswer => ({ refused: presentRefusal(speakerFor(request), refusal) })
	const answer = !taken.ok
		? say(taken.refusal)
		: taken.value.complete && !taken.value.kept
			? await keepWhole(context, actor, { surveyId, key }, say)
			: { receivedBytes: taken.value.receivedBytes, kept: taken.value.kept }
	return Response.json(answer, { headers: { 'cache-control': 'no-store' } })
}

async function keepWhole(
	{ books, files }: LoadContext,
	actor: Actor,
	upload: Upload,
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
		await keepFiles(books, files, [file])
		const kept = await act(books, actor, keepSurveyFile, { ...upload, file })
		return kept.ok ? { receivedBytes: file.sizeBytes, kept: true } : say(kept.refusal)
	})
}

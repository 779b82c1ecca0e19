import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { expectOk, look } from '#core/act.ts'
import { findBatch } from '#core/import/batch.ts'
import { differenceHeader, differenceLines } from '#core/import/difference.ts'
import { listRows } from '#core/import/list-rows.ts'
import { entitled } from '../../present/staff/entitled.ts'
import { differenceWords } from '../../present/staff/import/difference-words.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'

const address = z.object({ importId: z.uuid() })
const rowsAtOnce = 2000

/** Every row of a file beside what is here, as CSV. Streamed: there may be as many as the file has. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { importId: id } = address.safeParse(params).data ?? {}
	if (!id) throw notFound()
	const { actor } = await requireStaff(request, context)
	const { books } = context
	const batch = await look(books, actor, findBatch, { id })
	if (!batch.ok) throw notFound()
	const still = await entitled(request, context)
	const encoder = new TextEncoder()
	let after = 0
	const body = new ReadableStream<Uint8Array>({
		start(controller) {
			controller.enqueue(encoder.encode(differenceHeader(differenceWords)))
		},
		async pull(controller) {
			if (after > 0) await still()
			const rows = expectOk(await look(books, actor, listRows, { id, after, limit: rowsAtOnce }))
			const last = rows.at(-1)
			if (!last) return controller.close()
			after = last.row
			controller.enqueue(encoder.encode(differenceLines(rows, differenceWords)))
		},
	})
	const name = `rows-${batch.value.fileName.replace(/\.[^.]*$/, '')}.csv`
	return new Response(body, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="rows.csv"; filename*=UTF-8''${encodeURIComponent(name)}`,
			'x-content-type-options': 'nosniff',
		},
	})
}

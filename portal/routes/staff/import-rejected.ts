import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { expectOk, look } from '#core/act.ts'
import { findBatch } from '#core/import/batch.ts'
import { findRejected, rejectedHeader, rejectedLines } from '#core/import/rejected.ts'
import { findHeader } from '#core/import/review.ts'
import { entitled } from '../../present/staff/entitled.ts'
import { presentProblem } from '../../present/staff/import/present-problem.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { sayImport } from '../../words/staff-import.ts'

const address = z.object({ importId: z.uuid() })
const rowsAtOnce = 2000

/** The rows that were left out, as they stood in the file, and why: made as it is read, whatever its length. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { importId: id } = address.safeParse(params).data ?? {}
	if (!id) throw notFound()
	const { actor } = await requireStaff(request, context)
	const { books } = context
	const batch = await look(books, actor, findBatch, { id })
	const header = await look(books, actor, findHeader, { id })
	if (!batch.ok || !header.ok) throw notFound()
	const columns = header.value.length
	const still = await entitled(request, context)
	const encoder = new TextEncoder()
	let after = 0
	const body = new ReadableStream<Uint8Array>({
		start(controller) {
			const head = rejectedHeader(header.value, { row: sayImport('import.row'), reason: sayImport('import.reason') })
			controller.enqueue(encoder.encode(head))
		},
		async pull(controller) {
			if (after > 0) await still()
			const rows = expectOk(await look(books, actor, findRejected, { id, after, limit: rowsAtOnce }))
			const last = rows.at(-1)
			if (!last) return controller.close()
			after = last.row
			controller.enqueue(encoder.encode(rejectedLines(rows, columns, { problem: presentProblem })))
		},
	})
	const name = `left-out-${batch.value.fileName.replace(/\.[^.]*$/, '')}.csv`
	return new Response(body, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="left-out.csv"; filename*=UTF-8''${encodeURIComponent(name)}`,
			'x-content-type-options': 'nosniff',
		},
	})
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { notFound } from '../problem.ts'
import { readAttachment } from './letters.ts'
import { notInProduction } from './not-in-production.ts'

export async function loader({ context, params }: LoaderFunctionArgs) {
	notInProduction(context)
	const file = await readAttachment(context.books, params.letterId ?? '', params.attachmentId ?? '')
	if (!file) throw notFound()
	return new Response(new Uint8Array(file.content), {
		headers: {
			'content-type': file.mediaType,
			'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
			'cache-control': 'private, no-store',
		},
	})
}

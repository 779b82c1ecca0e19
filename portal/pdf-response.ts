import { createHash } from 'node:crypto'

/** A kept PDF as a download. Its bytes never change, so a browser that has them is told so. */
export function pdfResponse(request: Request, paper: { fileName: string; content: Uint8Array }): Response {
	const etag = `"${createHash('sha256').update(paper.content).digest('base64url').slice(0, 22)}"`
	const headers = { etag, 'cache-control': 'private, max-age=0, must-revalidate' }
	if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
	return new Response(new Uint8Array(paper.content), {
		headers: {
			...headers,
			'content-type': 'application/pdf',
			'content-length': String(paper.content.byteLength),
			'content-disposition': `attachment; filename="${paper.fileName.replace(/[^\w.-]/g, '_')}"`,
		},
	})
}

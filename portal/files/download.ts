import type { FoundAttachment } from '#core/message/attachment.ts'
import type { FileStore } from './store.ts'

/**
 * A file of a conversation, for saving and never for showing: whatever is in it runs nowhere on our pages, by this policy
 * beside that of every answer, which also forbids guessing its type. Nobody keeps it on the way: who may read it can change.
 */
export async function fileResponse(
	store: FileStore,
	{ fileName, mediaType, sizeBytes, sha256 }: FoundAttachment & { sha256: string },
): Promise<Response> {
	const plain = fileName.replace(/[^\w.-]/g, '_')
	return new Response(await store.read(sha256), {
		headers: {
			'content-type': mediaType.startsWith('text/') ? 'application/octet-stream' : mediaType,
			'content-length': String(sizeBytes),
			'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encode(fileName)}`,
			'content-security-policy': "default-src 'none'; sandbox",
			'cache-control': 'private, no-store',
		},
	})
}

/** As RFC 8187 wants it. */
function encode(name: string): string {
	return encodeURIComponent(name.toWellFormed()).replace(
		/['()*]/g,
		(sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
	)
}

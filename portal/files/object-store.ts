import { readFile } from 'node:fs/promises'
import { AwsClient } from 'aws4fetch'
import type { Settings } from '#core/settings.ts'
import { FileGone, type FileStore } from './store.ts'

/** A file is at most ten megabytes: longer than this, in milliseconds, something is wrong. */
const patience = 60_000

/** Files in a bucket of an S3-compatible storage, under `url`, which nothing but this product has to reach. */
export function objectStore({ url, keyId, keySecret, region }: NonNullable<Settings['files']>): FileStore {
	const client = new AwsClient({
		...{ accessKeyId: keyId, secretAccessKey: keySecret, service: 's3', region },
		...{ retries: 3, initRetryMs: 200 },
	})
	const ask = (sha256: string, init: RequestInit = {}) =>
		client.fetch(`${url}/${sha256}`, { ...init, signal: AbortSignal.timeout(patience) })
	return {
		async put(sha256, path) {
			const headers = { 'content-type': 'application/octet-stream', 'x-amz-content-sha256': sha256 }
			const answer = await ask(sha256, { method: 'PUT', body: await readFile(path), headers })
			await expectDone('keep', answer)
		},
		async read(sha256) {
			const answer = await ask(sha256)
			if (answer.status === 404) {
				await answer.body?.cancel()
				throw new FileGone(sha256)
			}
			if (!answer.ok || !answer.body) await expectDone('read', answer)
			return answer.body as ReadableStream<Uint8Array>
		},
		async remove(sha256) {
			const answer = await ask(sha256, { method: 'DELETE' })
			if (answer.status !== 404) await expectDone('remove', answer)
			else await answer.body?.cancel()
		},
	}
}

/** What the storage says of an error names no secret, but may be long. */
async function expectDone(what: string, answer: Response): Promise<void> {
	if (answer.ok) {
		await answer.body?.cancel()
		return
	}
	const said = (await answer.text().catch(() => '')).match(/<Code>([\w.]{1,60})<\/Code>/)?.[1] ?? ''
	throw new Error(`The file storage would not ${what} a file: ${answer.status} ${said}`.trim())
}

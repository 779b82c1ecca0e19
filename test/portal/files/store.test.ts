import { createHash } from 'node:crypto'
import { mkdtemp, readdir, stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AwsV4Signer } from 'aws4fetch'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { folderStore } from '#portal/files/folder.ts'
import { objectStore } from '#portal/files/object-store.ts'
import { FileGone, type FileStore } from '#portal/files/store.ts'
import { fileWith } from './making.ts'

/*
 * The storage is played at its HTTP boundary: it keeps objects, checks the signature of every request, and fails when told.
 */
const [keyId, keySecret, region] = ['AKIATEST', 'a-secret', 'eu-central-1']
const objects = new Map<string, Buffer>()
let failures: ('before' | 'after' | 'refuse')[] = []
let asked: string[] = []
let server: Server
let store: FileStore

beforeAll(async () => {
	server = createServer(async (request, response) => {
		const body = await bodyOf(request)
		asked.push(`${request.method} ${request.url}`)
		const failure = failures.shift()
		if (!(await isSigned(request, body)))
			return response.writeHead(403).end('<Error><Code>SignatureDoesNotMatch</Code></Error>')
		if (failure === 'refuse') return response.writeHead(403).end('<Error><Code>AccessDenied</Code></Error>')
		if (failure === 'before') return response.writeHead(503).end('<Error><Code>SlowDown</Code></Error>')
		const key = request.url ?? ''
		const found = objects.get(key)
		if (request.method === 'PUT') objects.set(key, body)
		if (request.method === 'DELETE') objects.delete(key)
		if (failure === 'after') return response.destroy()
		if (request.method === 'GET') return found ? response.writeHead(200).end(found) : response.writeHead(404).end()
		return response.writeHead(request.method === 'DELETE' ? 204 : 200).end()
	})
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/bucket/files`
	store = objectStore({ url, keyId, keySecret, region })
})
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())))
beforeEach(() => {
	objects.clear()
	failures = []
	asked = []
})

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
	const pieces: Buffer[] = []
	for await (const piece of request) pieces.push(piece as Buffer)
	return Buffer.concat(pieces)
}

async function isSigned(request: IncomingMessage, body: Buffer): Promise<boolean> {
	const digest = String(request.headers['x-amz-content-sha256'])
	if (digest !== 'UNSIGNED-PAYLOAD' && digest !== createHash('sha256').update(body).digest('hex')) return false
	const { authorization = '' } = request.headers
	const names = /SignedHeaders=([^,]+)/.exec(authorization)?.[1]?.split(';') ?? []
	const headers = new Headers()
	for (const name of names) if (name !== 'host') headers.set(name, String(request.headers[name]))
	const again = await new AwsV4Signer({
		method: request.method ?? '',
		url: `http://${request.headers.host}${request.url}`,
		headers,
		...{ accessKeyId: keyId, secretAccessKey: keySecret, service: 's3', region },
		datetime: String(request.headers['x-amz-date']),
	}).sign()
	return again.headers.get('authorization') === authorization
}

const content = 'Grüße'
const sha256 = createHash('sha256').update(content).digest('hex')
const read = async (from: FileStore) => await new Response(await from.read(sha256)).text()

test('a bucket keeps a file under its digest, gives it back and lets it go', async () => {
	await store.put(sha256, await fileWith(content))
	expect([...objects.keys()]).toEqual([`/bucket/files/${sha256}`])
	expect(await read(store)).toBe(content)
	await store.remove(sha256)
	await store.remove(sha256)
	await expect(store.read(sha256)).rejects.toThrow(FileGone)
})

test('a storage that is busy is asked again', async () => {
	failures = ['before', 'before']
	await store.put(sha256, await fileWith(content))
	expect(objects.size).toBe(1)
	expect(asked).toHaveLength(3)
})

test('an answer that got lost is an error, and bringing the file again mends it', async () => {
	failures = ['after']
	await expect(store.put(sha256, await fileWith(content))).rejects.toThrow()
	expect(objects.size, 'it had arrived').toBe(1)
	await store.put(sha256, await fileWith(content))
	expect(await read(store)).toBe(content)
})

test('a refusal is said without any secret', async () => {
	failures = ['refuse']
	const error = await store.put(sha256, await fileWith(content)).catch((thrown: unknown) => String(thrown))
	expect(error).toBe('Error: The file storage would not keep a file: 403 AccessDenied')
	const other = objectStore({
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/b`,
		keyId,
		keySecret: 'wrong',
		region,
	})
	await expect(other.read(sha256)).rejects.toThrow('403 SignatureDoesNotMatch')
})

test('a folder keeps a file for its owner alone, whole or not at all, and nothing beside it', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'counterpart-test-'))
	const files = folderStore(join(folder, 'files'))
	await expect(files.read(sha256)).rejects.toThrow(FileGone)
	const path = await fileWith(content)
	await Promise.all(Array.from({ length: 10 }, () => files.put(sha256, path)))
	expect(await read(files)).toBe(content)
	const place = join(folder, 'files', sha256.slice(0, 2))
	expect(await readdir(place)).toEqual([sha256])
	expect((await stat(join(place, sha256))).mode & 0o777).toBe(0o600)
	await expect(files.put(sha256, join(folder, 'not-there'))).rejects.toThrow('ENOENT')
	expect(await readdir(place)).toEqual([sha256])
	await files.remove(sha256)
	await files.remove(sha256)
	expect(await readdir(place)).toEqual([])
	for (const name of ['../../etc/passwd', '', 'A'.repeat(64)])
		await expect((async () => files.read(name))()).rejects.toThrow('something else than its digest')
})

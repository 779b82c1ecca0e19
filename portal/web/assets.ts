import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import type { Request, RequestHandler, Response } from 'express'
import { type Coding, codingFor, pack } from './coding.ts'

const types: Record<string, string> = {
	'.js': 'text/javascript; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.svg': 'image/svg+xml',
	'.json': 'application/json',
	'.txt': 'text/plain; charset=utf-8',
	'.woff2': 'font/woff2',
	'.png': 'image/png',
	'.ico': 'image/x-icon',
}
const compressible = new Set(['.js', '.css', '.svg', '.json', '.txt'])

type Asset = { raw: Buffer; etag: string; packed: Map<string, Promise<Buffer>> }

/**
 * The built files, held in memory and each compressed once, when first asked for. Whatever stands under `assets/` has
 * its content's hash in its name and is kept by browsers for a year.
 */
export async function serveAssets(directory: string): Promise<RequestHandler> {
	const paths = new Map<string, string>()
	for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile() || entry.name.endsWith('.br')) continue
		const file = join(entry.parentPath, entry.name)
		paths.set(`/${relative(directory, file).split(sep).join('/')}`, file)
	}
	const assets = new Map<string, Promise<Asset>>()
	return (request, response, next) => {
		const file = request.method === 'GET' || request.method === 'HEAD' ? paths.get(request.path) : undefined
		if (!file) return next()
		const asset = assets.get(file) ?? read(file)
		assets.set(file, asset)
		send(request, response, file, asset).catch((error: unknown) => {
			// What could not be read may be there the next time.
			assets.delete(file)
			next(error)
		})
	}
}

async function send(request: Request, response: Response, file: string, asset: Promise<Asset>): Promise<void> {
	const { raw, etag, packed } = await asset
	const immutable = request.path.startsWith('/assets/')
	response.setHeader('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'public, max-age=3600')
	response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream')
	response.setHeader('etag', etag)
	if (request.headers['if-none-match'] === etag) {
		response.status(304).end()
		return
	}
	const coding = compressible.has(extname(file)) ? codingFor(request.headers['accept-encoding']) : undefined
	if (compressible.has(extname(file))) response.setHeader('vary', 'accept-encoding')
	if (!coding) {
		response.end(raw)
		return
	}
	const body = packed.get(coding) ?? packedBefore(file, coding).catch(() => pack(raw, coding, true))
	packed.set(coding, body)
	response.setHeader('content-encoding', coding)
	response.end(await body)
}

async function read(file: string): Promise<Asset> {
	const raw = await readFile(file)
	return { raw, etag: `"${createHash('sha256').update(raw).digest('base64url').slice(0, 22)}"`, packed: new Map() }
}

/** The build leaves the files that matter packed beside themselves. */
async function packedBefore(file: string, coding: Coding): Promise<Buffer> {
	if (coding !== 'br') throw new Error('only br is packed by the build')
	return readFile(`${file}.br`)
}

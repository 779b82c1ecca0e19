import { execFileSync } from 'node:child_process'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { ContentInfo, SignedData } from 'pkijs'
import { beforeAll, describe, expect, test } from 'vitest'
import { type SealKey, sealPdf, wrongSealKey } from '#emails/paper/seal.ts'
import { makeSealKey } from '#emails/paper/seal-certificate.ts'
import { renderSignedQuote } from '#emails/paper/signed-quote.ts'
import { signedCast } from './quote-cast.ts'
import { readPdf } from './read-pdf.ts'

const folder = mkdtempSync(join(tmpdir(), 'seal-'))
let key: SealKey
let sealed: Buffer

beforeAll(async () => {
	key = await makeSealKey('Halden Systems', Temporal.Instant.from('2026-01-01T00:00:00Z'))
	sealed = await sealPdf(await renderSignedQuote(signedCast()), key)
})

/** The seal, and the bytes it speaks for, found as a reader finds them: by the file's own /ByteRange. */
function sealOf(file: Buffer) {
	const range = /\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]/.exec(file.toString('latin1'))
	const [from = 0, length = 0, start = 0, rest = 0] = range?.slice(1).map(Number) ?? []
	const digits = file.subarray(from + length + 1, start - 1).toString('latin1')
	const der = Buffer.from(digits, 'hex')
	return {
		der: der.subarray(0, 4 + der.readUInt16BE(2)),
		covered: Buffer.concat([file.subarray(from, length), file.subarray(start, start + rest)]),
		whole: from === 0 && start + rest === file.length,
	}
}

/** By a second implementation: OpenSSL, which every machine with Git has. */
function verifiedByOpenssl(file: Buffer): boolean {
	const { der, covered } = sealOf(file)
	const [seal, content, certificate] = ['seal.der', 'content', 'certificate.pem'].map((name) => join(folder, name))
	writeFileSync(seal ?? '', der)
	writeFileSync(content ?? '', covered)
	writeFileSync(certificate ?? '', key.certificate)
	const options = ['-verify', '-cades', '-binary', '-inform', 'DER', '-purpose', 'any']
	const files = ['-in', seal ?? '', '-content', content ?? '', '-CAfile', certificate ?? '', '-out', '/dev/null']
	try {
		execFileSync('openssl', ['cms', ...options, ...files], { stdio: 'pipe' })
		return true
	} catch {
		return false
	}
}

async function verifiedByLibrary(file: Buffer): Promise<boolean> {
	const { der, covered } = sealOf(file)
	const signed = new SignedData({ schema: ContentInfo.fromBER(Uint8Array.from(der).buffer).content })
	return await signed.verify({ signer: 0, data: Uint8Array.from(covered).buffer }).catch(() => false)
}

describe('the seal of a signed quote', () => {
	test('speaks for every byte of the file but its own', () => {
		const { covered, whole, der } = sealOf(sealed)
		expect(whole).toBe(true)
		expect(covered.length).toBe(sealed.length - 2 * 12_288 - 2)
		expect(der.length).toBeLessThan(3000)
	})

	test('is verified by two implementations that are not ours', async () => {
		expect(verifiedByOpenssl(sealed)).toBe(true)
		expect(await verifiedByLibrary(sealed)).toBe(true)
	})

	test('breaks with any changed byte, wherever it is', async () => {
		const { der } = sealOf(sealed)
		const within = sealed.indexOf(der.toString('hex').slice(0, 40), 0, 'latin1')
		for (const at of [100, Math.floor(within / 2), within + 24_600, sealed.length - 200]) {
			const changed = Buffer.from(sealed)
			changed[at] = (changed[at] ?? 0) ^ 1
			expect(verifiedByOpenssl(changed), `byte ${at}`).toBe(false)
			expect(await verifiedByLibrary(changed), `byte ${at}`).toBe(false)
		}
	})

	test('does not speak for what is added after it', () => {
		expect(sealOf(Buffer.concat([sealed, Buffer.from('\n% more')])).whole).toBe(false)
	})

	test('is shown by a reader of PDF as valid and as covering the whole document', () => {
		const file = join(folder, 'signed.pdf')
		writeFileSync(file, sealed)
		const said = pdfsig(file)
		// A machine without the reader has the two other verifications.
		if (said === undefined) return
		expect(said).toContain('Signature is Valid')
		expect(said).toContain('Total document signed')
		expect(said).toContain('ETSI.CAdES.detached')
		const changed = Buffer.from(sealed)
		changed[200] = (changed[200] ?? 0) ^ 1
		writeFileSync(file, changed)
		expect(pdfsig(file)).not.toContain('Signature is Valid')
	})

	test('encloses the document as it was accepted, under the digest that the record names', async () => {
		const { evidence, document, fileName } = signedCast()
		const task = getDocument({ data: Uint8Array.from(sealed), verbosity: VerbosityLevel.ERRORS })
		const content = (await (await task.promise).getAttachmentContent(fileName)) as Uint8Array | null
		await task.destroy()
		const accepted = Uint8Array.from(content ?? [])
		expect(Buffer.from(accepted).toString('base64')).toBe(document)
		expect(createHash('sha256').update(accepted).digest('hex')).toBe(evidence.sha256)
		const pages = await readPdf(sealed)
		const text = JSON.stringify(pages)
		expect(text).toContain(evidence.sha256)
		expect(text).toContain('Anna Petersen')
		expect(text).toContain('203.0.113.7')
	})
})

function pdfsig(file: string): string | undefined {
	try {
		return execFileSync('pdfsig', [file], { stdio: 'pipe' }).toString()
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
		return error instanceof Error && 'stdout' in error ? String(error.stdout) : ''
	}
}

describe('a key to seal with', () => {
	test('belongs to its certificate, and is of a kind that readers know', async () => {
		expect(wrongSealKey(key)).toBeUndefined()
		const other = await makeSealKey('Other', Temporal.Instant.from('2026-01-01T00:00:00Z'))
		expect(wrongSealKey({ ...key, key: other.key })).toBe('the key is not that of the certificate')
		expect(wrongSealKey({ ...key, key: 'no key' })).toMatch(/./)
		const odd = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
		expect(wrongSealKey({ ...key, key: odd })).toMatch(/./)
	})

	test('may be an elliptic one', async () => {
		const [secret, certificate] = [join(folder, 'ec.key'), join(folder, 'ec.pem')]
		const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-x509', '-subj', '/CN=Halden']
		execFileSync('openssl', ['req', ...curve, '-keyout', secret, '-out', certificate], { stdio: 'pipe' })
		key = { key: readFileSync(secret, 'utf8'), certificate: readFileSync(certificate, 'utf8') }
		const file = await sealPdf(await renderSignedQuote(signedCast('ru')), key)
		expect(verifiedByOpenssl(file)).toBe(true)
	})

	test('seals only what has room for it', async () => {
		await expect(sealPdf(Buffer.from('%PDF-1.7'), key)).rejects.toThrow('no room')
	})
})

import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

export type Coding = 'br' | 'gzip'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** The best coding that the caller accepts. */
export function codingFor(accepted: string | string[] | null | undefined): Coding | undefined {
	const list = String(accepted ?? '')
	if (/\bbr\b(?!\s*;\s*q=0(\.0+)?\b)/.test(list)) return 'br'
	return /\bgzip\b(?!\s*;\s*q=0(\.0+)?\b)/.test(list) ? 'gzip' : undefined
}

/** Packed once and kept: as small as a second's work makes it. Packed for one answer: quickly. */
export function pack(raw: Buffer, coding: Coding, kept: boolean): Promise<Buffer> {
	if (coding === 'gzip') return zip(raw, { level: kept ? 9 : 4 })
	return brotli(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: kept ? 9 : 4 } })
}

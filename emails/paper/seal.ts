import { createHash, createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { ObjectIdentifier, OctetString, Sequence } from 'asn1js'
import {
	Attribute,
	Certificate,
	ContentInfo,
	EncapsulatedContentInfo,
	IssuerAndSerialNumber,
	SignedAndUnsignedAttributes,
	SignedData,
	SignerInfo,
} from 'pkijs'
import { sealBytes } from './file.ts'

/** The company's key, and its certificate with those above it, the company's own first. All as PEM. */
export type SealKey = { key: string; certificate: string }

/** What opens the placeholder of the digits of `/ByteRange`, and of the seal itself (`file.ts`). */
const placeholder = '/ByteRange [0 /SEAL______ /SEAL______ /SEAL______]'
const contents = '/Contents <'

/**
 * Seals a file that has room for it: a detached CMS signature over every byte but its own (ISO 32000-1, 12.8.3.3), with
 * the certificate bound in, as the PAdES baseline B wants it (ETSI EN 319 142-1). Throws for a file without room.
 */
export async function sealPdf(file: Uint8Array, seal: SealKey): Promise<Buffer> {
	const sealed = Buffer.from(file)
	const range = sealed.indexOf(placeholder)
	const start = sealed.indexOf(contents, range) + contents.length - 1
	if (range < 0 || start < contents.length) throw new Error('The file has no room for a seal')
	const end = start + 2 * sealBytes + 2
	const digits = `/ByteRange [0 ${start} ${end} ${sealed.length - end}]`
	sealed.write(digits.padEnd(placeholder.length), range, 'latin1')
	const signature = await signatureOver([sealed.subarray(0, start), sealed.subarray(end)], seal)
	if (signature.length > sealBytes) throw new Error(`A seal of ${signature.length} bytes does not fit`)
	sealed.write(signature.toString('hex'), start + 1, 'latin1')
	return sealed
}

/** Whether key and certificate belong together and can seal; the reason where not. */
export function wrongSealKey({ key, certificate }: SealKey): string | undefined {
	try {
		const own = new X509Certificate(certificate)
		if (!own.checkPrivateKey(createPrivateKey(key))) return 'the key is not that of the certificate'
		algorithmOf(createPrivateKey(key))
		return undefined
	} catch (error) {
		return error instanceof Error ? error.message : String(error)
	}
}

async function signatureOver(parts: Uint8Array[], { key, certificate }: SealKey): Promise<Buffer> {
	const chain = certificatesIn(certificate)
	const [own] = chain
	if (!own) throw new Error('There is no certificate to seal with')
	const digest = createHash('sha256')
	for (const part of parts) digest.update(part)
	const signer = new SignerInfo({
		version: 1,
		sid: new IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
		signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes: attributesOf(digest.digest(), own) }),
	})
	const signed = new SignedData({
		version: 1,
		encapContentInfo: new EncapsulatedContentInfo({ eContentType: ids.data }),
		signerInfos: [signer],
		certificates: chain,
	})
	const secret = createPrivateKey(key)
	await signed.sign(asCryptoKey(secret.toCryptoKey(algorithmOf(secret), false, ['sign'])), 0, 'SHA-256')
	const info = new ContentInfo({ contentType: ids.signedData, content: signed.toSchema(true) })
	return Buffer.from(info.toSchema().toBER())
}

/** The library's types name the browser's keys, which these are too. */
export const asCryptoKey = (key: ReturnType<KeyObject['toCryptoKey']>) => key as unknown as CryptoKey

const ids = {
	data: '1.2.840.113549.1.7.1',
	signedData: '1.2.840.113549.1.7.2',
	contentType: '1.2.840.113549.1.9.3',
	messageDigest: '1.2.840.113549.1.9.4',
	signingCertificate: '1.2.840.113549.1.9.16.2.47',
}

/** In the order of their encodings, as a DER set has to be. The moment stands in the file, not here (PAdES). */
function attributesOf(digest: Buffer, own: Certificate): Attribute[] {
	const print = createHash('sha256')
		.update(Buffer.from(own.toSchema(true).toBER()))
		.digest()
	const certificate = new Sequence({ value: [new OctetString({ valueHex: bytes(print) })] })
	return [
		new Attribute({ type: ids.contentType, values: [new ObjectIdentifier({ value: ids.data })] }),
		new Attribute({ type: ids.messageDigest, values: [new OctetString({ valueHex: bytes(digest) })] }),
		new Attribute({
			type: ids.signingCertificate,
			values: [new Sequence({ value: [new Sequence({ value: [certificate] })] })],
		}),
	]
}

const bytes = (buffer: Buffer): ArrayBuffer => Uint8Array.from(buffer).buffer

/** Those of a PEM file, in its order. */
function certificatesIn(pem: string): Certificate[] {
	const found = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
	return found.map((one) => Certificate.fromBER(bytes(new X509Certificate(one).raw)))
}

/** RSA and elliptic keys seal; a PDF reader knows both. */
function algorithmOf(key: KeyObject) {
	if (key.asymmetricKeyType === 'rsa') return { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
	const curves: Record<string, string> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' }
	const namedCurve = curves[key.asymmetricKeyDetails?.namedCurve ?? '']
	if (key.asymmetricKeyType !== 'ec' || !namedCurve) throw new Error('a key to seal with is RSA, P-256, P-384 or P-521')
	return { name: 'ECDSA', namedCurve }
}

import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { BitString, Integer, PrintableString, Utf8String } from 'asn1js'
import { AttributeTypeAndValue, BasicConstraints, Certificate, Extension } from 'pkijs'
import { asCryptoKey, type SealKey } from './seal.ts'

const [commonName, constraints, keyUsage] = ['2.5.4.3', '2.5.29.19', '2.5.29.15']
const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }

/** How long a key that the product makes itself lasts. */
const years = 10

/**
 * A new key with a certificate that it has signed itself. A reader can verify that a file is unchanged by it, but not
 * who holds the key: that is vouched for by nobody. RSA, because the oldest readers know it too.
 */
export async function makeSealKey(company: string, from: Temporal.Instant): Promise<SealKey> {
	const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 3072 })
	const certificate = new Certificate()
	certificate.version = 2
	certificate.serialNumber = new Integer({ valueHex: positive(randomBytes(16)) })
	for (const name of [certificate.subject, certificate.issuer])
		name.typesAndValues.push(new AttributeTypeAndValue({ type: commonName, value: nameOf(company) }))
	const start = from.toZonedDateTimeISO('UTC')
	// The encoder takes nothing but a Date.
	certificate.notBefore.value = new Date(start.epochMilliseconds)
	certificate.notAfter.value = new Date(start.add({ years }).epochMilliseconds)
	const none = new BasicConstraints({ cA: false })
	certificate.extensions = [
		new Extension({
			extnID: constraints,
			critical: true,
			extnValue: none.toSchema().toBER(),
			parsedValue: none,
		}),
		// digitalSignature and nonRepudiation.
		new Extension({
			extnID: keyUsage,
			critical: true,
			extnValue: new BitString({ valueHex: Uint8Array.of(0xc0).buffer, unusedBits: 6 }).toBER(),
		}),
	]
	await certificate.subjectPublicKeyInfo.importKey(asCryptoKey(publicKey.toCryptoKey(algorithm, true, ['verify'])))
	await certificate.sign(asCryptoKey(privateKey.toCryptoKey(algorithm, false, ['sign'])), 'SHA-256')
	const der = Buffer.from(certificate.toSchema(true).toBER())
	const lines = der.toString('base64').match(/.{1,64}/g) ?? []
	return {
		key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
		certificate: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
	}
}

const nameOf = (company: string) =>
	/^[A-Za-z0-9 '()+,\-./:=?]+$/.test(company)
		? new PrintableString({ value: company })
		: new Utf8String({ value: company })

function positive(random: Buffer): ArrayBuffer {
	const number = Uint8Array.from(random)
	number[0] = (number[0] ?? 0) % 0x80 || 1
	return number.buffer
}

import { z } from 'zod'

const text = z.string().max(20_000)
const transports = z.array(z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'])).max(10)
const credential = z.object({
	id: text,
	rawId: text,
	type: z.literal('public-key'),
	clientExtensionResults: z.record(z.string(), z.unknown()).transform(() => ({})),
})

/** What a browser says of a passkey that it has made. */
export const madeAnswer = credential.extend({
	response: z.object({
		clientDataJSON: text,
		attestationObject: text,
		transports: transports.catch([]).default([]),
	}),
})

/** What a browser says of a passkey that it has used. */
export const usedAnswer = credential.extend({
	response: z.object({ clientDataJSON: text, authenticatorData: text, signature: text }),
})

export type MadeAnswer = z.output<typeof madeAnswer>
export type UsedAnswer = z.output<typeof usedAnswer>
